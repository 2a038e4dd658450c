from odoo import api, fields, models

from ..indicators import IndicatorError, read_figure
from ..statutory.connections import plain_decimal
from ..statutory.figures import NO_FIGURE
from ..statutory.sheet import Cell, Row, Sheet

LINES = "grid.statutory.line"
#: {form with rows that people enter: columns of numbers, so that a workbook adds them up}; of 4.8 some are counted.
ENTERED = {"4.5": (), "4.6": (4,), "4.8": (), "24-capacity": (3, 4), "24-measurements": (4,)}


class GridStatutoryReport(models.Model):
    """Forms of which the product keeps no records: their rows are entered, each with its document."""

    _inherit = "grid.statutory.report"

    line_ids = fields.One2many(LINES, "report_id", "Entered rows", copy=False)
    takes_lines = fields.Boolean(compute="_compute_takes_lines", help="Its rows are entered by hand.")

    @api.depends("code")
    def _compute_takes_lines(self):
        for report in self:
            report.takes_lines = report.code in ENTERED

    def _sheet_4_5(self):
        return self._entered_sheet()

    def _sheet_4_6(self):
        return self._entered_sheet()

    def _sheet_24_capacity(self):
        return self._entered_sheet()

    def _sheet_24_measurements(self):
        return self._entered_sheet()

    def _entered_sheet(self, counted=()):
        """Return the rows that were counted and those entered after them, numbered through.

        `counted`: `(key, cells after the number)` of each.
        """
        entered = [(line.key, self._cells_of_line(line)) for line in self.line_ids]
        rows = [Row(key, (Cell(number), *cells)) for number, (key, cells) in enumerate([*counted, *entered], start=1)]
        return Sheet(rows or self._row_of_no_data(), notes=self._said_entered())

    def _cells_of_line(self, line):
        opens = [["id", "=", line.id]], LINES
        texts = {number: line[f"column_{number}"] or NO_FIGURE for number in (3, 4)}
        numeric = ENTERED[self.code]
        cells = (Cell(_typed(text) if number in numeric else text) for number, text in texts.items())
        return Cell(line.column_2, *opens), *cells

    def _said_entered(self):
        """Return by which documents the rows were entered."""
        documents = dict.fromkeys(self.line_ids.mapped("document"))
        return [self.env._("Entered by: %(documents)s.", documents="; ".join(documents))] if documents else []

    def _row_of_no_data(self):
        """Return the one row of a form of which nothing is known: a dash is no zero."""
        width = len(self.form_id.column_ids)
        return [Row("none", (Cell(NO_FIGURE), Cell(self.env._("no data")), *[Cell(NO_FIGURE)] * (width - 2)))]

    def _begin_correction(self, key):
        """The next version begins with the rows that were entered into this one."""
        draft = super()._begin_correction(key)
        self.line_ids.copy({"report_id": draft.id})
        return draft


def _typed(text):
    """Return what was written as a number, if it is one."""
    try:
        return plain_decimal(read_figure(text))
    except IndicatorError:
        return text
