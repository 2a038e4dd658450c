from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import phones
from odoo.addons.grid_reception.queueing import Tally

from ..statutory.figures import NO_FIGURE, minutes
from ..statutory.sheet import Cell, Row, Sheet, plain

TICKETS = "grid.queue.ticket"


class GridStatutoryReport(models.Model):
    """Form 4.2: the offices, how many people each received, how long they were served and waited.

    An office of whose queue no ticket was kept has dashes: nobody knows, which is no zero.
    """

    _inherit = "grid.statutory.report"

    def _sheet_4_2(self):
        domains = self._domains_of_visits()
        offices = self._offices_of_form(kept := self._offices_of_tickets())
        waits, rows = offices._waits(*self._span()), []
        for place, office in enumerate(offices, start=1):
            figures = [NO_FIGURE] * 3
            if office in kept:
                tally = waits.get(office, Tally())
                figures = [tally.served, minutes(tally.service, tally.timed), minutes(tally.wait, tally.served)]
            cells = (
                *map(Cell, self._facts_of_office(office)),
                *self._cells_of_office(office, figures, domains),
                Cell("; ".join((office.outside_organisations or "").splitlines()) or NO_FIGURE),
            )
            rows.append(Row(f"office {office.id}", (Cell(place), *cells)))
        return Sheet(rows or self._row_of_no_data(), notes=self._said_reception())

    def _cells_of_office(self, office, figures, domains):
        """Return the people received, the means of service and of wait; each opens the tickets it rests on."""
        served, timed = domains
        own = Domain("office_id", "=", office.id)
        return [
            Cell(NO_FIGURE) if figure in (None, NO_FIGURE) else Cell(figure, plain(own & domain), TICKETS)
            for figure, domain in zip(figures, (served, timed, served), strict=True)
        ]

    def _domains_of_visits(self):
        """Return the tickets of the period of those who were received, and of those whose service was timed.

        What the end of a day closed was received too, and nobody noted when it ended.
        """
        served = self._local_period().domain(TICKETS) & Domain("state", "=", "done")
        return served, served & Domain("service_seconds", ">", 0)

    def _offices_of_tickets(self):
        """Return the offices that kept tickets in the period, however their visits ended."""
        groups = self.env[TICKETS]._read_group(self._local_period().domain(TICKETS), ["office_id"])
        return self.env["grid.office"].union(*(office for (office,) in groups))

    def _offices_of_form(self, kept):
        """Return the offices that are open, and those closed since that kept tickets in the period."""
        led = self._local_period().led
        own = Domain("company_id", "=", self.company_id.id)
        if led is not None:
            own &= Domain("branch_id", "in", led)
        offices = self.env["grid.office"].with_context(active_test=False).search(own)
        return offices.filtered(lambda office: office.active or office in kept)

    def _facts_of_office(self, office):
        """Return columns 2 to 7: what the office is, where it is and what it does."""
        kinds = dict(office._fields["kind"]._description_selection(self.env))
        services = (office.services or "").splitlines() or office.reception_service_ids.mapped("name")
        reached = ", ".join(filter(None, (phones.spoken(office.phone or ""), office.email)))
        facts = (office.name, kinds[office.kind], office.address, reached, office._week_words(), "; ".join(services))
        return [fact or NO_FIGURE for fact in facts]

    def _said_reception(self):
        return [
            self.env._(
                "Received are visitors whose service ended; who did not come when called or left before it is not "
                "among them. The wait of a visit is its longest. %(dash)s: no data.",
                dash=NO_FIGURE,
            )
        ]
