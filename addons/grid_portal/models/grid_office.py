from odoo import api, models
from odoo.tools import format_date

from ..maps import Place, draw


class GridOffice(models.Model):
    """What the site says of an office: where it is, when it is open, when that was last checked."""

    _name = "grid.office"
    _inherit = ["grid.office", "grid.site.checked"]

    @api.model
    def _shown(self, company):
        """Return the offices of a company in the order in which the site numbers them."""
        return self.search([("company_id", "=", company.id)], order="branch_id, name, id").sorted(
            lambda office: (office.branch_id.sequence, office.branch_id.code)
        )

    def _map(self):
        """Draw where these offices lie; those without coordinates are in the list only."""
        return draw(
            [
                Place(office, office.latitude, office.longitude, office.town or "")
                for office in self
                if office.latitude and office.longitude
            ]
        )

    def _day_rows(self, days):
        """Return days of an office in words: weekday, date, hours or why it is closed."""
        return [
            {
                "weekday": self.env["legal.calendar.day"]._weekday_name(day.day),
                "date": format_date(self.env, day.day, date_format="d MMMM"),
                "hours": self._hours_words(day),
                "is_open": day.is_open,
            }
            for day in days
        ]

    @api.model
    def _hours_words(self, day):
        """Return the hours of a day in words, or why there are none."""
        if day.is_open:
            said = ", ".join(map(self.env["grid.office.hours"]._opening_text, day.openings))
            return self.env._("%(hours)s, an hour shorter before a holiday", hours=said) if day.is_short else said
        words = {
            "closed": self.env._("closed"),
            "holiday": self.env._("closed: holiday"),
            "moved_off": self.env._("closed: moved day off"),
            "local_off": self.env._("closed: local day off"),
            "ask": self.env._("a working day by resolution: call to learn the hours"),
        }
        return words[day.state]

    def _queue_words(self):
        """Return how long the queue is now, in words; nothing where no queue is kept. A queue overrides it."""
        return ""
