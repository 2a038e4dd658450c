from collections import defaultdict
from itertools import chain

from babel.dates import format_date

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..deadlines import CalendarDay, WorkCalendar, calendar_faults

WORKING_KINDS = ("moved_working", "local_working")


class LegalCalendarDay(models.Model):
    _name = "legal.calendar.day"
    _inherit = ["legal.cached.table", "legal.loaded.table"]
    _description = "Day of the Production Calendar"
    _order = "date desc, id"
    _rec_name = "date"

    date = fields.Date(required=True)
    weekday = fields.Char(compute="_compute_weekday")
    is_working = fields.Boolean(string="Working day")
    kind = fields.Selection(
        [
            ("holiday", "Holiday"),
            ("moved_off", "Moved day off"),
            ("moved_working", "Working Saturday"),
            ("local_off", "Day off of the company"),
            ("local_working", "Working day of the company"),
        ],
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
            day.weekday = day.date and format_date(day.date, "EEEE", locale=self.env["legal.explanation"]._locale())

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
        for row in rows:
            place = f"{row.place._name},{row.place.id}" if row.place else ""
            layers[place, bool(row.company_id)].append(CalendarDay(row.date, row.is_working, row.kind, row.is_short))
        national = layers.pop(("", False), [])
        order = ["", *places]
        local = sorted(layers.items(), key=lambda layer: (layer[0][1], order.index(layer[0][0])))
        return WorkCalendar.build(national, chain.from_iterable(days for _layer, days in local))

    @api.model
    def _loaded_years(self):
        """Return the years that the national calendar holds whole."""
        return self._calendar(False).years

    @api.model
    def _table_faults(self, rows):
        return calendar_faults(rows, self._loaded_years())
