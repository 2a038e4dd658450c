from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .common import ReceptionCase


@tagged("post_install", "-at_install")
class TestOfficeLoad(ReceptionCase):
    """How long one usually waits by weekday and hour: what the site tells who chooses when to come."""

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time("2026-03-02 02:00:00"))  # Monday, 9:00 in Novokuznetsk
        self.window = self._at(self.first, self.manager)

    def _visit(self, wait, state="done"):
        """One visitor, who waits so many minutes before she is called."""
        self._ticket()
        self.clock.tick(wait * 60)
        ticket = self.window._next()
        if state == "no_show":
            return ticket._no_show()
        ticket._start()
        return ticket._finish()

    def _later(self, days):
        self.clock.tick(timedelta(days=days))
        return self.office._load()[self.office]

    def test_past_days_are_counted_by_weekday_and_hour(self):
        hour = self.office._clock().hour
        self._visit(10)
        self._visit(20)
        self.assertEqual(self.office._load()[self.office], {}, "the day is not over")
        load = self._later(1)
        self.assertEqual(list(load), [(0, hour)])
        self.assertEqual((load[0, hour].visitors, load[0, hour].wait), (2, 15))

    def test_who_did_not_come_has_waited_for_nothing(self):
        self._visit(10, "no_show")
        self.assertEqual(self._later(1), {})

    def test_weeks_long_past_are_forgotten(self):
        self._visit(10)
        self.assertTrue(self._later(56))
        self.assertFalse(self._later(1))

    def test_offices_are_counted_by_one_query_once_a_day(self):
        self._visit(10)
        other = self.office.copy({"name": "Другой"})
        both = self.office + other
        self.clock.tick(timedelta(days=1))
        both.mapped("branch_id.company_id.legal_tz")
        self.env.flush_all()
        with self.assertQueryCount(1):
            loads = both._load()
        with self.assertQueryCount(0):
            self.assertEqual(both._load(), loads)
        self.assertTrue(loads[self.office])
        self.assertEqual(loads[other], {})
