from odoo import models
from odoo.fields import Domain

from ..statutory.sheet import Cell, Row, Sheet, plain
from .grid_statutory_report_form_4_1 import APPEALS_ACTION

GROUPS = ("branch_id", "channel_id", "kind", "theme", "customer_group")


class GridStatutoryReport(models.Model):
    """The unit's report of a day, a week or a month: appeals of each branch, channel, kind, theme and group."""

    _inherit = "grid.statutory.report"

    def _sheet_unit_appeals(self):
        tickets, asked = self._appeals(), self._appeal_domain()
        groups = tickets._read_group(asked, GROUPS, ["__count"])
        found = sorted(
            (tuple(self._word_of(name, value) for name, value in zip(GROUPS, values, strict=True)), values, count)
            for *values, count in groups
        )
        rows = []
        for place, (words, values, count) in enumerate(found, start=1):
            domain = plain(asked & self._domain_of_group(GROUPS, values))
            key = "/".join(str(getattr(value, "id", value)) for value in values)
            rows.append(Row(key, (Cell(place), *map(Cell, words), Cell(count, domain))))
        return Sheet([*rows, self._total_row(GROUPS, sum(count for *_rest, count in groups), asked)], APPEALS_ACTION)

    def _sheet_unit_appeals_week(self):
        return self._sheet_unit_appeals()

    def _sheet_unit_appeals_day(self):
        return self._sheet_unit_appeals()

    def _total_row(self, groups, count, domain):
        empty = [Cell() for _place in groups]
        return Row("total", (Cell(self.env._("Total")), *empty, Cell(count, plain(domain))))

    def _word_of(self, name, value):
        """Return what a group of appeals is called; a dash where the field is empty."""
        field = self._appeals()._fields[name]
        words = value.display_name if field.relational else dict(field._description_selection(self.env)).get(value)
        return words or "–"

    def _domain_of_group(self, names, values):
        return Domain.AND(
            Domain(name, "=", getattr(value, "id", value) or False) for name, value in zip(names, values, strict=True)
        )
