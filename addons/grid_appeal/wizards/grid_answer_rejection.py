from odoo import fields, models


class GridAnswerRejection(models.TransientModel):
    _name = "grid.answer.rejection"
    _description = "Return of an answer to its executor"

    answer_id = fields.Many2one("grid.appeal.answer", required=True)
    reason = fields.Text("What to change", required=True)

    def action_reject(self):
        self.ensure_one()
        self.answer_id._reject(self.reason.strip())
        return {"type": "ir.actions.act_window_close"}
