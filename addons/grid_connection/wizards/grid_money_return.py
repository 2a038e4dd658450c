from odoo import fields, models


class GridMoneyReturn(models.TransientModel):
    """Record that the money of a case without a contract went back to the payer."""

    _name = "grid.money.return"
    _description = "Return of money"

    connection_id = fields.Many2one("grid.connection", required=True, readonly=True)
    currency_id = fields.Many2one(related="connection_id.currency_id")
    amount = fields.Monetary(related="connection_id.to_return")
    returned_on = fields.Date("Day of the return", required=True, default=fields.Date.context_today)
    document = fields.Char("Payment order", required=True)

    def action_return(self):
        """Record the return."""
        self.ensure_one()
        self.connection_id._return_money(self.returned_on, self.document)
        return {"type": "ir.actions.act_window_close"}
