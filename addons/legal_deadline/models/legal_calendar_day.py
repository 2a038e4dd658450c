from babel.dates import format_date

from odoo import api, fields, models, tools

from ..deadlines import CalendarDay, WorkCalendar


class LegalCalendarDay(models.Model):
    _name = "legal.calendar.day"
    _inherit = "legal.cached.table"
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
    source = fields.Char(help="The act that makes the day what it is.")
    company_id = fields.Many2one("res.company", index=True, help="Empty: a day of the whole country.")

    _date_uniq = models.UniqueIndex(
        "(date, COALESCE(company_id, 0))", "This day is already in the production calendar."
    )

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_weekday(self):
        for day in self:
            day.weekday = day.date and format_date(day.date, "EEEE", locale=self.env["legal.explanation"]._locale())

    @tools.ormcache("company_id")
    def _calendar(self, company_id):
        """Return the calendar of a company: the national days, and its own laid over them."""
        rows = self.sudo().search_fetch(
            [("company_id", "in", [False, company_id])], ["date", "is_working", "kind", "company_id"]
        )
        days = {True: [], False: []}
        for row in rows:
            days[bool(row.company_id)].append(CalendarDay(row.date, row.is_working, row.kind))
        return WorkCalendar.build(days[False], days[True])

    def _load_records(self, data_list, update=False):
        """A day that a person corrected is not put back by an upgrade."""
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)
