from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_appointments import AppointmentCase

TEN = "2026-03-03 03:00:00"


@tagged("post_install", "-at_install")
class TestAppointment(AppointmentCase):
    """An appointment from the booking to the end of the visit."""

    # --- booking
    def test_a_time_is_booked_once(self):
        booked = self._book(TEN)
        self.assertRegex(booked.name, r"^З-\d{4,}$")
        self.assertEqual(
            (booked.state, str(booked.slot_at), str(booked.ends_at)), ("booked", TEN, "2026-03-03 03:30:00")
        )
        with self.assertRaisesRegex(UserError, "just been taken"):
            self._book(TEN, partner_id=self.factory.id)

    def test_a_form_sent_twice_gives_one_appointment(self):
        first = self._book(TEN, press="p" * 27)
        self.assertEqual(self._book(TEN, press="p" * 27), first)

    def test_a_time_that_is_not_given_is_refused(self):
        for slot_at in (
            "2026-03-03 03:10:00",  # between two times
            "2026-03-03 05:00:00",  # the break
            "2026-03-07 03:00:00",  # Saturday
            "2026-03-02 01:00:00",  # before now
            "2026-06-01 03:00:00",  # too far ahead
        ):
            with self.subTest(slot_at), self.assertRaisesRegex(UserError, "not given any more"):
                self._book(slot_at)

    def test_an_office_without_appointments_says_so(self):
        self.office.booking_ahead = 0
        with self.assertRaisesRegex(UserError, "takes no appointments"):
            self._book()

    def test_one_person_has_so_many_when_she_books_herself(self):
        person = {"partner_id": False, "caller_name": "Иванова", "phone": "8 905 123-45-67", "origin": "site"}
        for hour in (3, 4):
            self._book(f"2026-03-03 0{hour}:00:00", **person)
        with self.assertRaisesRegex(UserError, "2 appointments already"):
            self._book("2026-03-04 03:00:00", **{**person, "phone": "+79051234567"})
        self._book("2026-03-04 03:00:00", **{**person, "origin": "phone"})
        self._book("2026-03-05 03:00:00", **{**person, "phone": "+79051234568"})

    def test_what_is_lacking_is_named(self):
        for vals, words in (
            ({"partner_id": False}, "the name"),
            ({"kind": "home"}, "address of the visit"),
            ({"slot_at": False}, "the time"),
            ({"service": self.env["grid.reception.service"]}, "the office"),
            ({"question": "х" * 2001}, "2000 characters"),
            ({"phone": "не помню"}, "not a phone number"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self._book(**vals)

    # --- another time, none
    def test_another_time_frees_the_first_one(self):
        booked = self._book(TEN)
        booked._move("2026-03-03 03:30:00")
        self._book(TEN, partner_id=self.factory.id)
        with self.assertRaisesRegex(UserError, "just been taken"):
            booked._move(TEN)
        booked._move("2026-03-03 03:30:00")  # its own time is not in its way

    def test_a_cancelled_one_stays_cancelled(self):
        booked = self._book()
        booked._cancel()
        booked._cancel("office")
        self.assertEqual((booked.state, booked.cancelled_by), ("cancelled", "customer"))
        for act in (lambda: booked._move(TEN), booked.action_miss):
            with self.assertRaisesRegex(UserError, "dealt with meanwhile"):
                act()

    # --- the visit
    def test_whoever_comes_in_time_is_called_at_her_time(self):
        booked = self._book()
        self.clock.move_to("2026-03-03 02:30:00")
        ticket = booked._arrive()
        self.assertEqual((ticket.category, ticket.partner_id, ticket.origin), ("appointment", self.citizen, "kiosk"))
        self.assertEqual((ticket.slot_at, booked.ticket_id, booked.state), (booked.slot_at, ticket, "arrived"))
        self.assertEqual(ticket.waiting_since, booked.slot_at, "she does not wait before her time")
        self.assertEqual(booked._arrive(), ticket, "a second press gives the same one")

    def test_an_appointment_goes_before_who_came_in_the_queue(self):
        booked = self._book()
        self.clock.move_to("2026-03-03 02:50:00")
        ordinary = self._ticket()
        ticket = booked._arrive()
        window = self._at(self.first, self.manager)
        self.assertEqual([window._next(), self._finished(window)], [ticket, ordinary])

    def _finished(self, window):
        window._current()._start()
        return window._next()

    def test_too_late_it_is_an_ordinary_ticket(self):
        for minutes, category in ((10, "appointment"), (11, "ordinary")):
            with self.subTest(minutes):
                booked = self._book("2026-03-03 03:00:00", partner_id=self.factory.id)
                self.clock.move_to(f"2026-03-03 03:{minutes}:00")
                ticket = booked._arrive()
                self.assertEqual(ticket.category, category)
                self.clock.move_to("2026-03-02 02:00:00")
                booked.state = "served"
        self.assertEqual((ticket.rank, ticket.waiting_since), (ticket.issued_at, ticket.issued_at))
        self.assertTrue(ticket.slot_at, "the window sees that she had an appointment")

    def test_the_grace_is_set_by_the_office(self):
        self.office.booking_grace = 30
        booked = self._book()
        self.clock.move_to("2026-03-03 03:30:00")
        self.assertEqual(booked._arrive().category, "appointment")

    def test_on_another_day_no_ticket_is_given(self):
        with self.assertRaisesRegex(UserError, "Come on that day"):
            self._book()._arrive()

    def test_the_end_of_the_visit_ends_the_appointment(self):
        came, missed = self._book(), self._book(partner_id=self.factory.id, service=self.contracts)
        self.clock.move_to("2026-03-03 02:50:00")
        window = self._at(self.first, self.manager)
        came._arrive()
        window._next()._start()
        window._current()._finish()
        missed._arrive()
        window._next()._no_show()
        self.assertEqual((came.state, missed.state), ("served", "missed"))

    def test_who_did_not_come_is_noted_with_the_day(self):
        booked, visit = self._book(), self._visit()
        self.clock.move_to("2026-03-03 16:59:00")
        self.env["grid.queue.ticket"]._cron_close_day()
        self.assertEqual(booked.state, "booked", "it is still that day in Kemerovo")
        self.clock.move_to("2026-03-03 17:01:00")
        for _run in range(2):
            self.env["grid.queue.ticket"]._cron_close_day()
        self.assertEqual((booked.state, visit.state), ("missed", "booked"), "the one who went says how a visit ended")

    def test_the_number_or_the_telephone_opens_the_appointment_of_today(self):
        booked = self._book(partner_id=False, caller_name="Иванова", phone="8 905 123-45-67")
        digits = booked.name.removeprefix("З-")
        self.assertFalse(self.office._appointment_of(digits), "not today")
        self.clock.move_to("2026-03-03 02:30:00")
        for typed in (digits, booked.name, "89051234567"):
            self.assertEqual(self.office._appointment_of(typed), booked)
        self.assertFalse(self.office._appointment_of("4567"))
        with self.assertRaisesRegex(UserError, "has this number"):
            self.office._ticket_of("99999")

    def test_figures_say_appointments_apart(self):
        booked = self._book()
        self.clock.move_to("2026-03-03 02:50:00")
        window = self._at(self.first, self.manager)
        self._ticket()
        booked._arrive()
        for _turn in range(2):
            window._next()._start()
            self.clock.tick(600)
        window._current()._finish()
        day = booked._local().date()
        waits = self.office._waits(day, day, "category")
        self.assertEqual((waits["appointment"].served, waits["ordinary"].served), (1, 1))
        self.clock.move_to("2026-03-04 02:00:00")
        load = self.office._load()[self.office]
        self.assertEqual({place: one.visitors for place, one in load.items()}, {(1, 9): 2})

    # --- the office closes
    def test_a_time_that_the_office_does_not_keep_is_marked_until_it_is_settled(self):
        booked, other = self._book(), self._book("2026-03-04 03:00:00")
        closure = self.office.closure_ids.create({"office_id": self.office.id, "day": "2026-03-03"})
        self.assertEqual((booked.is_lost, other.is_lost), (True, False))
        closure.unlink()
        self.assertFalse(booked.is_lost)
        self.office.hour_ids.filtered(lambda one: one.weekday == "1" and one.opens == 9).opens = 11
        self.assertTrue(booked.is_lost)
        booked._move("2026-03-04 03:30:00")
        self.assertFalse(booked.is_lost)

    def test_a_service_that_is_closed_marks_its_appointments(self):
        booked, other = self._book(), self._book(service=self.contracts)
        self.meters.active = False
        self.assertEqual((booked.is_lost, other.is_lost), (True, False))
        self.meters.active = True
        self.assertFalse(booked.is_lost)

    def test_a_new_day_off_marks_its_appointments(self):
        booked = self._book()
        day = self.env["legal.calendar.day"].create(
            {
                "date": "2026-03-03",
                "kind": "local_off",
                "place": f"grid.branch,{self.branch.id}",
            }
        )
        self.assertTrue(booked.is_lost)
        day.date = "2026-03-04"
        self.assertFalse(booked.is_lost)
        day.date = "2026-03-03"
        self.assertTrue(booked.is_lost)
        day.unlink()
        self.assertFalse(booked.is_lost)

    def test_hours_that_go_to_another_office_are_lost_to_the_first(self):
        booked = self._book()
        hours = self.office.hour_ids.filtered(lambda one: one.weekday == "1" and one.opens == 9)
        hours.office_id = self.office.copy({"name": "Второй", "hour_ids": False})
        self.assertTrue(booked.is_lost)

    # --- by hand
    def test_staff_correct_who_comes_and_nothing_else(self):
        booked = self._book().with_user(self.manager)
        booked.phone = "8 905 765-43-21"
        self.assertEqual(booked.phone, "+79057654321")
        with self.assertRaises(AccessError):
            booked.slot_at = TEN

    def test_the_key_of_its_page_opens_it_alone(self):
        booked, other = self._book(), self._book("2026-03-04 03:00:00")
        self.assertEqual(self.appointments._of_page_key(booked._page_key()), booked)
        forged = f"{other.id}.{booked._page_key().partition('.')[2]}"
        for key in (forged, "", "x", "1.x", f"{10**8}.{'a' * 32}"):
            self.assertFalse(self.appointments._of_page_key(key))
