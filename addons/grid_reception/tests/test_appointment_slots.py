from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_appointments import AppointmentCase

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@tagged("post_install", "-at_install")
class TestAppointmentSlots(AppointmentCase):
    """Which times of an office are offered."""

    def _free(self, first=TUESDAY, last=None, service=None):
        return self.office._free_slots(service or self.meters, first, last or first)

    def _clock_of(self, times):
        return [f"{self.env['legal.rule']._local(time, 'Asia/Novokuznetsk'):%H:%M}" for time in times]

    def test_times_lie_within_the_hours_of_the_office(self):
        said = self._clock_of(self._free()[TUESDAY])
        self.assertEqual((said[0], said[5], said[6], said[-1], len(said)), ("09:00", "11:30", "13:00", "16:30", 14))

    def test_days_off_are_absent_and_a_short_day_is_shorter(self):
        self.office.booking_ahead = 90
        for day, exists in (
            (date(2026, 3, 7), False),  # Saturday, closed by the week of the office
            (date(2026, 3, 9), False),  # moved from 8 March
            (date(2026, 5, 1), False),  # holiday
        ):
            self.assertEqual(day in self._free(day), exists, day)
        eve = date(2026, 4, 30)
        self.assertEqual(self._clock_of(self._free(eve)[eve])[-1], "15:30")

    def test_past_times_and_those_too_near_are_absent(self):
        self.office.booking_notice = 90
        self.assertEqual(self._clock_of(self._free(MONDAY)[MONDAY])[0], "10:30")
        self.clock.move_to("2026-03-02 09:40:00")
        self.assertEqual(self._free(MONDAY), {MONDAY: []})

    def test_days_are_cut_to_those_that_may_be_booked(self):
        self.office.booking_ahead = 3
        self.assertEqual(self.office._booking_days(), (MONDAY, date(2026, 3, 5)))
        days = list(self._free(date(2026, 2, 1), date(2027, 1, 1)))
        self.assertEqual((days[0], days[-1]), (MONDAY, date(2026, 3, 5)))

    def test_an_office_that_takes_none_has_none(self):
        """As every office that was there before appointments came."""
        for name, value in (("booking_ahead", 0), ("hour_ids", [(5,)])):
            with self.subTest(name):
                self.office[name] = value
                self.assertEqual((self.office._booking_days(), self._free()), ((), {}))

    def test_a_service_in_turn_only_has_none(self):
        self.meters.at_once = 0
        self.assertFalse(self._free())

    def test_a_taken_time_is_gone_and_a_cancelled_one_comes_back(self):
        slot = datetime(2026, 3, 3, 3)
        self.meters.at_once = 2
        first, _second = self._book(slot), self._book(slot, partner_id=self.factory.id)
        self.assertNotIn(slot, self._free()[TUESDAY])
        self.assertIn(slot, self._free(service=self.contracts)[TUESDAY], "another service has times of its own")
        first._cancel()
        self.assertIn(slot, self._free()[TUESDAY])

    def test_what_was_booked_by_another_length_is_not_overlapped(self):
        self._book("2026-03-03 03:30:00")
        self.meters.minutes = 60
        self.assertEqual(self._clock_of(self._free()[TUESDAY]), ["09:00", "11:00", "13:00", "14:00", "15:00", "16:00"])

    def test_a_day_on_which_the_office_is_closed_has_none(self):
        self.office.closure_ids.create({"office_id": self.office.id, "day": TUESDAY, "reason": "ремонт"})
        self.assertFalse(self._free())
        self.assertEqual(self.office._coming_days(2)[self.office][1].state, "local_off", "the site says so too")

    def test_settings_that_make_no_sense_are_refused(self):
        for name, value in (
            ("booking_ahead", -1),
            ("booking_ahead", 1000),
            ("booking_notice", -1),
            ("booking_grace", -1),
            ("booking_limit", 0),
        ):
            with self.subTest(name), self.assertRaises(ValidationError):
                self.office[name] = value

    def test_a_month_of_times_asks_few_questions(self):
        self.office.booking_ahead = 30
        self._book()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            self._free(MONDAY, date(2026, 4, 1))
