from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import consteq, hmac

BATCH = 200


class GridSurveyInvitation(models.Model):
    """A customer who is asked: once in a survey, by one letter.

    A way of asking that comes later extends `asks_by` of the survey and `_send_by_…` here. The key in the letter
    is computed, never stored; in an anonymous survey nothing of the invitation changes when its sheet comes.
    """

    _name = "grid.survey.invitation"
    _description = "Invitation to a survey"
    _order = "id"
    _rec_name = "partner_id"

    campaign_id = fields.Many2one("grid.survey.campaign", "Survey", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="campaign_id.company_id", store=True, index=True)
    stratum_id = fields.Many2one("grid.survey.stratum", required=True, ondelete="cascade", index=True)
    branch_id = fields.Many2one(related="stratum_id.branch_id", store=True, index=True)
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="cascade")
    state = fields.Selection(
        [
            ("new", "To be sent"),
            ("sent", "Sent"),
            ("handed", "Blank handed"),
            ("left_out", "Not sent: no consent or no address"),
            ("unreached", "Not reached"),
        ],
        required=True,
        default="new",
    )
    sent_on = fields.Date()

    _once = models.Constraint("UNIQUE (campaign_id, partner_id)", "The customer is invited to this survey already.")
    _to_send_idx = models.Index("(campaign_id, id) WHERE state = 'new'")

    # ------------------------------------------------------------------
    # The key in the letter
    # ------------------------------------------------------------------
    def _key(self):
        return f"{self.id}.{self._signature()}"

    def _signature(self):
        return hmac(self.env(su=True), "grid_quality.survey_key", str(self.id))[:32]

    @api.model
    def _of_key(self, key):
        """Return the invitation that a key belongs to; empty for any other text."""
        number, _dot, signature = key.partition(".")
        if not (key.isascii() and number.isdecimal() and len(number) < 10):
            return self.browse()
        invitation = self.browse(int(number)).exists()
        return invitation if consteq(signature, invitation._signature()) else invitation.browse()

    # ------------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------------
    @api.model
    def _cron_send(self):
        """Close what has expired and send what waits, batch by batch; each batch is sent and noted, or neither."""
        self.env["grid.survey.campaign"]._close_expired()
        while (sent := self._send_batch()) and self.env["ir.cron"]._commit_progress(sent):
            pass

    @api.model
    def _send_batch(self):
        """Send one batch of one survey; return how many invitations it dealt with.

        Invitations that another transaction sends at this moment are left to it.
        """
        now = Domain("state", "=", "new") & Domain("campaign_id.state", "=", "running") & self._to_be_sent()
        waiting = self.sudo().search(now, limit=1)
        batch = self.sudo().search(now & Domain("campaign_id", "=", waiting.campaign_id.id), limit=BATCH)
        batch = batch.try_lock_for_update()
        batch.invalidate_recordset(["state"])
        batch = batch.filtered(lambda one: one.state == "new")
        if batch:
            campaign = batch.campaign_id
            willing = batch.partner_id.with_company(campaign.company_id)._has_consent("survey")
            able = batch.filtered(lambda one: one.partner_id in willing)
            sent = getattr(able, f"_send_by_{campaign.asks_by}")()
            sent.write({"state": "sent", "sent_on": campaign._today()})
            (batch - sent)._leave_out()
        return len(batch)

    def _leave_out(self, state="left_out"):
        """Ask these no more: fewer are asked of their part, perhaps so few that its answers would name them."""
        self.state = state
        for stratum, invitations in self.grouped("stratum_id").items():
            stratum.asked -= len(invitations)

    @api.model
    def _to_be_sent(self):
        """Return which invitations may be sent at this hour."""
        return Domain("campaign_id.asks_by", "=", "email")

    def _send_by_email(self):
        """Queue a letter to each; return those written to."""
        tickets = self.env["helpdesk.ticket"]
        written = self.filtered("partner_id.email_normalized")
        self.env["mail.mail"].create([one._letter() for one in written])
        tickets._wake_mail_queue()
        return written

    def _letter(self):
        """Return the values of a letter in the language of the customer; it is deleted when it is sent."""
        reader = self.with_context(lang=self.partner_id.lang or self.company_id.partner_id.lang)
        campaign, branch, company = reader.campaign_id, reader.branch_id, reader.company_id
        site = self.env["helpdesk.ticket"]._site_url(company.id)
        values = {
            "company": company,
            "branch": branch,
            "phone": branch.phone or company.phone,
            "survey": campaign.survey_id,
            "until": campaign.expires_on.strftime("%d.%m.%Y"),
            "is_anonymous": campaign.is_anonymous,
            "status_url": f"{site}/survey-of-service/{self._key()}",
            "status_label": reader.env._("Answer the questions"),
            "refuse_url": f"{site}/survey-of-service/{self._key()}/refuse",
        }
        return {
            "subject": values["survey"].title,
            "body_html": reader.env["ir.qweb"]._render("grid_quality.mail_survey", values),
            "email_from": branch.email or company.email_formatted,
            "email_to": self.partner_id.email_normalized,
            "headers": repr({"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}),
            "auto_delete": True,
            "is_notification": False,
            "record_company_id": company.id,
        }

    def _refuse(self, way="email"):
        """Withdraw the customer's consent to surveys: nobody asks her again, in this survey or a later one."""
        consents = (
            self.env["grid.consent"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("purpose", "=", "survey"),
                    ("withdrawn_at", "=", False),
                ]
            )
        )
        consents._withdraw(way)
