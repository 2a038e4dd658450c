from collections import defaultdict
from datetime import date
from itertools import chain

from babel.dates import format_date

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..deadlines import CalendarDay, WorkCalendar, calendar_faults

NATIONAL_KINDS = [
    ("holiday", "Holiday"),
    ("moved_off", "Moved day off"),
    ("moved_working", "Working Saturday"),
]
WORKING_KINDS = ("moved_working", "local_working")


def as_days(records):
    """Return the days of the calendar, or those proposed for it, as the engine sees them."""
    return [CalendarDay(one.date, one.is_working, one.kind, one.is_short) for one in records]


class LegalCalendarDay(models.Model):
    _name = "legal.calendar.day"
    _inherit = ["legal.cached.table", "legal.loaded.table"]
    _description = "Day of the Production Calendar"
    _order = "date desc, id"
    _rec_name = "date"
    _table_columns = frozenset(("date",))

    date = fields.Date(required=True)
    weekday = fields.Char(compute="_compute_weekday")
    is_working = fields.Boolean(
        string="Working day", compute="_compute_is_working", store=True, precompute=True, readonly=False
    )
    kind = fields.Selection(
        [*NATIONAL_KINDS, ("local_off", "Local day off"), ("local_working", "Local working day")],
        required=True,
        default="local_off",
    )
    is_short = fields.Boolean(
        string="An hour shorter",
        help="The eves of holidays are known to be shorter; mark here a working Saturday that is.",
    )
    source = fields.Char(help="The act that makes the day what it is.")
    company_id = fields.Many2one("res.company", index=True, help="Empty: a day of every company.")
    place = fields.Reference(
        selection="_places",
        help="A region or a branch whose own day it is; empty: the whole country, or the whole company.",
    )
    is_preliminary = fields.Boolean(
        compute="_compute_is_preliminary",
        search="_search_is_preliminary",
        help="Its year lacks holidays of the Labour Code, so dates in it are preliminary.",
    )

    _date_uniq = models.UniqueIndex(
        "(date, COALESCE(company_id, 0), COALESCE(place, ''))", "This day is already in the production calendar."
    )

    @api.model
    def _places(self):
        """Return the sorts of places that have days of their own; an addon adds its own."""
        return [("res.country.state", self.env._("Region"))]

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_weekday(self):
        for day in self:
            day.weekday = self._weekday_name(day.date)

    @api.model
    def _weekday_name(self, day):
        return day and format_date(day, "EEEE", locale=self.env["legal.explanation"]._locale())

    @api.depends("kind")
    def _compute_is_working(self):
        for day in self:
            day.is_working = day.kind in WORKING_KINDS

    @api.depends("date")
    def _compute_is_preliminary(self):
        published = self._loaded_years()
        for day in self:
            day.is_preliminary = bool(day.date) and day.date.year not in published

    def _search_is_preliminary(self, operator, value):
        if operator != "in":
            return NotImplemented
        published = Domain.OR(map(self._domain_of_year, self._loaded_years()))
        return Domain.OR(~published if wanted else published for wanted in value)

    @api.constrains("kind", "is_working")
    def _check_kind(self):
        for day in self:
            if day.is_working != (day.kind in WORKING_KINDS):
                raise ValidationError(
                    self.env._(
                        "%(day)s: a day of the kind “%(kind)s” is the other way round: working or not. "
                        "Correct one of the two.",
                        day=self.env["legal.explanation"]._day(day.date),
                        kind=dict(self._fields["kind"]._description_selection(self.env))[day.kind],
                    )
                )

    def write(self, vals):
        published = self._loaded_years()
        result = super().write(vals)
        if {"date", "company_id", "place"} & vals.keys():
            self._check_published(published)
        return result

    def unlink(self):
        published = self._loaded_years()
        result = super().unlink()
        self._check_published(published)
        return result

    @api.model
    def _check_published(self, published):
        """Refuse to take a holiday out of a published year: no date of that year could be counted any more."""
        for year in sorted(published - self._loaded_years()):
            if self._national_days(year):
                raise ValidationError(
                    self.env._(
                        "The year %(year)s would lack a holiday of the Labour Code, article 112, and no date in it "
                        "could be counted. Change the kind of the day, or delete all days of the year.",
                        year=year,
                    )
                )
            left = self._loaded_years()
            if min(left, default=year) < year < max(left, default=year):
                raise ValidationError(
                    self.env._(
                        "The year %(year)s stands between published years: without it no term over it could be "
                        "counted. Only the last year of the calendar may be deleted.",
                        year=year,
                    )
                )

    @tools.ormcache("company_id", "places")
    def _calendar(self, company_id, places=()):
        """Return the calendar of a company's places: national days, and over them its own.

        Laid one over the other: the country, its regions, the company, the company's own places;
        `places` (`model,id`) name the widest first.
        """
        rows = self.sudo().search_fetch(
            [("company_id", "in", [False, company_id]), ("place", "in", [False, *places])],
            ["date", "is_working", "kind", "is_short", "company_id", "place"],
        )
        layers = defaultdict(list)
        for row, day in zip(rows, as_days(rows), strict=True):
            place = f"{row.place._name},{row.place.id}" if row.place else ""
            layers[place, bool(row.company_id)].append(day)
        national = layers.pop(("", False), [])
        order = ["", *places]
        local = sorted(layers.items(), key=lambda layer: (layer[0][1], order.index(layer[0][0])))
        return WorkCalendar.build(national, chain.from_iterable(days for _layer, days in local))

    @api.model
    def _domain_of_year(self, year):
        return Domain("date", ">=", date(year, 1, 1)) & Domain("date", "<=", date(year, 12, 31))

    @api.model
    def _national_days(self, year):
        """Return the days of a year that hold for the whole country."""
        return self.search(self._domain_of_year(year) & Domain("company_id", "=", False) & Domain("place", "=", False))

    @api.model
    def _loaded_years(self):
        """Return the years that the national calendar holds whole."""
        return self._calendar(False).years

    @api.model
    def _table_faults(self, rows):
        return calendar_faults(rows, self._loaded_years())
