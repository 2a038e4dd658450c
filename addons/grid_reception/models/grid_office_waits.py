from datetime import datetime, time

from odoo import api, models
from odoo.fields import Domain

from ..queueing import Tally
from .grid_reception_service import STAFF

TICKETS = "grid.queue.ticket"


class GridOffice(models.Model):
    """How visitors of offices waited and were served in a period: for the live page and for form 4.2."""

    _inherit = "grid.office"

    def _waits(self, first, last, groupby="office_id"):
        """Return {value of a field of tickets: Tally} of these offices, their local days both counted.

        :param groupby: office_id, service_id, window_id, user_id, hour, day or category: who had an appointment apart
        """
        period = Domain("day", ">=", first) & Domain("day", "<=", last) & Domain("office_id", "in", self.ids)
        tallies = {}
        for domain, tally in (
            (Domain("state", "=", "done"), self._tally_served),
            (Domain("state", "=", "no_show"), lambda count, *_sums: Tally(no_shows=count)),
            (Domain("state", "=", "done") & Domain("is_late", "=", True), lambda count, *_sums: Tally(late=count)),
            (
                Domain("state", "=", "done") & Domain("service_seconds", ">", 0),
                lambda count, *_sums: Tally(timed=count),
            ),
        ):
            sums = ["__count", "wait_seconds:sum", "service_seconds:sum"]
            for value, *figures in self.env[TICKETS]._read_group(period & domain, [groupby], sums):
                tallies[value] = tallies.get(value, Tally()) + tally(*figures)
        return tallies

    @api.model
    def _tally_served(self, count, wait, service):
        return Tally(served=count, wait=wait or 0, service=service or 0)

    @api.model
    def _recommended(self, day):
        """Return {kind of staff: (mean minutes of waiting, mean minutes of service)} recommended on a day."""
        rules, moment = self.env["legal.rule"].sudo(), datetime.combine(day, time(12))

        def minutes(code):
            due_at, _why = rules._due(code, moment)
            return (due_at - moment).total_seconds() / 60

        return {
            staff: (minutes(f"office_{staff}_queue_gost"), minutes(f"office_{staff}_serve_gost"))
            for staff, _name in STAFF
        }
