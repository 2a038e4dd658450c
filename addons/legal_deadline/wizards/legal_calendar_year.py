import re
from datetime import datetime
from zoneinfo import ZoneInfo

import holidays

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..deadlines import article_112, calendar_faults, days_owed, unusual_days, working_days
from ..models.legal_calendar_day import as_days
from ..models.legal_deadline import OPEN_STATES

#: The holidays of article 112 are those of today since 2013.
YEARS = range(2013, 2100)
#: How the package names the day that a day off was exchanged for: «Выходной (перенесено с 20.02.2027)».
SWAPPED = re.compile(r"\d\d\.\d\d\.\d{4}")


class LegalCalendarYear(models.TransientModel):
    """The next year of the production calendar: proposed from the `holidays` package, confirmed by a person.

    Where the package does not know the resolution of the Government, the proposal is article 112
    of the Labour Code alone, and it is not confirmed before the days lacking are added by hand.
    """

    _name = "legal.calendar.year"
    _description = "New Year of the Production Calendar"
    _rec_name = "year"

    year = fields.Integer(required=True, default=lambda self: self._next_year())
    source = fields.Char(
        string="Resolution",
        help="The resolution of the Government that moves the days off of the year: its number and date.",
    )
    line_ids = fields.One2many(
        "legal.calendar.year.line", "year_id", string="Days", compute="_compute_line_ids", store=True, readonly=False
    )
    is_known = fields.Boolean(compute="_compute_is_known")
    package = fields.Char(compute="_compute_is_known")
    faults = fields.Text(string="What is lacking", compute="_compute_faults")
    working_days = fields.Integer(string="Working days of the year", compute="_compute_faults")
    is_confirmed = fields.Boolean(readonly=True)
    preliminary_count = fields.Integer(compute="_compute_preliminary_count")

    @api.model
    def _next_year(self):
        years = self.env["legal.calendar.day"]._loaded_years()
        return max(years, default=fields.Date.context_today(self).year - 1) + 1

    @api.depends("year")
    def _compute_line_ids(self):
        for proposal in self:
            standing = set(proposal._standing().mapped("date"))
            lines = [
                {"date": one.day, "kind": one.kind, "is_short": one.is_short}
                for one in self._proposed(proposal.year)
                if one.day not in standing
            ]
            proposal.line_ids = [fields.Command.clear(), *map(fields.Command.create, lines)]

    @api.model
    def _proposed(self, year):
        """Return the unusual days of a year: as the package knows them, else as the Labour Code fixes them."""
        if year not in YEARS:
            return []
        known = self._known(year)
        return known if self._is_moved(known) else list(article_112(year))

    @api.model
    def _known(self, year):
        """Return the unusual days of a year as the package knows them."""
        peer = holidays.country_holidays("RU", years=year, language="ru")
        swapped = {
            day: datetime.strptime(found[0], "%d.%m.%Y").date()
            for day, name in peer.items()
            if (found := SWAPPED.search(name))
        }
        return list(unusual_days(year, peer.is_working_day, swapped))

    @api.model
    def _is_moved(self, days):
        """Whether days are moved: each year the Government moves two, so without any nobody knows its resolution."""
        return any(one.kind != "holiday" for one in days)

    @api.depends("year")
    def _compute_is_known(self):
        for proposal in self:
            proposal.package = f"holidays {holidays.__version__}"
            proposal.is_known = proposal.year in YEARS and self._is_moved(self._known(proposal.year))

    @api.depends("year", "line_ids.date", "line_ids.kind", "line_ids.is_accepted")
    def _compute_faults(self):
        for proposal in self:
            days = proposal._days()
            proposal.faults = "\n".join(proposal._faults(days))
            proposal.working_days = working_days(proposal.year, days) if proposal.year in YEARS else 0

    def _days(self):
        """Return the days that the year would have: those that stand already, and those accepted here."""
        return [*as_days(self._standing()), *as_days(self._accepted())]

    def _standing(self):
        """Return the national days of the year that were entered by hand before."""
        days = self.env["legal.calendar.day"]
        return days._national_days(self.year) if self.year in YEARS else days

    def _accepted(self):
        return self.line_ids.filtered(lambda line: line.is_accepted and line.date)

    def _faults(self, days):
        """Yield in words what keeps the year from being confirmed."""
        loaded = self.env["legal.calendar.day"]._loaded_years()
        year = {"year": self.year}
        if self.year not in YEARS:
            yield self.env._("Write a year from %(first)s to %(last)s.", first=YEARS[0], last=YEARS[-1])
        elif self.year in loaded:
            yield self.env._(
                "The year %(year)s is published already. Correct its days in Deadlines / Production calendar.", **year
            )
        elif any(one.day.year != self.year for one in days):
            yield self.env._("Every day must be one of the year %(year)s. Correct or untick the others.", **year)
        else:
            yield from self._faults_of_days(days, loaded)

    def _faults_of_days(self, days, loaded):
        """Yield what the table of days lacks, as a file of it would, and what article 112 still owes."""
        for _row, _column, fault in calendar_faults(enumerate(map(self._as_row, days)), loaded):
            sentence = self.env["legal.rule"]._refusal(fault)
            yield sentence[:1].upper() + sentence[1:]
        if (owed := days_owed(self.year, days)) > 0:
            yield self.env._(
                "By article 112 of the Labour Code the year must have more days off; lacking: %(count)s. Add the days "
                "that the resolution moves, the two days off out of 1–8 January among them.",
                count=owed,
            )

    @api.model
    def _as_row(self, one):
        return {"date": str(one.day), "kind": one.kind, "is_working": str(int(one.is_working))}

    def action_confirm(self):
        """Enter the accepted days into the national calendar; who did it and when stays with each day."""
        self.ensure_one()
        if faults := list(self._faults(self._days())):
            raise UserError("\n".join(faults))
        if not (self.source or "").strip():
            raise UserError(self.env._("Name the resolution of the Government: its number and date."))
        self.env["legal.calendar.day"].create(self._accepted()._day_vals_list(self.source))
        self.is_confirmed = True

    @api.depends("year")
    def _compute_preliminary_count(self):
        """Count the open promises that the published year settles once they are counted again."""
        zone = ZoneInfo(self.env.company.sudo().legal_tz)
        for proposal in self:
            domain = [("state", "in", OPEN_STATES), ("is_preliminary", "=", True)]
            if proposal.year in YEARS:
                end = datetime(proposal.year + 1, 1, 1, tzinfo=zone)
                domain.append(("due_at", "<", self.env["legal.rule"]._naive(end)))
            proposal.preliminary_count = self.env["legal.deadline"].search_count(domain)
