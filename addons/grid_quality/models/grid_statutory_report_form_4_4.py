from odoo import models

from ..statutory import form_4_1
from ..statutory.sheet import Cell, Row, Sheet, plain
from .grid_statutory_report_form_4_1 import APPEALS_ACTION


class GridStatutoryReport(models.Model):
    """Form 4.4: the category of form 4.1 with the most appeals; several where they are equal."""

    _inherit = "grid.statutory.report"

    def _sheet_4_4(self):
        tickets, asked = self._appeals(), self._appeal_domain()
        found = form_4_1.largest(tickets._form_4_1_counts(asked))
        titles = {row.number: row.title for row in self._form_4_1().row_ids}
        rows = []
        for place, (number, count, share) in enumerate(found, start=1):
            domain = plain(asked & tickets._domain_of_marks(form_4_1.ROWS[number]))
            rows.append(Row(number, (Cell(place), Cell(titles[number]), Cell(count, domain), Cell(share))))
        return Sheet(rows or self._row_of_no_data(), APPEALS_ACTION)

    def _form_4_1(self):
        """Return the edition of form 4.1 that names the categories."""
        return self.env["grid.statutory.form"]._on("4.1", self.date_to)
