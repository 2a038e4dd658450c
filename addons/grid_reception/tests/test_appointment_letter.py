import vobject

from odoo.tests import tagged

from .common_appointments import AppointmentCase

DAY_BEFORE = "2026-03-02 08:00:00"


@tagged("post_install", "-at_install")
class TestAppointmentLetter(AppointmentCase):
    """What a visitor is told of her appointment, and when."""

    def _remind(self):
        """Run the job as the server does."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("grid_reception.ir_cron_remind").method_direct_trigger()
        self.env.invalidate_all()

    def test_whoever_books_is_told_when_where_and_what_to_bring(self):
        self.meters.bring = "паспорт\nакт поверки"
        self.office.access_note = "Вход со двора"
        booked = self._book()
        letter = self._letters(booked)
        self.assertEqual(letter.email_to, "testova@example.com")
        for words in (booked.name, "10:00", self.office.address, "паспорт", "акт поверки", "Вход со двора"):
            self.assertIn(words, letter.body_html)
        event = vobject.readOne(letter.attachment_ids.raw.decode()).vevent
        self.assertEqual(event.dtstart.value.astimezone(vobject.icalendar.utc).isoformat(), "2026-03-03T03:00:00+00:00")
        self.assertIn(self.office.address, event.location.value)
        self.assertNotIn(self.citizen.name, letter.attachment_ids.raw.decode())

    def test_nobody_is_written_to_without_an_address_or_at_ours(self):
        self.company.email = "seti@example.com"
        for vals in ({"caller_name": "Иванова"}, {"caller_name": "И", "email": "seti@example.com"}):
            booked = self._book("2026-03-03 04:00:00", partner_id=False, **vals)
            self.assertFalse(self._letters(booked))
            booked._cancel()

    def test_the_address_of_the_booking_goes_before_that_of_the_card(self):
        self.assertEqual(self._letters(self._book(email="Own <own@example.com>")).email_to, "own@example.com")

    def test_another_time_and_a_cancelling_by_the_office_are_told(self):
        booked = self._book()
        booked._move("2026-03-03 04:00:00")
        booked._cancel("office")
        told = self._letters(booked).sorted("id").mapped("subject")
        self.assertEqual(len(told), 3)
        self.assertIn("11:00", told[1])
        own = self._book("2026-03-04 03:00:00")
        own._cancel()
        self.assertEqual(len(self._letters(own)), 1, "who cancels herself knows")

    def test_the_day_before_each_is_reminded_once(self):
        booked = self._book("2026-03-04 03:00:00")
        self.clock.move_to(DAY_BEFORE)
        self._remind()
        self.assertFalse(booked.reminded_at, "two days are left")
        self.clock.move_to("2026-03-03 08:00:00")
        for _run in range(2):
            self._remind()
        self.assertEqual(len(self._letters(booked)), 2)
        self.assertTrue(booked.reminded_at)

    def test_who_has_just_booked_or_is_to_be_told_otherwise_is_not_reminded(self):
        self.clock.move_to(DAY_BEFORE)
        fresh = self._book()
        self.clock.move_to("2026-03-01 02:00:00")
        lost, cancelled, unknown = (
            self._book("2026-03-03 04:00:00"),
            self._book("2026-03-03 04:30:00"),
            self._book("2026-03-03 06:00:00", partner_id=False, caller_name="Иванова"),
        )
        lost.is_lost = True
        cancelled._cancel()
        self.clock.move_to(DAY_BEFORE)
        self._remind()
        self.assertFalse((fresh + lost + cancelled + unknown).filtered("reminded_at"))

    def test_another_time_is_reminded_of_anew(self):
        booked = self._book()
        self.clock.move_to("2026-03-02 15:00:00")
        self._remind()
        booked._move("2026-03-05 03:00:00")
        self.clock.move_to("2026-03-04 15:00:00")
        self._remind()
        self.assertEqual(len(self._letters(booked)), 4)
