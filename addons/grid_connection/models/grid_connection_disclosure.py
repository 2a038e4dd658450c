from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from odoo import api, models, tools
from odoo.fields import Domain

UTC = ZoneInfo("UTC")
#: Each act is counted in the month in which it was done: its day, and what else it must be.
ACTS = {
    "applied": ("submitted_at", Domain.TRUE),
    "contracted": ("contract_date", Domain.TRUE),
    "annulled": ("ended_at", Domain("annulled", "=", 1)),
    "connected": ("connected_at", Domain.TRUE),
}
MEASURES = ["__count", "power_total_kw:sum", "fee:sum", "days_to_connect:sum"]


class Figure(NamedTuple):
    """How many connections came to one act within one month; figures of one act add up.

    `kw`: of all together; `fee`: of all together, roubles; `days`: from the application to the connection, of all.
    """

    count: int = 0
    kw: float = 0.0
    fee: float = 0.0
    days: float = 0.0

    def __add__(self, other):
        return Figure(*(mine + (theirs or 0) for mine, theirs in zip(self, other, strict=True)))


class GridConnectionDisclosure(models.AbstractModel):
    """What the law opens to everybody each month: applications, contracts, annulments, connections (PP 24, p. 19).

    Counts alone: no number of an application, no applicant, no place.
    """

    _name = "grid.connection.disclosure"
    _description = "Monthly figures of connections"

    @api.model
    def _figures(self, company, first, last):
        """Return {(first day of the month, code of the passport): {act of `ACTS`: `Figure`}} between two dates.

        Each act is counted by itself, by the time of the branch: a contract of May may stand on an application of
        April.
        """
        figures = defaultdict(lambda: defaultdict(Figure))
        for zone, branches in self._zones(company).items():
            funnel = self.env["grid.connection.funnel"].sudo().with_context(tz=zone)
            for act, (day, condition) in ACTS.items():
                domain = Domain("branch_id", "in", branches.ids) & condition & self._within(day, first, last, zone)
                for month, service, *measures in funnel._read_group(domain, [f"{day}:month", "service_id"], MEASURES):
                    figures[date(month.year, month.month, 1), service.code][act] += measures
        return {key: dict(acts) for key, acts in figures.items()}

    @api.model
    @tools.ormcache("company.id", "year", "today")
    def _year_of_day(self, company, year, today):
        """Return [(month, {code: {act: `Figure`}})] of the months of a year that have ended, the newest first.

        Counted once a day: whoever shows it names the day. Months before the first application are not there.
        """
        begun = self._first_day(company, today)
        first = max((begun or today).replace(day=1), date(year, 1, 1))
        last = min(today.replace(day=1) - timedelta(days=1), date(year, 12, 31))
        if last < first:
            return []
        figures = self._figures(company, first, last)
        months = [date(year, month, 1) for month in range(last.month, first.month - 1, -1)]
        return [(month, {code: acts for (day, code), acts in figures.items() if day == month}) for month in months]

    @api.model
    @tools.ormcache("company.id", "today")
    def _first_day(self, company, today):
        """Return the day of the first application as it was known on a day; nothing while there is none."""
        funnel = self.env["grid.connection.funnel"].sudo()
        [(first,)] = funnel._read_group([("company_id", "=", company.id)], [], ["submitted_at:min"])
        return first and self.env["legal.rule"]._local(first, company.legal_tz).date()

    def _zones(self, company):
        """Return {time zone: branches}: a company has one or two."""
        branches = self.env["grid.branch"].sudo().with_context(active_test=False)
        found = branches.search([("company_id", "=", company.id)])
        return found.grouped(lambda branch: branch.tz or company.legal_tz)

    def _within(self, day, first, last, zone):
        if day == "contract_date":
            return Domain(day, ">=", first) & Domain(day, "<=", last)
        begin, end = (
            datetime.combine(one, clock, ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
            for one, clock in ((first, time.min), (last, time.max))
        )
        return Domain(day, ">=", begin) & Domain(day, "<=", end)
