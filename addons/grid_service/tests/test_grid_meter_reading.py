from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_metering import MeteringCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 05:00:00")
class TestGridMeterReading(MeteringCase):
    def _refused(self, words, value, read_on, **vals):
        with self.assertRaises(UserError) as refusal:
            self._read(value, read_on, **vals)
        self.assertIn(words, str(refusal.exception))

    def test_a_plausible_reading_is_accepted_and_says_what_was_consumed(self):
        self._year()
        reading = self._read(2950, date(2026, 1, 25))
        self.assertEqual((reading.state, reading.finding), ("accepted", False))
        self.assertEqual(reading.consumed, 150)
        self.assertIn("T1 2", reading.before_words)
        self.assertEqual(reading.display_name, f"00123456: {reading._words()}")
        self.assertEqual(reading.partner_id, self.ivanov)

    def test_a_transformer_multiplies_what_was_consumed(self):
        self._read(10, date(2026, 1, 1), self.les_meter)
        self.assertEqual(self._read(15, date(2026, 2, 1), self.les_meter).consumed, 100)

    def test_a_jump_is_accepted_and_marked(self):
        self._year()
        reading = self._read(5000, date(2026, 1, 25))
        self.assertEqual((reading.state, reading.finding), ("to_verify", "jump"))
        with self.assertRaises(AccessError):
            self.as_("operator", reading).action_confirm()
        self.as_("specialist", reading).action_confirm()
        self.assertEqual((reading.state, reading.confirmed_by_id), ("confirmed", self.people["specialist"]))

    def test_what_cannot_be_is_refused_with_a_sentence(self):
        self._year()
        self._refused("below the reading before", 2799, date(2026, 1, 25))
        self._refused("above a later reading", 5000, date(2025, 6, 10))
        self._refused("future", 3000, date(2026, 3, 11))
        self._refused("below zero", -1, date(2026, 1, 25))
        self._refused("5 digits", 100000, date(2026, 1, 25))
        self._refused("zone", 1, date(2026, 1, 25), zone="t3")

    def test_a_reading_belongs_to_the_time_in_which_the_meter_stood(self):
        self.meter.write({"installed_on": date(2025, 5, 1), "removed_on": date(2026, 2, 1)})
        self._refused("did not stand here", 10, date(2025, 4, 30))
        self._refused("did not stand here", 10, date(2026, 2, 2))
        self.assertTrue(self._read(10, date(2026, 2, 1)))

    def test_a_dial_that_ran_past_its_end_is_marked(self):
        self._year(first=98000)
        reading = self._read(10, date(2026, 1, 25))
        self.assertEqual((reading.finding, reading.consumed), ("roll_over", 210))

    def test_what_an_inspector_saw_is_kept_though_it_contradicts(self):
        self._year()
        reading = self._read(2000, date(2026, 1, 25), source="inspector")
        self.assertEqual((reading.state, reading.finding), ("to_verify", "below_last"))

    def test_zones_are_judged_apart(self):
        self._read(5000, date(2026, 1, 25))
        self.assertEqual(self._read(100, date(2026, 1, 25), zone="t2").state, "accepted")
        self.assertIn("T2 100", self.meter.last_readings)

    def test_a_batch_is_judged_as_if_it_came_one_by_one(self):
        readings = self._year()
        self.assertEqual(set(readings.mapped("state")), {"accepted"})
        self.assertEqual(readings.sorted("read_on").mapped("consumed"), [0, *[150] * 11])

    def test_a_reading_is_never_edited_nor_deleted(self):
        reading = self._read(100, date(2026, 1, 25))
        for who in ("operator", "specialist", "head"):
            with self.subTest(who), self.assertRaises(UserError):
                self.as_(who, reading).write({"value": 90})
        with self.assertRaises(UserError):
            reading.with_context(reading_act="yes").write({"value": 90})
        with self.assertRaises(UserError):
            reading.unlink()

    def test_a_reading_is_corrected_by_another_one_of_its_day(self):
        wrong = self._read(190, date(2026, 1, 25))
        right = self._read(109, date(2026, 1, 25))
        self.assertEqual((wrong.state, right.corrects_id), ("corrected", wrong))
        self.assertEqual(self._read(150, date(2026, 2, 25)).consumed, 41)

    def test_a_reading_is_corrected_from_its_form_on_another_day_too(self):
        wrong = self._read(190, date(2026, 1, 25))
        action = self.as_("manager", wrong).action_correct()
        with Form(self.as_("manager", "grid.meter.reading").with_context(**action["context"])) as form:
            form.value = 109
            form.read_on = date(2026, 1, 24)
        self.assertEqual((wrong.state, form.record.corrects_id), ("corrected", wrong))
        with self.assertRaises(ValidationError):
            self._read(1, date(2026, 1, 1), zone="t2", corrects_id=form.record.id)

    def test_a_file_of_the_smart_metering_system_is_imported_as_it_is_and_twice_changes_nothing(self):
        columns = ["meter_id", "zone", "read_on", "value", "source"]
        days = [
            ["00123456", zone, f"2026-03-0{day}", f"{first + 10 * day}", "Smart metering system"]
            for day in range(1, 8)
            for zone, first in (("T1", 1000), ("T2", 300))
        ]
        for _delivery in range(2):
            brought = self.as_("operator", "grid.meter.reading").load(columns, days)
            self.assertFalse(brought["messages"])
        current = self.env["grid.meter.reading"].search([("meter_id", "=", self.meter.id), ("state", "=", "accepted")])
        self.assertEqual(len(current), len(days))
        self.assertEqual(set(current.mapped("source")), {"smart"})
        self.assertEqual(sum(current.mapped("consumed")), 2 * 6 * 10)

    def test_two_current_readings_of_one_day_cannot_be(self):
        self._read(100, date(2026, 1, 25))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env["grid.meter.reading"].create(
                [{"meter_id": self.meter.id, "value": value, "read_on": date(2026, 1, 26)} for value in (101, 102)]
            )

    def test_a_clerk_enters_a_line_and_sees_the_number_before(self):
        self._read(100, date(2026, 1, 25))
        with Form(self.as_("operator", "grid.meter.reading"), "grid_service.grid_meter_reading_view_form") as form:
            form.meter_id = self.meter
            self.assertIn("100", form.before_words)
            form.value = 130
            self.assertEqual(form.consumed, 30)
        self.assertEqual((form.record.source, form.record.read_on), ("phone", date(2026, 3, 10)))

    def test_a_former_customer_of_the_point_keeps_the_own_readings(self):
        reading = self._read(100, date(2026, 1, 25))
        self.point.partner_id = self.les
        later = self._read(130, date(2026, 2, 25))
        self.assertEqual((reading.partner_id, later.partner_id), (self.ivanov, self.les))
        self.assertEqual(self.as_("portal", "grid.meter.reading").search([]), reading)

    def test_a_page_of_readings_costs_the_same_for_few_and_many(self):
        self._year()
        fields = ["read_on", "meter_id", "partner_id", "before_words", "consumed", "state", "finding"]
        costs = []
        for limit in (3, 12):
            readings = self.as_("specialist", "grid.meter.reading")
            readings.search([], limit=1).read(fields)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            readings.search([], limit=limit).read(fields)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[1], 10)

    def test_many_readings_are_taken_in_few_queries(self):
        points = self.env["grid.usage.point"].create(
            [self._point(f"M{number}", self.ivanov, self.district) for number in range(50)]
        )
        meters = self.env["grid.meter"].create([{"name": point.name, "usage_point_id": point.id} for point in points])
        given = [{"meter_id": meter.id, "value": 10, "read_on": date(2026, 3, 1)} for meter in meters]
        self.env["grid.meter.reading"].create({**given[0], "read_on": date(2026, 2, 1)})
        with self.assertQueryCount(20):
            self.env["grid.meter.reading"].create(given)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 05:00:00")
class TestGivenReadings(MeteringCase):
    def _give(self, values, meter=None):
        readings = self.as_("portal", "grid.meter.reading")
        return readings._give_reading(self.ivanov, meter or self.meter, values)

    def test_a_customer_gives_zones_as_people_write_numbers(self):
        readings = self._give({"t1": " 12 345,5 ", "t2": "700", "t3": ""})
        self.assertEqual({one.zone: one.value for one in readings}, {"t1": 12345.5, "t2": 700})
        self.assertEqual(set(readings.mapped("source")), {"account"})
        self.assertEqual(set(readings.mapped("read_on")), {date(2026, 3, 10)})

    def test_given_twice_it_is_taken_once(self):
        first = self._give({"t1": "100"})
        self.assertEqual(self._give({"t1": "100,0"}), first)
        self.assertEqual(self.env["grid.meter.reading"].search_count([("meter_id", "=", self.meter.id)]), 1)

    def test_another_number_of_the_same_day_corrects_the_first(self):
        first = self._give({"t1": "100"})
        second = self._give({"t1": "110"})
        self.assertEqual((first.state, second.state), ("corrected", "accepted"))

    def test_a_customer_does_not_correct_an_inspector(self):
        self._read(100, date(2026, 3, 10), source="inspector")
        with self.assertRaises(UserError) as refusal:
            self._give({"t1": "90"})
        self.assertIn("today", str(refusal.exception))

    def test_a_strangers_meter_is_refused(self):
        with self.assertRaises(AccessError):
            self._give({"t1": "100"}, meter=self.les_meter)
        with self.assertRaises(AccessError):
            self.env["grid.meter.reading"]._give_reading(self.env["res.partner"], self.meter, {"t1": "100"})

    def test_bad_input_gets_a_sentence(self):
        self._read(500, date(2026, 2, 10))
        for values, words in (
            ({}, "Write the number"),
            ({"t1": "  "}, "Write the number"),
            ({"t1": "пятьсот"}, "“пятьсот” is not a reading"),
            ({"t1": "-5"}, "is not a reading"),
            ({"t3": "5"}, "does not count"),
            ({"other": "5"}, "does not count"),
            ({"t1": "499"}, "below the reading before"),
            ({"t1": "1000000"}, "5 digits"),
        ):
            with self.subTest(values), self.assertRaises(UserError) as refusal:
                self._give(values)
            self.assertIn(words, str(refusal.exception))
        for zones, begins in (("2", "T1: “"), ("1", "“")):
            self.meter.zone_count = zones
            with self.assertRaises(UserError) as refusal:
                self._give({"t1": "пятьсот"})
            self.assertTrue(str(refusal.exception).startswith(begins), "one zone needs no name")
        self.meter.removed_on = date(2026, 3, 1)
        with self.assertRaises(UserError) as refusal:
            self._give({"t1": "600"})
        self.assertIn("removed", str(refusal.exception))

    def test_the_days_of_readings_are_told_by_the_group(self):
        self.assertIn("from the 23 to the 25 day", self.point.reading_days)
        self.assertIn("by the 26 day", self.point.reading_days)
        self.assertNotIn("26", self.les_point.reading_days)
        self.assertEqual(self.env["grid.reading.window"]._words_for("1", date(2012, 1, 1)), [])
