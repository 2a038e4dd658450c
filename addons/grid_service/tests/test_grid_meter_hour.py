from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_metering import MeteringCase

COLUMNS = ["meter_id", "day", "hour", "kwh"]


@tagged("post_install", "-at_install")
class TestGridMeterHour(MeteringCase):
    """Hours of the smart metering system: imported as they are sent, corrected by what is sent again."""

    def _sent(self, kwh="1.25", hours=24, who="operator"):
        rows = [["00123456", "2026-03-05", f"{hour}", kwh] for hour in range(hours)]
        brought = self.as_(who, "grid.meter.hour").load(COLUMNS, rows)
        self.assertFalse(brought["messages"])
        return self.env["grid.meter.hour"].browse(brought["ids"])

    def _hour(self, **vals):
        given = {"meter_id": self.meter.id, "day": "2026-03-05", "hour": 0, "kwh": 1, **vals}
        return self.env["grid.meter.hour"].create(given)

    def test_a_day_is_imported_and_twice_changes_nothing(self):
        first, second = self._sent(), self._sent()
        self.assertEqual(first, second)
        self.assertEqual(self.env["grid.meter.hour"].search_count([("meter_id", "=", self.meter.id)]), 24)
        self.assertEqual(sum(first.mapped("kwh")), 30)
        self.assertEqual(first.partner_id, self.ivanov)

    def test_what_is_sent_again_takes_the_place_of_what_was_known(self):
        hours = self._sent()
        self._sent("2.5", hours=1)
        self.assertEqual(hours.sorted("hour").mapped("kwh"), [2.5, *[1.25] * 23])

    def test_of_an_hour_sent_twice_in_one_file_the_last_counts(self):
        values = {"meter_id": self.meter.id, "day": "2026-03-05", "hour": 7}
        first, second = self.env["grid.meter.hour"].create([{**values, "kwh": kwh} for kwh in (1, 2)])
        self.assertEqual(first, second)
        self.assertEqual(first.kwh, 2)

    def test_a_day_costs_a_few_queries_however_many_meters(self):
        meters = self.meter + self.les_meter
        self._hour()
        costs = []
        for some in (meters[:1], meters):
            values = [
                {"meter_id": meter.id, "day": date(2026, 3, 6 + len(some)), "hour": hour, "kwh": 1}
                for meter in some
                for hour in range(24)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["grid.meter.hour"].create(values)
            self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 2, costs)

    def test_what_cannot_be_is_refused(self):
        for vals in ({"hour": 24}, {"hour": -1}, {"kwh": -0.001}):
            with self.subTest(vals), self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
                self._hour(**vals)
        self.meter.write({"installed_on": "2026-03-01"})
        for day in ("2026-02-28", "2026-04-02"):
            with self.subTest(day), freeze_time("2026-04-01 05:00:00"), self.assertRaises(UserError):
                self._hour(day=day)

    def test_a_meter_of_another_branch_is_not_touched(self):
        hour = self._hour(meter_id=self.les_meter.id)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("operator", "grid.meter.hour").create(
                {"meter_id": self.les_meter.id, "day": hour.day, "hour": 0, "kwh": 9}
            )
        self.assertEqual(hour.kwh, 1)

    def test_it_names_its_meter_day_and_clock(self):
        self.assertIn("13:00–14:00", self._hour(hour=13).display_name)
