from babel.dates import get_day_names

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import babel_locale_parse, get_lang

from ..offices import coming_days, same_days

# Where Russia lies, in degrees; latitude and longitude put the wrong way round fall outside of it nearly everywhere.
LATITUDES, LONGITUDES = (41, 82), (19, 180)


class GridOffice(models.Model):
    """A place where people are received in person."""

    _name = "grid.office"
    _description = "Office"
    _order = "branch_id, name, id"
    _rec_names_search = ["name", "address"]

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("centre", "Customer service centre"), ("point", "Customer service point")],
        required=True,
        default="centre",
    )
    active = fields.Boolean(default=True)
    branch_id = fields.Many2one("grid.branch", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    address = fields.Char(required=True)
    phone = fields.Char()
    email = fields.Char()
    hours = fields.Text("Opening hours", help="In words: shown as long as the table of hours is empty.")
    hour_ids = fields.One2many("grid.office.hours", "office_id", "Hours of the week", copy=True)
    town = fields.Char("Town or village", help="As the map names it.")
    services = fields.Text("What is done here", help="One service a line.")
    access_note = fields.Text("How to get in", help="Stop of the bus, entrance, ramp, lift, call button.")
    outside_organisations = fields.Text(
        "Outside organisations in the rooms", help="One a line; 0: there are none. Form 4.2 of order 186 asks for them."
    )
    latitude = fields.Float(digits=(9, 6), help="Degrees north; 0: the office is not on the map.")
    longitude = fields.Float(digits=(9, 6), help="Degrees east.")

    @api.constrains("latitude", "longitude")
    def _check_place(self):
        for office in self.filtered(lambda one: one.latitude or one.longitude):
            north, east = office.latitude, office.longitude
            in_russia = LATITUDES[0] <= north <= LATITUDES[1] and (
                LONGITUDES[0] <= east <= LONGITUDES[1] or east <= -168
            )
            if not in_russia:
                raise ValidationError(
                    self.env._(
                        "%(office)s: %(north)s° north, %(east)s° east is not in Russia. Check that latitude and "
                        "longitude are not the wrong way round.",
                        office=office.name,
                        north=north,
                        east=east,
                    )
                )

    def _coming_days(self, count=7):
        """Return {office: its days from today on}, by the hours of the week and the production calendar of the branch.

        An office without a table of hours has none: its hours are known in words only.
        """
        rules, calendars = self.env["legal.rule"], self.env["legal.calendar.day"]
        days = {}
        for branch, offices in self.filtered("hour_ids").grouped("branch_id").items():
            today = rules._local(fields.Datetime.now(), rules._zone_of(branch, branch.company_id)).date()
            calendar = calendars._calendar(branch.company_id.id, rules._places_of(branch))
            for office in offices:
                week = [stretch._as_value() for stretch in office.hour_ids]
                days[office] = coming_days(week, today, count, calendar)
        return days

    def _week_words(self):
        """Return the hours of the week in words: “Mon–Fri 8:00–17:00; Sat 9:00–13:00”; nothing where none are known."""
        self.ensure_one()
        if not self.hour_ids:
            return self.hours or ""
        names = get_day_names("abbreviated", locale=babel_locale_parse(get_lang(self.env).code))
        said = []
        for first, last, hours in same_days([stretch._as_value() for stretch in self.hour_ids]):
            days = names[first] if first == last else f"{names[first]}–{names[last]}"
            said.append(f"{days} {', '.join(map(self.hour_ids._opening_text, hours))}")
        return "; ".join(said)
