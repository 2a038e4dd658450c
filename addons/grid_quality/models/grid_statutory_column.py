from odoo import fields, models


class GridStatutoryColumn(models.Model):
    """A column of a form under its common heading."""

    _name = "grid.statutory.column"
    _inherit = "grid.statutory.part"
    _description = "Column of a statutory form"
    _order = "form_id, number"

    number = fields.Integer(required=True)
    group = fields.Char("Common heading")
    width = fields.Float("Width, mm", default=30, required=True)
    is_counted = fields.Boolean("Marks are added up", help="At the foot of the form.")

    _number_unique = models.Constraint("UNIQUE (form_id, number)", "A form has one column of each number.")
    _number_positive = models.Constraint("CHECK (number > 0)", "Columns are numbered from 1.")
    _width_positive = models.Constraint("CHECK (width > 0)", "A column is wider than nothing.")
