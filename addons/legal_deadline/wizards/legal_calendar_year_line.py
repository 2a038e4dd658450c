from odoo import api, fields, models

from ..deadlines import article_112
from ..models.legal_calendar_day import NATIONAL_KINDS, WORKING_KINDS


class LegalCalendarYearLine(models.TransientModel):
    """A day of a proposed year that is not as Monday-Friday would have it."""

    _name = "legal.calendar.year.line"
    _description = "Day of a Proposed Year"
    _order = "date, id"

    year_id = fields.Many2one("legal.calendar.year", required=True, ondelete="cascade", index=True)
    date = fields.Date(required=True)
    weekday = fields.Char(compute="_compute_weekday")
    kind = fields.Selection(NATIONAL_KINDS, required=True, default="moved_off")
    is_working = fields.Boolean(string="Working day", compute="_compute_is_working")
    is_short = fields.Boolean(string="An hour shorter")
    is_accepted = fields.Boolean(string="Accepted", default=True)

    _date_uniq = models.Constraint("UNIQUE (year_id, date)", "This day is in the list already.")

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_weekday(self):
        for line in self:
            line.weekday = self.env["legal.calendar.day"]._weekday_name(line.date)

    @api.depends("kind")
    def _compute_is_working(self):
        for line in self:
            line.is_working = line.kind in WORKING_KINDS

    def _day_vals_list(self, source):
        """Return the days of the calendar: what article 112 fixes is from the Labour Code, the rest from the source."""
        fixed = {one.day for year in set(self.year_id.mapped("year")) for one in article_112(year)}
        code = self.env._("Labour Code, article 112")
        return [
            {
                "date": line.date,
                "kind": line.kind,
                "is_short": line.is_short,
                "source": code if line.date in fixed else source.strip(),
            }
            for line in self
        ]
