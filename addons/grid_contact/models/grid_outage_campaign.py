from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class GridOutage(models.Model):
    """Everybody whom an outage hits is told by the auto-informer."""

    _inherit = "grid.outage"

    campaign_ids = fields.One2many("grid.notice.campaign", "outage_id", "Campaigns")
    campaign_count = fields.Integer("Campaigns about it", compute="_compute_campaign_count", compute_sudo=True)

    @api.depends("campaign_ids")
    def _compute_campaign_count(self):
        for outage in self:
            outage.campaign_count = len(outage.campaign_ids)

    def action_open_campaigns(self):
        """Open the campaigns about the outage: who was told, and who was not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_contact.grid_notice_campaign_action")
        return {**action, "domain": [("outage_id", "=", self.id)], "context": {}}

    def action_tell_customers(self):
        """Tell everybody whom the outage hits what is the matter now, and open the campaign."""
        self.ensure_one()
        self.check_access("write")
        self.env["grid.notice.campaign"].check_access("create")
        campaign = self.env["grid.notice.campaign"]._start_for(self, self._occasion())
        self.sudo().write({"tell_due": False, "tell_refusal": False})
        return {
            "type": "ir.actions.act_window",
            "res_model": campaign._name,
            "res_id": campaign.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _occasion(self):
        """Return what customers are told of now."""
        if self.state == "under_way":
            return "emergency"
        return "restored" if self.state == "restored" else "planned"

    def _hold_for_campaign(self):
        """Let two who begin a campaign come one after the other; the second begins anew and finds the first's."""
        now = fields.Datetime.now()
        self.env.cr.execute(SQL("UPDATE grid_outage SET write_date = %s WHERE id = %s", now, self.id))

    def _refuse_untellable(self, occasion, template):
        """Refuse a campaign that could tell nobody, or would come too late.

        :raises UserError: why, and what helps
        """
        if not self.point_count:
            raise UserError(self.env._("Nobody can be told: the outage hits no usage point, only houses."))
        if not template:
            raise UserError(self.env._("Nobody can be told: no template of messages is kept for this occasion."))
        if not self.env["grid.sms.provider"]._of_company(self.company_id):
            raise UserError(self.env._("Nobody can be told: no provider of SMS is set. An administrator sets one."))
        leaves_at = self._morning()
        if occasion == "planned" and leaves_at >= self.started_at:
            raise UserError(
                self.env._(
                    "Nobody can be told ahead: nobody is disturbed from 22:00 to 8:00, so that messages would leave at"
                    " %(leaves)s, and supply is off from %(start)s.",
                    leaves=self._local_words(leaves_at),
                    start=self._local_words(self.started_at),
                )
            )
