from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: Proves in the context that a row is marked as used by the calculator; no API can send it.
USING = object()


class GridDatedRow(models.AbstractModel):
    """A dated row of law or of an order about money: never twice on one day, never edited once it was reckoned by."""

    _name = "grid.dated.row"
    _inherit = ["legal.dated.row", "legal.cached.table", "legal.loaded.table"]
    _description = "Dated row about money"

    #: The fields by which rows are editions of one another.
    _edition_fields = ()

    is_used = fields.Boolean("Money was reckoned by it", copy=False, readonly=True)

    @api.constrains("valid_from", "valid_to")
    def _check_days(self):
        for row in self:
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                raise ValidationError(self.env._("“%(row)s” ends before it begins.", row=row.display_name))

    def _refuse_overlap(self):
        """Refuse two editions of one row that are in force on one day."""
        rivals = self.sudo().search([(name, "in", self.mapped(name)) for name in self._edition_fields[:1]])
        for same in rivals.grouped(lambda row: tuple(row[name] for name in self._edition_fields)).values():
            if overlap := same._overlap():
                day = overlap[1].valid_from
                raise ValidationError(
                    self.env._(
                        "“%(row)s” would be in force twice on %(day)s. Close the older row by the day before.",
                        row=overlap[1].display_name,
                        day=self._said_day(day) or self.env._("the first day"),
                    )
                )

    @api.model
    def _said_day(self, day):
        return day and self.env["legal.explanation"]._day(day, weekday=False)

    def copy_data(self, default=None):
        """A copy of a closed row is its next edition."""
        vals_list = super().copy_data(default)
        for row, vals in zip(self, vals_list, strict=True):
            if row.valid_to and "valid_from" not in (default or {}):
                vals["valid_from"] = row.valid_to + timedelta(days=1)
        return vals_list

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_use(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_use(vals)
        return super().write(vals)

    @api.model
    def _refuse_use(self, vals):
        if "is_used" in vals and self.env.context.get("dated_row") is not USING:
            raise UserError(self.env._("Whether a row was used is recorded by the calculator."))

    def _refuse_used(self, changed):
        if changed and (used := self.filtered("is_used")):
            raise UserError(
                self.env._(
                    "Money was already reckoned by “%(row)s”, so it stays as it is. Close it by a date and add a "
                    "new row from the next day.",
                    row=used[0].display_name,
                )
            )

    def _mark_used(self):
        """Record that money was reckoned by the rows: from now on they stay as they are."""
        self.sudo().filtered(lambda row: not row.is_used).with_context(dated_row=USING).write({"is_used": True})
