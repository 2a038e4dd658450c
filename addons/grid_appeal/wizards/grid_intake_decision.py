from odoo import fields, models


class GridIntakeDecision(models.TransientModel):
    """A person's decision about letters: the appeal they belong to, or why they need no answer."""

    _name = "grid.intake.decision"
    _description = "Decide about incoming letters"

    act = fields.Selection([("attach", "Attach to an appeal"), ("dismiss", "No appeal")], required=True)
    intake_ids = fields.Many2many("grid.intake", string="Letters", required=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", domain="[('number', '!=', False)]")
    why = fields.Char(help="Kept in the journal with your name.")

    def action_decide(self):
        """Do what was decided; it stays in the journal who did."""
        if self.act == "attach":
            self.intake_ids._attach_by_hand(self.ticket_id)
        else:
            self.intake_ids._dismiss(self.why)
        return {"type": "ir.actions.act_window_close"}
