from odoo import api, models


class GridAppealDesk(models.AbstractModel):
    """An appeal registered at a window belongs to the visit that goes on there."""

    _inherit = "grid.appeal.desk"

    @api.model
    def _appeal_vals(self, card, at_once):
        vals = super()._appeal_vals(card, at_once)
        if card.get("channel") != "window":
            return vals
        visit = self.env["grid.window"]._mine()._current().filtered(lambda one: one.state == "serving")
        if visit and not visit.partner_id and vals["partner_id"]:
            visit.partner_id = vals["partner_id"]
        return {**vals, "queue_ticket_id": visit.id, **({"office_id": visit.office_id.id} if visit else {})}
