from odoo import fields, models


class GridEarlyDisconnection(models.TransientModel):
    """The applicant's request to end a temporary connection before its term (PP 861 TP, p. 55)."""

    _name = "grid.early.disconnection"
    _description = "Request for early disconnection"

    connection_id = fields.Many2one("grid.connection", required=True, readonly=True)
    asked_at = fields.Datetime("Request received", required=True, default=fields.Datetime.now)
    day = fields.Date("To be disconnected on", required=True)

    def action_ask(self):
        """Record the request; one that came too late for its day is refused, one at risk is warned of."""
        warning = self.connection_id._ask_disconnection(self.day, self.asked_at)
        close = {"type": "ir.actions.act_window_close"}
        if not warning:
            return close
        params = {"type": "warning", "message": warning, "sticky": True, "next": close}
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}
