from datetime import UTC
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from odoo import api, fields, models

from .. import texting
from ..campaigns import ACCOUNT, EMAIL, End, Step, after, quiet_begins
from .grid_sms import MASS, URGENT

#: What an SMS has come to, in the words of campaigns.
RESULTS = {"delivered": "positive", "undelivered": "negative", "failed": "failed"}
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class GridNotice(models.Model):
    """How a message leaves by each channel, and what follows a result."""

    _inherit = "grid.notice"

    def _transmit(self, channel):
        """Begin an attempt for each, by a channel; its result comes at once or later."""
        now = fields.Datetime.now()
        attempts = self.env["grid.notice.attempt"].create(
            [{"notice_id": notice.id, "channel": channel, "number": notice.attempt, "begun_at": now} for notice in self]
        )
        getattr(attempts, f"_by_{channel}")()

    def _advance(self, result, reason, may_repeat=True):
        """Come to an end, or go on with the next call or the next channel; one query for all who are alike."""
        now = fields.Datetime.now()
        alike = self.grouped(lambda one: (one.campaign_id, one.channel, one.attempt, one.was_transmitted, one.reach))
        for (campaign, channel, attempt, was_transmitted, reach), notices in alike.items():
            was_transmitted = was_transmitted or result != "failed"
            made, reached = Step(channel, attempt), set(reach.split(","))
            step = after(campaign._plan(), reached, made, result, was_transmitted, may_repeat)
            values = {"is_under_way": False, "was_transmitted": was_transmitted, "reason": reason}
            if isinstance(step, End):
                values |= {"state": step.state, "ended_at": now}
            else:
                values |= {"channel": step.channel, "attempt": step.attempt, "next_at": now + step.wait}
            notices.write(values)
        self.campaign_id.filtered(lambda one: one.state == "running")._wake("run")

    @api.model
    def _read_in_account(self, partners, until):
        """Note that customers have read in their accounts what was left there until a moment: it is received."""
        mine = [("partner_id", "in", partners.ids), ("channel", "=", ACCOUNT), ("state", "=", "negative")]
        waiting = self.sudo().search([*mine, ("ended_at", "<=", until)])
        waiting.write({"state": "positive", "ended_at": fields.Datetime.now(), "reason": False})
        waiting.attempt_ids.filtered(lambda one: one.channel == ACCOUNT).write({"result": "positive"})


class GridNoticeAttempt(models.Model):
    _inherit = "grid.notice.attempt"

    def _finish(self, result, reason=False, may_repeat=True):
        """Note results that have come; a second report of the same attempt changes nothing.

        :param may_repeat: false of a call that may have been heard: it is not made again
        """
        fresh = self.filtered(lambda one: not one.result)
        fresh.write({"result": result, "reason": reason, "ended_at": fields.Datetime.now()})
        fresh.notice_id._advance(result, reason, may_repeat)

    def _withdraw(self):
        """Take back attempts that were not begun: their messages wait; return the campaigns they are of."""
        campaigns = self.notice_id.campaign_id
        self.notice_id.write({"is_under_way": False})
        self.unlink()
        return campaigns

    # ------------------------------------------------------------------
    # Channels
    # ------------------------------------------------------------------
    def _by_sms(self):
        provider = self.env["grid.sms.provider"]._of_company(self.notice_id.company_id[:1])
        if not provider:
            return self._finish("failed", self.env._("no provider of SMS is set"))
        quiet = self._quiet_begins()
        values = []
        for notice in self.notice_id:
            cut = texting.message(notice.body)
            values.append(
                {
                    "provider_id": provider.id,
                    "company_id": notice.company_id.id,
                    "branch_id": notice.branch_id.id,
                    "partner_id": notice.partner_id.id,
                    "phone": notice.phone,
                    "body": notice.body,
                    "is_private": notice.campaign_id._is_private(),
                    "part_count": cut.count,
                    "alphabet": cut.alphabet,
                    "priority": URGENT + 1 if notice.campaign_id.basis == "emergency" else MASS,
                    "send_until": quiet[notice.branch_id],
                }
            )
        messages = self.env["grid.sms"].sudo().create(values)
        messages._make_parts()
        for attempt, sms in zip(self, messages, strict=True):
            attempt.sms_id = sms
        return provider._wake()

    def _quiet_begins(self):
        """Return {branch: from when it is quiet there}."""
        campaign, now = self.notice_id.campaign_id, fields.Datetime.now().replace(tzinfo=UTC)
        found = {}
        for branch in [*self.notice_id.branch_id.sudo(), self.env["grid.branch"]]:
            moment = quiet_begins(now, ZoneInfo(campaign._zone(branch)), campaign._quiet_hours())
            found[self.env["grid.branch"].browse(branch.ids)] = moment and moment.replace(tzinfo=None)
        return found

    def _by_email(self):
        mails = []
        for notice in self.notice_id:
            campaign = notice.campaign_id
            sender = notice.branch_id.sudo().email or notice.company_id.email_formatted
            mails.append(
                {
                    "model": "grid.notice",
                    "res_id": notice.id,
                    "subject": campaign.name,
                    "body_html": Markup("<p>%s</p>") % escape(notice.body).replace("\n", Markup("<br/>")),
                    "email_from": sender or self.env.user.email_formatted,
                    "email_to": notice.email,
                    "headers": repr(HEADERS),
                    "auto_delete": True,
                    "is_notification": False,
                    "record_company_id": notice.company_id.id,
                }
            )
        self.env["mail.mail"].sudo().create(mails)
        self.env["helpdesk.ticket"]._wake_mail_queue()

    def _by_account(self):
        """A message lies in the account from now on: transmitted; received when its owner opens the account."""
        self._finish("negative", self.env._("not read in the account yet"))

    def _by_voice(self):
        provider = self.env["grid.voice.provider"]._of_company(self.notice_id.company_id[:1])
        if not provider:
            return self._finish("failed", self.env._("no provider of calls is set"))
        return provider._call(self)


class GridSms(models.Model):
    _inherit = "grid.sms"

    attempt_ids = fields.One2many("grid.notice.attempt", "sms_id")

    def _ended(self):
        """Tell campaigns what their SMS have come to."""
        result = super()._ended()
        for state, messages in self.grouped("state").items():
            attempts = self.env["grid.notice.attempt"].sudo().search([("sms_id", "in", messages.ids)])
            for error, alike in attempts.grouped(lambda one: one.sms_id.error or False).items():
                alike._finish(RESULTS[state], error)
        return result

    def _withdraw(self):
        """Take back SMS that have not left: their attempts were not made; return the campaigns they are of."""
        campaigns = self.env["grid.notice.attempt"].sudo().search([("sms_id", "in", self.ids)])._withdraw()
        self.unlink()
        return campaigns

    @api.model
    def _give_up_quiet(self, provider):
        """Take back what did not leave before the quiet hours: it waits in its campaign until the morning."""
        domain = [
            ("provider_id", "=", provider.id),
            ("state", "=", "waiting"),
            ("send_until", "<=", fields.Datetime.now()),
        ]
        campaigns = self.sudo().search(domain)._withdraw()
        campaigns.filtered(lambda one: one.state == "running")._wake("run")
        return super()._give_up_quiet(provider)


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(self, success_pids, success_emails, failure_reason=False, failure_type=None):
        """Tell campaigns what the mail server said of their e-mails."""
        ours = self.filtered(lambda mail: mail.model == "grid.notice")
        if ours:
            attempts = self.env["grid.notice.attempt"].sudo()
            found = attempts.search(
                [("notice_id", "in", ours.mapped("res_id")), ("channel", "=", EMAIL), ("result", "=", False)]
            )
            found._finish("failed" if failure_type else "positive", failure_reason)
        return super()._postprocess_sent_message(success_pids, success_emails, failure_reason, failure_type)
