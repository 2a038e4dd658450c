from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .helpdesk_ticket import LAW_BASES


class GridRefusalGround(models.Model):
    """A lawful ground on which an appeal is not considered, and what it needs (59-FZ art. 11, order 186)."""

    _name = "grid.refusal.ground"
    _inherit = "legal.cached.table"
    _description = "Ground of a refusal"
    _order = "sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    norm = fields.Char(translate=True, help="The act and its clause, as the letter names them.")
    law_basis = fields.Selection(
        LAW_BASES, "Under the law", help="Empty: whichever law the appeal is considered under."
    )
    needs_earlier = fields.Boolean(
        "Needs earlier answers",
        help="Links to answers on the merits of the same question; how many, the choice of law says.",
    )
    needs_document = fields.Boolean(help="The document that proves the ground: a decision of a court, for example.")
    notifies = fields.Boolean("The sender is told", default=True)
    term_code = fields.Char(
        "Rule of the notice", help="Code of the rule by which the sender is told; empty: the answer's."
    )
    text = fields.Text("Text of the letter", required=True, translate=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This code is taken already.")

    @api.constrains("term_code")
    def _check_term_code(self):
        asked = set(self.filtered("term_code").mapped("term_code"))
        known = set(self.env["legal.rule"].sudo().search([("code", "in", list(asked))]).mapped("code"))
        for code in asked - known:
            raise ValidationError(
                self.env._(
                    "There is no rule “%(code)s”. Take a code from Deadlines / Rules, or add the rule first.", code=code
                )
            )

    def _load_records(self, data_list, update=False):
        """The table is the company's own once it is loaded: an upgrade does not write it again."""
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)
