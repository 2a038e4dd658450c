from odoo import fields, models


class GridPaperKind(models.Model):
    """A kind of paper of a case that the company issues or receives beside the applicant's list: an offer, an act."""

    _name = "grid.paper.kind"
    _description = "Kind of paper"
    _order = "sequence, name"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    direction = fields.Selection([("out", "We issue it"), ("in", "We receive it")], required=True, default="out")
    template = fields.Char(help="The template the paper is printed from; empty: a file is attached.")
    series = fields.Char(help="Letters that stand in its number, for example ТУ; empty: no number of our own.")
    sending = fields.Selection(
        [
            ("any", "To the applicant, as he can be reached"),
            ("signed", "To the applicant on paper: both sides sign it"),
            ("other", "To somebody else"),
        ],
        "Goes",
        required=True,
        default="any",
    )
    is_public = fields.Boolean("Shown to the applicant", default=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "Another kind of paper has this code.")
