from odoo import fields, models


class GridCallResult(models.Model):
    """How a call ended for the caller: what the operator notes by one click."""

    _name = "grid.call.result"
    _description = "Result of a call"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_solved = fields.Boolean(
        "Solved at first contact", help="The question is closed by the call itself: counts as first-contact resolution."
    )
    is_by_act = fields.Boolean(
        "Noted by an act", help="Noted by the program when the operator registers, answers or promises a call-back."
    )

    _code_uniq = models.Constraint("UNIQUE (code)", "Another result has this code.")
