from odoo import api, fields, models


class GridConditionsExtension(models.TransientModel):
    """Extend technical conditions at the applicant's request, within their longest validity (PP 861 TP, p. 24)."""

    _name = "grid.conditions.extension"
    _description = "Extension of technical conditions"

    connection_id = fields.Many2one("grid.connection", required=True, readonly=True)
    valid_until = fields.Date("Valid until now", related="connection_id.conditions_valid_until")
    last_day = fields.Date("At most until", compute="_compute_last_day")
    until = fields.Date("Extend until", required=True)
    reason = fields.Char("Request of the applicant", required=True, help="Its number and date.")

    @api.depends("connection_id")
    def _compute_last_day(self):
        for extension in self:
            issued_on = extension.connection_id.conditions_issued_on
            extension.last_day = issued_on and extension.connection_id._validity_bounds(issued_on)[1]

    def action_extend(self):
        """Extend the technical conditions."""
        self.connection_id._extend_conditions(self.until, self.reason)
        return {"type": "ir.actions.act_window_close"}
