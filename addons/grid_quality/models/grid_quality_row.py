from odoo import fields, models
from odoo.exceptions import UserError


class GridQualityRow(models.AbstractModel):
    """A dated row of an order about quality: never twice on one day, never edited once figures rest on it."""

    _name = "grid.quality.row"
    _inherit = "grid.dated.row"
    _description = "Dated row about quality"

    name = fields.Char(required=True, translate=True)
    clause = fields.Char("Act, clause", translate=True)
    is_used = fields.Boolean("Published figures rest on it")

    def _refuse_used(self, changed):
        if changed and (used := self.filtered("is_used")):
            raise UserError(
                self.env._(
                    "Published figures rest on “%(row)s”, so it stays as it is. Close it by a date and add a "
                    "new row from the next day.",
                    row=used[0].display_name,
                )
            )
