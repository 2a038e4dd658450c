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
        tickets = self._appeals()
        now, before = self._appeal_domain(), self._appeal_domain(years=-1)
        counts = tickets._form_4_1_counts(now)
        old = tickets._form_4_1_counts(before) if self._knows_year_before() else None
        behind = [domain if known else None for domain, known in ((before, old is not None), (now, True))]
        rows = []
        for row in self.form_id.row_ids:
            figures = form_4_1.figures(row.number, old, counts)
            asked = self._asked_4_1(row.number, behind)
            cells = (Cell(figure, domain) for figure, domain in zip(figures, asked, strict=True))
            rows.append(Row(row.number, (Cell(row.number), Cell(row.title), *cells)))
        return Sheet(rows, APPEALS_ACTION, self._said_year_before(old))

    def _asked_4_1(self, number, behind):
        """Return the question behind each of columns 3 to 17 of a row."""
        marked = self._appeals()._domain_of_marks(form_4_1.ROWS[number])
        for form in form_4_1.FORMS:
            served = marked & self._appeals()._domain_of_form(form)
            for domain in behind:
                yield None if domain is None else plain(domain & served)
            yield None

    def _knows_year_before(self):
        """Whether the register was kept in the year before: a year nobody knows is not a year without appeals."""
        domain = Domain("number", "!=", False) & Domain("company_id", "=", self.company_id.id)
        _first, last = self._span(years=-1)
        tickets = self._appeals().sudo()
        return bool(tickets.search_count(domain & tickets._domain_by_day("received_at", "<=", last), limit=1))

    def _said_year_before(self, old):
        if old is not None:
            return []
        return [self.env._("%(dash)s: the register has no appeals of the year before.", dash=NO_FIGURE)]
