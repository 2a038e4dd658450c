from odoo import fields, models
from odoo.exceptions import UserError


class GridOutage(models.Model):
    """Everybody whom an outage hits is told by the auto-informer."""

    _inherit = "grid.outage"

    campaign_ids = fields.One2many("grid.notice.campaign", "outage_id", "Campaigns")

    def action_tell_customers(self):
        """Tell everybody whom the outage hits what is the matter now, and open the campaign."""
        self.ensure_one()
        self.check_access("write")
        self.env["grid.notice.campaign"].check_access("create")
        campaign = self.env["grid.notice.campaign"]._start_for(self, self._occasion())
        if not campaign:
            raise UserError(
                self.env._(
                    "Nobody can be told: the outage hits no usage point, there is no template for it, or no provider"
                    " of SMS is set."
                )
            )
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
