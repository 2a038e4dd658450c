from typing import NamedTuple

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..indicators import IndicatorError, Kept, rounded, share_kept, weighted
from ..indicators.connection import PARTS
from ..statutory.figures import NO_FIGURE
from ..statutory.sheet import Cell, Row, Sheet, plain

BREACHES = "antitrust_breaches"


class Counted(NamedTuple):
    """The two counts of a part of Птпр as cells, and what they give; None without data."""

    total: Cell
    breached: Cell
    value: object


class GridStatutoryReport(models.Model):
    """Forms 3.1 to 3.3 of order 1256: what was due, what of it was late or unlawful, and the quality that follows.

    Counted are the records that the indicators of the year, or of the quarter, count; breaches of antitrust law are
    entered on its page.
    """

    _inherit = "grid.statutory.report"

    def _sheet_1256_3_1(self):
        return self._sheet_of_part("applications")

    def _sheet_1256_3_2(self):
        return self._sheet_of_part("connections")

    def _sheet_1256_3_3(self):
        return self._sheet_of_part("antitrust")

    def _sheet_of_part(self, part):
        counted = self._counted_part(part, self._last_page())
        cells = counted.total, counted.breached, Cell(self._figure_or_dash(counted.value))
        rows = [
            Row(row.number, (Cell(row.number), Cell(row.title), cell))
            for row, cell in zip(self.form_id.row_ids, cells, strict=True)
        ]
        return Sheet(rows, notes=self._said_no_breaches([counted]))

    def _sheet_unit_quality(self):
        """Птпр: its three parts, what each weighs, and their sum."""
        method, _parameters = self.env["grid.indicator.method"]._on(self.date_to)
        page = self._last_page()
        counted = {part: self._counted_part(part, page) for part in PARTS}
        values = {part: one.value for part, one in counted.items()}
        *parts, total = self.form_id.row_ids
        rows = []
        for part, row in zip(PARTS, parts, strict=True):
            one, weight = counted[part], method.weight(part)
            share = None if one.value is None else rounded(one.value * weight)
            figures = Cell(self._figure_or_dash(one.value)), Cell(weight), Cell(self._figure_or_dash(share))
            rows.append(Row(row.number, (Cell(row.number), Cell(row.title), one.total, one.breached, *figures)))
        whole = rounded(weighted(values, method))
        rest = [Cell() for _place in range(4)]
        rows.append(
            Row(total.number, (Cell(total.number), Cell(total.title), *rest, Cell(self._figure_or_dash(whole))))
        )
        return Sheet(rows, notes=self._said_no_breaches(counted.values()))

    def _sheet_unit_quality_quarter(self):
        return self._sheet_unit_quality()

    def _counted_part(self, part, page):
        row = self._indicator(part)
        kept = self._kept_cases(row, page)
        total = self._cell_of_cases(row, "whole", kept.get("total"))
        if row.counted_model:
            breached = self._cell_of_cases(row, "counted", kept.get("breached"))
        else:
            breached = self._entered_breaches(page)
        known = None if breached.value == NO_FIGURE else breached.value
        try:
            return Counted(total, breached, rounded(share_kept(part, Kept(total.value, known))))
        except IndicatorError as refusal:
            raise UserError(self.env["grid.indicator.method"]._refusal(refusal)) from refusal

    def _kept_cases(self, row, page):
        """Return the cases that a closed page has written down, `{total, breached}`; nothing of an open one."""
        value = page.value_ids.filtered(lambda value: value.indicator_id == row)
        return (page.state == "closed" and value.cases) or {}

    def _cell_of_cases(self, row, side, kept):
        records, domain = row._asked(side, self._local_period())
        count = records.search_count(domain) if kept is None else kept
        return Cell(count, plain(domain), records._name)

    def _indicator(self, code):
        """Return the edition of an indicator in force at the end of the period."""
        after = Domain("valid_to", "=", False) | Domain("valid_to", ">=", self.date_to)
        before = Domain("valid_from", "=", False) | Domain("valid_from", "<=", self.date_to)
        found = self.env["grid.indicator"].search(Domain("code", "=", code) & before & after, limit=1)
        if found.aggregate != "kept" or not found.whole_model:
            raise UserError(
                self.env._(
                    "The form needs the indicator “%(code)s” counted as “whole to what was kept of it”. Add its "
                    "edition for this day.",
                    code=code,
                )
            )
        return found

    def _entered_breaches(self, page):
        """Return the breaches entered with a document on the page of the year, which the cell opens."""
        value = page.value_ids.filtered(lambda one: one.indicator_id.code == BREACHES and one.has_fact)
        return Cell(int(value.fact), [["id", "=", value.id]], value._name) if value else Cell(NO_FIGURE)

    def _said_no_breaches(self, counted):
        if all(one.breached.value != NO_FIGURE for one in counted):
            return []
        return [
            self.env._(
                "%(dash)s: no data. Breaches of antitrust law are entered with their document on the page of "
                "indicators of the year.",
                dash=NO_FIGURE,
            )
        ]

    def _figure_or_dash(self, figure):
        return NO_FIGURE if figure is None else figure
