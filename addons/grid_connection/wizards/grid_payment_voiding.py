from odoo import fields, models


class GridPaymentVoiding(models.TransientModel):
    """Take a payment that was entered wrongly out of the account, with the reason."""

    _name = "grid.payment.voiding"
    _description = "Voiding of a payment"

    payment_id = fields.Many2one("grid.connection.payment", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_void(self):
        """Void the payment; another one is registered in its place."""
        self.payment_id._void(self.reason)
        return {"type": "ir.actions.act_window_close"}


class GridConnectionPayment(models.Model):
    _inherit = "grid.connection.payment"

    def action_void(self):
        """Ask for the reason of the voiding."""
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_connection.grid_payment_voiding_action")
        return {**action, "context": {"default_payment_id": self.id}}
