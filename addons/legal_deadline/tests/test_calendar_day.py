from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestCalendarDay(DeadlineCase):
    def due(self):
        return str(self.env["legal.rule"]._due("test_answer", "2026-03-20 05:00:00")[0])

    def test_the_shipped_calendar_covers_fifteen_years(self):
        calendar = self.env["legal.calendar.day"]._calendar(self.company.id)
        self.assertEqual(calendar.years, set(range(2013, 2028)))
        day = self.env.ref("legal_deadline.calendar_day_2026_01_09")
        self.assertEqual((day.kind, day.is_working), ("moved_off", False))
        saturday = self.env.ref("legal_deadline.calendar_day_2016_02_20")
        self.assertEqual((saturday.kind, saturday.is_working, saturday.is_short), ("moved_working", True, True))

    def test_a_day_of_the_company_counts_for_it_alone(self):
        # the 30th day, Sunday 19.04.2026, moves to Monday; this company rests on Monday
        self.assertEqual(self.due(), "2026-04-20 16:59:59")
        other = self.env["res.company"].create({"name": "Other"})
        self.env["legal.calendar.day"].create({"date": "2026-04-20", "company_id": other.id, "source": "local act"})
        self.assertEqual(self.due(), "2026-04-20 16:59:59")
        own = self.env["legal.calendar.day"].create({"date": "2026-04-20", "company_id": self.company.id})
        self.assertEqual(self.due(), "2026-04-21 16:59:59")
        own.write({"is_working": True, "kind": "local_working"})
        self.assertEqual(self.due(), "2026-04-20 16:59:59")
        own.unlink()
        self.assertEqual(self.due(), "2026-04-20 16:59:59")

    def test_a_year_not_loaded_gives_a_preliminary_date(self):
        record = self.Promise.create({"name": "Late in 2027"})
        deadline = record._deadline_start("test_answer", "2027-12-20 05:00:00")
        self.assertTrue(deadline.is_preliminary)
        self.assertDue(deadline, "2028-01-19 23:59:59")
        self.assertIn("Preliminary", deadline._explain())

    def test_a_day_stands_once_in_the_calendar(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env["legal.calendar.day"].create({"date": "2026-01-09", "kind": "moved_off"})

    def test_whether_a_day_is_worked_follows_its_kind(self):
        days = self.env["legal.calendar.day"]
        saturday = days.create({"date": "2026-04-18", "kind": "moved_working"})
        self.assertTrue(saturday.is_working)
        saturday.kind = "local_off"
        self.assertFalse(saturday.is_working)
        for vals in ({"kind": "holiday", "is_working": True}, {"kind": "local_working", "is_working": False}):
            with self.assertRaisesRegex(ValidationError, "17.04.2026.*is the other way round"), self.cr.savepoint():
                days.create({"date": "2026-04-17", **vals})

    def test_a_published_year_stays_whole_or_goes_as_a_whole(self):
        day = self.env.ref("legal_deadline.calendar_day_2027_05_09")
        for spoil in (
            day.unlink,
            lambda: day.write({"date": "2027-05-11"}),
            lambda: day.write({"company_id": self.company.id}),
        ):
            with self.assertRaisesRegex(ValidationError, "2027 would lack a holiday"), self.cr.savepoint():
                spoil()
            self.registry.clear_cache()  # as the end of a refused request does
        self.assertIn(2027, day._loaded_years())
        self.env.ref("legal_deadline.calendar_day_2027_12_31").unlink()
        day.write({"kind": "moved_working", "is_working": True})
        self.assertIn(2027, day._loaded_years())
        day.search([("date", ">=", "2027-01-01")]).unlink()
        self.assertNotIn(2027, day._loaded_years())

    def test_days_of_years_not_published_are_found(self):
        early = self.env["legal.calendar.day"].create({"date": "2028-01-01", "kind": "holiday"})
        found = self.env["legal.calendar.day"].search([("is_preliminary", "=", True)])
        self.assertEqual(found, early)
        self.assertTrue(early.is_preliminary)
        published = self.env.ref("legal_deadline.calendar_day_2026_01_09")
        self.assertFalse(published.is_preliminary)
        self.assertIn(published, self.env["legal.calendar.day"].search([("is_preliminary", "=", False)]))

    def test_no_change_of_the_calendar_moves_a_running_promise(self):
        records = self.Promise.create([{"name": f"Letter {day}"} for day in range(10, 30)])
        for record in records:
            record._deadline_start("test_answer", f"2026-03-{record.name[-2:]} 05:00:00")
        kept = ["due_at", "control_at", "warn_at", "state", "is_preliminary", "explanation", "event_ids"]
        before = records.deadline_ids.read(kept)
        days = self.env["legal.calendar.day"]
        days.create([{"date": f"2026-04-{day:02}", "kind": "local_off"} for day in (13, 14, 20, 21)])
        days.create({"date": "2026-04-11", "kind": "local_working", "company_id": self.company.id})
        self.env.ref("legal_deadline.calendar_day_2026_05_11").unlink()
        self.env.ref("legal_deadline.calendar_day_2026_12_31").date = "2026-04-27"
        self.env.invalidate_all()
        self.assertEqual(records.deadline_ids.read(kept), before)
        again = self.Promise.create({"name": "Again"})._deadline_start("test_answer", "2026-03-20 05:00:00")
        self.assertDue(again, "2026-04-22 23:59:59")

    def test_weekday_is_told(self):
        day = self.env.ref("legal_deadline.calendar_day_2026_01_09")
        self.assertEqual(day.weekday, "Friday")
        self.assertEqual(day.with_context(lang="ru_RU").weekday, "пятница")

    def test_a_corrected_day_is_not_put_back_by_an_upgrade(self):
        day = self.env.ref("legal_deadline.calendar_day_2027_12_31")
        day.write({"is_working": True, "kind": "moved_working"})
        row = {"xml_id": "legal_deadline.calendar_day_2027_12_31", "values": {"is_working": False}}
        self.env["legal.calendar.day"]._load_records([row], update=True)
        self.assertTrue(day.is_working)

    def test_a_year_between_others_is_not_deleted(self):
        days = self.env["legal.calendar.day"]
        with self.assertRaisesRegex(ValidationError, "stands between published years"), self.cr.savepoint():
            days._national_days(2025).unlink()
        days._national_days(2027).unlink()
        self.assertEqual(max(days._loaded_years()), 2026)
