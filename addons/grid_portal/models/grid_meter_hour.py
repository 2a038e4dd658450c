from odoo import models
from odoo.tools import formatLang

from ..charts import draw

HOURS = range(24)


class GridMeterHour(models.Model):
    """An hour as the customer of the meter reads it."""

    _name = "grid.meter.hour"
    _inherit = ["grid.meter.hour", "grid.account.reader"]

    _portal_fields = frozenset({"id", "display_name", "meter_id", "partner_id", "day", "hour", "kwh"})

    def _customer_day(self):
        """Return what the page shows of the hours of one meter and day: rows of the table, the chart, the sum.

        An hour that was not sent is a dash, and no zero.
        """
        known, digits = {one.hour: one.kwh for one in self}, self._digits()
        chart = draw([(f"{hour}", known.get(hour, 0)) for hour in HOURS])
        return {
            "rows": [
                (self._clock_of(hour), formatLang(self.env, known[hour], digits=digits) if hour in known else "—")
                for hour in HOURS
            ],
            "chart": chart,
            "chart_top": self.env["grid.meter.reading"]._number(chart.top),
            "total": formatLang(self.env, sum(known.values()), digits=digits),
            "unknown": len(HOURS) - len(known),
        }

    def _digits(self):
        """Return how many digits after the point any of these hours needs, so that they stand below each other."""
        return next((digits for digits in range(3) if all(round(one.kwh, digits) == one.kwh for one in self)), 3)

    def _export_titles(self):
        """Return what the columns of `_export_rows` are called."""
        return (self.env._("Day"), self.env._("Hour"), self.env._("Meter"), self.env._("Consumed, kWh"))

    def _export_rows(self):
        """Return a row an hour, for a file."""
        return [(one.day, one._clock(), one.meter_id.display_name, one.kwh) for one in self]
