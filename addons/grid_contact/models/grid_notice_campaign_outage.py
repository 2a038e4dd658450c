from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

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

    @api.model
    def _start_for(self, outage, kind):
        """Tell the customers of an outage at once, without another approval; return the campaign.

        :param kind: `emergency` (supply failed), `planned` (an announced outage), `restored` (supply is back)
        :return: the campaign; one that was begun for the same occasion before is returned again, and an empty one
            where nobody can be told: no provider, no template, or nobody is hit
        """
        outage.ensure_one()
        outage.lock_for_update()
        campaigns = self.sudo().with_company(outage.company_id)
        begun = campaigns.search([("outage_id", "=", outage.id), ("template_id.occasion", "=", kind)], limit=1)
        template = self.env["grid.notice.template"].sudo().search([("occasion", "=", kind)], limit=1)
        has_provider = bool(self.env["grid.sms.provider"]._of_company(outage.company_id))
        if begun or not template or not has_provider or not outage.point_count:
            return begun
        reader = campaigns.with_context(lang=outage.company_id.partner_id.lang)
        template = template.with_env(reader.env)
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
        campaign._approve_for_law()
        return campaign

    def _approve_for_law(self):
        """Begin what needs nobody's word; a text that is too long for SMS stays a draft for a person."""
        if not self._long_texts(self._recipients()):
            self._approve()
