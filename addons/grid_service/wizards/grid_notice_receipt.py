from odoo import api, fields, models


class GridNoticeReceipt(models.TransientModel):
    """The dialog that asks when the applicant received the notice of the stage: his term counts from that day."""

    _name = "grid.notice.receipt"
    _description = "Receipt of a notice"

    request_id = fields.Many2one("grid.service.request", required=True, readonly=True)
    received_at = fields.Datetime("Received by the applicant", required=True, default=fields.Datetime.now)
    due_text = fields.Char("To be done by", compute="_compute_due_text")

    @api.depends("request_id", "received_at")
    def _compute_due_text(self):
        """Show the term that begins, before it does."""
        for receipt in self:
            receipt.due_text = receipt.request_id._said_due_on(receipt.request_id.step_id, receipt.received_at)

    def action_record(self):
        """Record the receipt; the term that waited for it begins."""
        self.ensure_one()
        self.request_id._receive_notice(self.received_at)
        return {"type": "ir.actions.act_window_close"}


class GridServiceRequest(models.Model):
    """Whether the term of the stage counts from the receipt of its notice, and the way to record that."""

    _inherit = "grid.service.request"

    from_receipt = fields.Boolean(related="step_id.from_receipt")

    def action_record_receipt(self):
        """Ask when the applicant received the notice of the stage."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Receipt of the notice"),
            "res_model": "grid.notice.receipt",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_request_id": self.id},
        }
