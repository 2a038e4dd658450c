from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

from ..deadlines import OfficeHours, Policy


class ResCompany(models.Model):
    """How the company counts: its zone, its office hours, and its reading of what practice contests."""

    _inherit = "res.company"

    legal_tz = fields.Selection(
        _tz_get,
        string="Time zone of deadlines",
        required=True,
        default="Asia/Novokuznetsk",
        help="Local dates of this zone count for every deadline of a record without a branch.",
    )
    legal_day_off = fields.Selection(
        [
            ("next_working_day", "moves to the next working day (Civil Code, article 193)"),
            ("previous_working_day", "moves back to the previous working day (stricter)"),
        ],
        string="A last day that is a day off",
        required=True,
        default="next_working_day",
        help="Contested for the law on appeals of citizens: named in every explanation that it changes.",
    )
    legal_control = fields.Selection(
        [
            ("previous_working_day", "the working day before a last day that is a day off"),
            ("due_day", "the due day itself"),
        ],
        string="Internal control date",
        required=True,
        default="previous_working_day",
    )
    legal_backward = fields.Selection(
        [
            ("ordinary", "day N before the event is still in time; a warning by the strict reading"),
            ("strict", "N full days lie between the notice and the event"),
        ],
        string="“Not later than N days before”",
        required=True,
        default="ordinary",
    )
    legal_opens = fields.Float(string="Office opens", required=True, default=8.0)
    legal_closes = fields.Float(
        string="Office closes",
        required=True,
        default=17.0,
        help="For terms that end with the office hours (Civil Code, article 194) or run in them.",
    )

    @api.constrains("legal_opens", "legal_closes")
    def _check_office_hours(self):
        for company in self:
            if not 0 <= company.legal_opens < company.legal_closes < 24:
                raise ValidationError(
                    self.env._("The office of %(company)s must close later than it opens.", company=company.name)
                )

    def _legal_policy(self):
        """Return the company's readings as the engine takes them."""
        return Policy(self.legal_day_off, self.legal_control, self.legal_backward)

    def _legal_office_hours(self):
        """Return the company's office hours as the engine takes them."""
        return OfficeHours(_clock(self.legal_opens), _clock(self.legal_closes))


def _clock(hours):
    """Return a time of day given as hours, as Odoo keeps it."""
    return (datetime.combine(datetime.min, time.min) + timedelta(minutes=round(hours * 60))).time()
