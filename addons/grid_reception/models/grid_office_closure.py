from dataclasses import replace

from odoo import api, fields, models


class GridOfficeClosure(models.Model):
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

    @api.model_create_multi
    def create(self, vals_list):
        closures = super().create(vals_list)
        closures.office_id._mark_lost()
        return closures

    def write(self, vals):
        offices = self.office_id
        result = super().write(vals)
        (offices | self.office_id)._mark_lost()
        return result

    def unlink(self):
        offices = self.office_id
        result = super().unlink()
        offices._mark_lost()
        return result


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


class GridOfficeHours(models.Model):
    _inherit = "grid.office.hours"

    @api.model_create_multi
    def create(self, vals_list):
        hours = super().create(vals_list)
        hours.office_id._mark_lost()
        return hours

    def write(self, vals):
        result = super().write(vals)
        self.office_id._mark_lost()
        return result

    def unlink(self):
        offices = self.office_id
        result = super().unlink()
        offices._mark_lost()
        return result


class LegalCalendarDay(models.Model):
    """A new day off, or one taken back, concerns whoever has a time on it."""

    _inherit = "legal.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self.env["grid.appointment"]._offices_with_times()._mark_lost()
        return days

    def write(self, vals):
        result = super().write(vals)
        self.env["grid.appointment"]._offices_with_times()._mark_lost()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["grid.appointment"]._offices_with_times()._mark_lost()
        return result
