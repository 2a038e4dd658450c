from odoo import fields, models
from odoo.exceptions import UserError

from ..appeal_form.fields import TEXT_MAX, clean_text
from ..models.findings import sentence


class GridAppealDispute(models.TransientModel):
    """The dialog in which staff registers that the applicant disputes an answer."""

    _name = "grid.appeal.dispute"
    _description = "Dispute of an answer"

    ticket_id = fields.Many2one("helpdesk.ticket", "Disputed appeal", required=True, readonly=True)
    text = fields.Text("What the applicant does not agree with", required=True)
    channel_id = fields.Many2one("helpdesk.ticket.channel", "Channel", required=True)
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now)
    dispute_id = fields.Many2one("helpdesk.ticket", "Appeal that disputes", readonly=True)

    def action_dispute(self):
        """Register the dispute and open it; a second click opens the same one."""
        self.ensure_one()
        if not self.dispute_id:
            self.ticket_id._check_disputable()
            values = {"channel_id": self.channel_id.id, "received_at": self.received_at}
            self.dispute_id = self.ticket_id._dispute(self._checked_text(), [], **values)
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.dispute_id.id,
            "views": [(False, "form")],
        }

    def _checked_text(self):
        text = clean_text(self.text)
        if not text or len(text) > TEXT_MAX:
            code = "too_long" if text else "missing"
            raise UserError(sentence(self.env, "text", code, limit=TEXT_MAX, actual=len(text)))
        return text
