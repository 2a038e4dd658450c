from dataclasses import replace

from odoo import fields, models

from .says_when_open import SaysWhenOpen


class GridOfficeClosure(SaysWhenOpen, models.Model):
    """A day on which one office receives nobody: repairs, no electricity, a move. Days off of a whole branch stand in
    the production calendar.
    """

    _name = "grid.office.closure"
    _description = "Day on which an office is closed"
    _order = "day desc, id"
    _rec_name = "day"

    office_id = fields.Many2one("grid.office", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="office_id.branch_id", store=True, precompute=True, index=True)
    day = fields.Date("Closed on", required=True)
    reason = fields.Char()

    _day_uniq = models.Constraint("UNIQUE (office_id, day)", "The office is closed on this day already.")


class GridOffice(models.Model):
    _inherit = "grid.office"

    closure_ids = fields.One2many("grid.office.closure", "office_id", "Closed on")

    def _coming_days(self, count=7):
        """Close the days on which the office itself is closed."""
        days = super()._coming_days(count)
        closed = {(one.office_id, one.day) for one in self.sudo().closure_ids}
        return {
            office: [
                replace(day, state="local_off", openings=(), is_short=False) if (office, day.day) in closed else day
                for day in of_office
            ]
            for office, of_office in days.items()
        }


class GridOfficeHours(SaysWhenOpen, models.Model):
    _inherit = "grid.office.hours"


class LegalCalendarDay(SaysWhenOpen, models.Model):
    """A new day off, or one taken back, concerns whoever has a time on it."""

    _inherit = "legal.calendar.day"

    def _offices_concerned(self):
        return self.env["grid.appointment"]._offices_with_times()
