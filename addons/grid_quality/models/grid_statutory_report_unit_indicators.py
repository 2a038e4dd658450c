from fractions import Fraction

from odoo import models
from odoo.exceptions import UserError

from ..indicators import INDICATORS, rounded
from ..statutory.sheet import Cell, Row, Sheet
from .grid_statutory_report_form_1256_2 import VALUES


class GridStatutoryReport(models.Model):
    """The unit's report of a year or a quarter: Ин, Ис and Рс beside what they are if all goes as planned, and Птсо.

    The figures are those of the page of indicators of the period; the lower, the better.
    """

    _inherit = "grid.statutory.report"

    def _sheet_unit_indicators(self):
        page = self._page_of_period()
        figures = page._figures()
        if figures.trouble:
            raise UserError(figures.trouble)
        *parts, whole = self.form_id.row_ids
        scores = zip(parts, INDICATORS, figures.level.parts, figures.planned.parts, strict=True)
        rows = [
            Row(code, self._cells_of_score(page, row, code, (score, planned), figures.method.weight(code)))
            for row, code, score, planned in scores
        ]
        totals = (Cell(self._figure_or_dash(score.shown)) for score in (figures.level, figures.planned))
        rows.append(Row("total", (Cell(whole.number), Cell(whole.title), *totals, Cell(), Cell(), Cell())))
        return Sheet(rows, notes=self._said_missing(figures.level))

    def _sheet_unit_indicators_quarter(self):
        return self._sheet_unit_indicators()

    def _cells_of_score(self, page, row, code, scores, weight):
        """Return the cells of an indicator; its score opens its parameters, the last one those without data."""
        (score, planned), own = scores, [["year_id", "=", page.id]]
        share = None if score.value is None else rounded(score.value * Fraction(weight))
        parameters = [*own, ["indicator_id.parent_id.code", "=", code]]
        without = [*own, ["indicator_id.code", "in", list(score.missing)]]
        return (
            Cell(row.number),
            Cell(row.title),
            Cell(self._figure_or_dash(score.shown), parameters, VALUES),
            Cell(self._figure_or_dash(planned.shown)),
            Cell(weight),
            Cell(self._figure_or_dash(share)),
            Cell(len(score.missing), without, VALUES),
        )
