from datetime import date, timedelta

from odoo import fields, models
from odoo.exceptions import UserError


class LegalRuleEdition(models.TransientModel):
    """A new edition of a norm: the old one is closed by a date, never edited."""

    _name = "legal.rule.edition"
    _description = "New Edition of a Legal Rule"

    rule_id = fields.Many2one("legal.rule", required=True, readonly=True, ondelete="cascade")
    valid_from = fields.Date(string="In force from", required=True)
    amount = fields.Integer(required=True)

    def action_make(self):
        """Close the old edition the day before and open its copy for editing."""
        self.ensure_one()
        old = self.rule_id
        if not old.valid_from < self.valid_from <= (old.valid_to or date.max):
            raise UserError(self.env._("The new edition must begin while the old one is in force."))
        closing = old.valid_to
        old.valid_to = self.valid_from - timedelta(days=1)
        new = old.copy({"valid_from": self.valid_from, "valid_to": closing, "amount": self.amount})
        return {
            "type": "ir.actions.act_window",
            "res_model": "legal.rule",
            "res_id": new.id,
            "views": [(False, "form")],
        }
