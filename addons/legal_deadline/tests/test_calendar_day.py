from psycopg2 import IntegrityError

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
