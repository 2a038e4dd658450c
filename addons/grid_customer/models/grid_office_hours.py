from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..offices import Opening
from ..offices.week import MINUTES_A_DAY

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class GridOfficeHours(models.Model):
    """A stretch of a weekday in which an office receives people; a break stands between two of them."""

    _name = "grid.office.hours"
    _description = "Hours of an office"
    _order = "office_id, weekday, opens, id"

    office_id = fields.Many2one("grid.office", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index=True)
    weekday = fields.Selection(WEEKDAYS, "Day", required=True, default="0")
    opens = fields.Float(required=True, default=8.0)
    closes = fields.Float(required=True, default=17.0)

    @api.depends("weekday", "opens", "closes")
    @api.depends_context("lang")
    def _compute_display_name(self):
        days = dict(self._fields["weekday"]._description_selection(self.env))
        for stretch in self:
            stretch.display_name = f"{days.get(stretch.weekday, '')} {stretch._opening_text(stretch._as_value())}"

    @api.constrains("office_id", "weekday", "opens", "closes")
    def _check_stretch(self):
        for stretch in self:
            one = stretch._as_value()
            if not 0 <= one.opens < one.closes <= MINUTES_A_DAY:
                raise ValidationError(
                    self.env._("%(hours)s: an office closes later than it opens.", hours=stretch.display_name)
                )
        for same_day in self.office_id.hour_ids.grouped(lambda one: (one.office_id, one.weekday)).values():
            ordered = same_day.sorted("opens")
            for one, other in zip(ordered, ordered[1:], strict=False):
                if other._as_value().opens < one._as_value().closes:
                    raise ValidationError(
                        self.env._(
                            "%(one)s and %(other)s overlap. Leave one of them.",
                            one=one.display_name,
                            other=other.display_name,
                        )
                    )

    def _as_value(self):
        """Return the stretch as the rules of the week see it."""
        return Opening(int(self.weekday or 0), round(self.opens * 60), round(self.closes * 60))

    @api.model
    def _opening_text(self, opening):
        """Return a stretch in words: 8:00–17:00."""
        return f"{_clock(opening.opens)}–{_clock(opening.closes)}"


def _clock(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"
