from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

#: On what ground each occasion is told: supply that failed or is back is urgent, a planned outage is a duty by law.
BASIS = {"emergency": "emergency", "restored": "duty", "planned": "duty"}


class GridNoticeCampaign(models.Model):
    """Campaigns about an outage: its customers, its hours and its cause."""

    _inherit = "grid.notice.campaign"

    audience = fields.Selection(selection_add=[("outage", "By an outage")], ondelete={"outage": "set default"})
    outage_id = fields.Many2one("grid.outage", index="btree_not_null", ondelete="restrict", check_company=True)
    feeder_ids = fields.Many2many("grid.feeder", string="Feeders", check_company=True, help="Empty: every feeder.")

    @api.constrains("audience", "outage_id")
    def _check_outage(self):
        for campaign in self:
            if campaign.audience == "outage" and not campaign.outage_id:
                raise ValidationError(self.env._("Choose the outage whose customers are told."))

    def _points_domain(self):
        if self.audience == "outage":
            return Domain("id", "in", self.outage_id.sudo().usage_point_ids.ids)
        domain = super()._points_domain()
        return domain & Domain("feeder_id", "in", self.feeder_ids.ids) if self.feeder_ids else domain

    def _not_left_out(self):
        """Leave out whoever reported the outage: she is told that supply is back in answer to her appeal."""
        if self.audience != "outage" or self.occasion != "restored":
            return super()._not_left_out()
        marks = self.outage_id.sudo()._marks_of_reporters()
        known = [mark for mark in marks if isinstance(mark, str)]
        return SQL(
            """NOT (partner.id = ANY(%s)
                    OR coalesce(split_part(partner.phone_sanitized, ' ', 1) = ANY(%s), FALSE)
                    OR coalesce(partner.email_normalized = ANY(%s), FALSE))""",
            [mark for mark in marks if isinstance(mark, int)],
            known,
            known,
        )

    def _common_values(self):
        outage = self.outage_id.sudo()
        return {
            **super()._common_values(),
            "start": self._clock(outage.started_at),
            "end": self._clock(outage.ended_at or outage.expected_end_at),
            "cause": outage.cause or "",
        }

    def _clock(self, moment):
        """Say a moment by the clock of the branch, short enough for an SMS."""
        return f"{self._local(moment):%d.%m %H:%M}" if moment else ""

    # ------------------------------------------------------------------
    # Without another approval
    # ------------------------------------------------------------------
    @api.model
    def _start_for(self, outage, kind):
        """Tell the customers of an outage at once, without another approval; return the campaign.

        A text that is too long for SMS leaves the campaign a draft for a person.

        :param kind: `emergency` (supply failed), `planned` (an announced outage), `restored` (supply is back)
        :return: the campaign; one that was begun for the same occasion before is returned again
        :raises UserError: why nobody can be told
        """
        outage.ensure_one()
        outage._hold_for_campaign()
        campaigns = self.sudo().with_company(outage.company_id)
        of_outage = [("outage_id", "=", outage.id), ("occasion", "=", kind), ("taken_back_at", "=", False)]
        if begun := campaigns.search(of_outage, limit=1):
            return begun
        reader = campaigns.with_context(lang=outage.company_id.partner_id.lang)
        template = reader.env["grid.notice.template"].search([("occasion", "=", kind)], limit=1)
        outage._refuse_untellable(kind, template)
        campaign = reader.create(
            {
                "name": f"{template.name}: {outage.display_name}",
                "company_id": outage.company_id.id,
                "branch_id": outage.branch_id.id,
                "basis": BASIS[kind],
                "template_id": template.id,
                "body": template.body,
                "channel_1": "sms",
                "channel_2": "email",
                "audience": "outage",
                "outage_id": outage.id,
            }
        )
        campaign._begin()
        return campaign

    def _begin(self):
        """Begin what needs nobody's word, as far as nobody's word is needed."""
        rows = self._recipients()
        if not rows and self.occasion == "restored" and self.outage_id.ticket_ids:
            self.state = "done"  # everybody reported it, and is told in answer to the appeal
        elif not self._long_texts(rows):
            self._approve(rows)

    def _why_draft(self):
        """Return why a campaign waits for a person; nothing when it does not."""
        if self.state != "draft":
            return False
        return self.env._(
            "The campaign “%(campaign)s” waits for an approval; a text that is too long for an SMS is shortened first.",
            campaign=self.name,
        )
