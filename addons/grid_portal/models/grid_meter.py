from odoo import models

from ..charts import draw

#: So many days of readings are shown: two years of months.
DAYS_SHOWN = 24
BARS = 12


class GridMeter(models.Model):
    """A meter as its customer reads it: what it is, what it shows, how much went through it."""

    _name = "grid.meter"
    _inherit = ["grid.meter", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "name",
            "meter_type",
            "usage_point_id",
            "verified_until",
            "installed_on",
            "removed_on",
            "zone_count",
            "smart_metering",
            "last_readings",
        }
    )

    def _customer_name(self):
        """Return which meter it is, and since when it is none any more."""
        if self.removed_on:
            day = self._customer_date(self.removed_on)
            return self.env._("Meter %(name)s, removed on %(day)s", name=self.display_name, day=day)
        return self.env._("Meter %(name)s", name=self.display_name)

    def _customer_verification(self):
        """Return until when the verification is valid: (sentence, whether it has ended)."""
        if not self.verified_until:
            return "", False
        day, is_over = self._customer_date(self.verified_until), self.verified_until < self.company_id._legal_today()
        if is_over:
            return self.env._("The verification ended on %(day)s", day=day), True
        return self.env._("Verified until %(day)s", day=day), False

    def _customer_zones(self):
        """Return the zones that the customer reads: (code, label of the field)."""
        codes = self._zones()
        if len(codes) == 1:
            return [(codes[0], self.env._("What the dial shows now, kWh"))]
        names = {
            "t1": self.env._("T1, day, kWh") if len(codes) == 2 else self.env._("T1, peak, kWh"),
            "t2": self.env._("T2, night, kWh"),
            "t3": self.env._("T3, half-peak, kWh"),
        }
        return [(code, names[code]) for code in codes]

    def _customer_history(self, readings):
        """Return what the page shows of readings, the newest first: rows of the table and the chart.

        :param readings: those that whoever looks may read
        """
        days = readings.grouped("read_on")
        rows = []
        for day in sorted(days, reverse=True):
            of_day = days[day].sorted("zone")
            measured = of_day.filtered("before_words")
            rows.append(
                {
                    "day": self._customer_date(day),
                    "numbers": [(one.zone.upper(), one._number(one.value)) for one in of_day],
                    "consumed": readings._number(sum(measured.mapped("consumed"))) if measured else "",
                    "kwh": sum(measured.mapped("consumed")) if measured else None,
                    "source": ", ".join(dict.fromkeys(one._source_words() for one in of_day)),
                    "is_doubtful": "to_verify" in of_day.mapped("state"),
                }
            )
        bars = [(row["day"][:5], row["kwh"]) for row in reversed(rows[:BARS]) if row["kwh"] is not None]
        chart = draw(bars) if len(bars) > 1 else None
        return {"rows": rows, "chart": chart, "chart_top": readings._number(chart.top) if chart else ""}
