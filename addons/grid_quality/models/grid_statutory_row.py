from odoo import fields, models


class GridStatutoryRow(models.Model):
    """A row of a form whose rows are fixed, as the form numbers it."""

    _name = "grid.statutory.row"
    _inherit = "grid.statutory.part"
    _description = "Row of a statutory form"
    _order = "form_id, sequence, id"

    sequence = fields.Integer(default=10)
    number = fields.Char(required=True, help="As the form numbers it: 2.1.1.")

    _number_unique = models.Constraint("UNIQUE (form_id, number)", "A form has one row of each number.")
