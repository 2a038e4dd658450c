from odoo import models
from odoo.fields import Domain

from ..statutory import form_4_1
from ..statutory.figures import NO_FIGURE
from ..statutory.sheet import Cell, Row, Sheet, plain

APPEALS_ACTION = "grid_appeal.helpdesk_ticket_action"


class GridStatutoryReport(models.Model):
    """Form 4.1: how many appeals, by category and form of service, beside the year before."""

    _inherit = "grid.statutory.report"

    def _sheet_4_1(self):
        published = self._published_before()
        old, asked_before = self._cells_published(published) if published else self._cells_counted(years=-1)
        counts, asked_now = self._cells_counted()
        rows = []
        for row in self.form_id.row_ids:
            figures = form_4_1.figures(row.number, old, counts)
            asked = (
                domain
                for form in form_4_1.FORMS
                for domain in (asked_before.get((row.number, form)), asked_now[row.number, form], None)
            )
            cells = (Cell(figure, domain) for figure, domain in zip(figures, asked, strict=True))
            rows.append(Row(row.number, (Cell(row.number), Cell(row.title), *cells)))
        return Sheet(rows, APPEALS_ACTION, self._said_year_before(old, published))

    def _cells_counted(self, years=0):
        """Return the figures of a year and the questions behind them, by row and form; None where it is not known."""
        if years and not self._knows_year_before():
            return None, {}
        tickets, domain = self._appeals(), self._appeal_domain(years)
        asked = {
            (row, form): plain(domain & tickets._domain_of_marks(columns) & tickets._domain_of_form(form))
            for row, columns in form_4_1.ROWS.items()
            for form in form_4_1.FORMS
        }
        return tickets._form_4_1_counts(domain), asked

    def _published_before(self):
        """Return the last form published for the year before: what has been said stays said.

        Nothing for whoever counts the own branches alone, beside which the company's figures say nothing.
        """
        if self.is_partial:
            return self.browse()
        domain = Domain("company_id", "=", self.company_id.id) & Domain("state", "=", "published")
        domain &= Domain("code", "=", self.code) & Domain("date_from", "=", self._span(years=-1)[0])
        return self.search(domain, order="version desc", limit=1)

    def _cells_published(self, report):
        """Return the figures of the year of a published form and the questions behind them, by row and form."""
        cells = {
            (row.key, form): row.cells[3 + 3 * place]
            for row in report._sheet().rows
            for place, form in enumerate(form_4_1.FORMS)
        }
        return {key: cell.value for key, cell in cells.items()}, {key: cell.domain for key, cell in cells.items()}

    def _knows_year_before(self):
        """Whether the register was kept in the year before: a year nobody knows is not a year without appeals."""
        domain = Domain("number", "!=", False) & Domain("company_id", "=", self.company_id.id)
        _first, last = self._span(years=-1)
        tickets = self._appeals().sudo()
        return bool(tickets.search_count(domain & tickets._domain_by_day("received_at", "<=", last), limit=1))

    def _said_year_before(self, old, published):
        if published:
            said = self._said_moment(published.published_at)
            return [self.env._("The year before is that of the form published on %(moment)s.", moment=said)]
        if old is not None:
            return []
        return [self.env._("%(dash)s: the register has no appeals of the year before.", dash=NO_FIGURE)]
