from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common_appointments import AppointmentCase

BOOK = ("operator", "administrator", "manager", "specialist", "supervisor", "head")
SEE = (*BOOK, "privacy")
TEN = "2026-03-03 03:00:00"


@tagged("post_install", "-at_install")
class TestAppointmentBooking(AppointmentCase):
    """The form in which staff book, and who may use it."""

    def _form(self, user, **context):
        return Form(self.env["grid.appointment.booking"].with_user(user).with_context(**context))

    def _open(self, action):
        booking = self.env[action["res_model"]].with_user(self.manager).with_context(**action["context"])
        return Form(booking)

    def test_a_customer_is_booked_from_her_card(self):
        form = self._open(self.citizen.with_user(self.manager).action_book())
        form.office_id, form.service_id, form.slot_at = self.office, self.meters, TEN
        said = form.save().action_book()
        booked = self.appointments.search([("partner_id", "=", self.citizen.id)])
        self.assertEqual((booked.phone, booked.email, booked.origin), ("+79050000001", "testova@example.com", "window"))
        self.assertIn(booked.name, said["params"]["title"])

    def test_two_clicks_book_once(self):
        form = self._form(self.manager, default_partner_id=self.citizen.id)
        form.office_id, form.service_id, form.slot_at = self.office, self.meters, TEN
        booking = form.save()
        booking.action_book()
        booking.action_book()
        self.assertEqual(self.appointments.search_count([("partner_id", "=", self.citizen.id)]), 1)

    def test_another_service_asks_the_time_anew(self):
        form = self._form(self.manager, default_partner_id=self.citizen.id)
        form.office_id, form.service_id, form.slot_at = self.office, self.meters, TEN
        form.service_id = self.contracts
        self.assertFalse(form.slot_at)
        with self.assertRaisesRegex(UserError, "Choose a time"):
            form.save().action_book()

    def test_another_time_is_agreed_in_the_same_form(self):
        booked = self._book(TEN)
        form = self._open(booked.with_user(self.manager).action_move())
        form.slot_at = "2026-03-03 04:00:00"
        form.save().action_book()
        self.assertEqual(str(booked.slot_at), "2026-03-03 04:00:00")

    def test_the_free_times_are_said_by_the_clock_of_the_office(self):
        self._book(TEN)
        days = self.appointments.with_user(self.manager).free_slots(self.meters.id)
        tuesday = next(one for one in days if one["day"] == "2026-03-03")
        self.assertEqual(tuesday["times"][0], {"at": "2026-03-03 02:00:00", "said": "09:00"})
        self.assertNotIn("10:00", [one["said"] for one in tuesday["times"]])
        self.assertEqual(self.appointments.with_user(self.stranger).free_slots(self.meters.id), [])

    def test_the_office_is_that_of_the_window_where_it_takes_appointments(self):
        self._at(self.first, self.manager)
        self.assertEqual(self._form(self.manager).office_id, self.office)
        self.office.booking_ahead = 0
        self.assertNotEqual(self._form(self.manager).office_id, self.office, "its times cannot be booked")
        self.assertEqual(self._form(self.manager, default_kind="home").office_id, self.office)

    # --- rights
    def test_who_serves_customers_books_and_sees(self):
        booked, presses = self._book(), iter(range(100))
        for role, user in self.users.items():
            with self.subTest(role):
                mine = booked.with_user(user)
                self.assertEqual(self._may(lambda mine=mine: mine.read(["phone"])), role in SEE)
                self.assertEqual(self._may(lambda mine=mine: mine.write({"question": "?"})), role in BOOK)
                self.assertFalse(self._may(mine.unlink))
                self.assertFalse(self._may(lambda mine=mine: mine.create({"office_id": self.office.id})))
                form = {"partner_id": self.citizen.id, "office_id": self.office.id, "service_id": self.contracts.id}
                booking = self.env["grid.appointment.booking"].with_user(user)
                slot = self.office._free_slots(self.contracts, *self.office._booking_days())
                at = [time for times in slot.values() for time in times][next(presses)]
                books = self._may(
                    lambda booking=booking, form=form, at=at: booking.create({**form, "slot_at": at}).action_book()
                )
                self.assertEqual(books, role in BOOK)

    def test_acts_are_of_who_serves_customers(self):
        for role, user in self.users.items():
            with self.subTest(role):
                booked = self._book()
                acts = self._may(booked.with_user(user).action_cancel_by_visitor)
                self.assertEqual(acts, role in BOOK)
                booked._cancel()

    def test_another_branch_and_another_company_see_nothing(self):
        booked, visit = self._book(), self._visit("2026-03-03 04:00:00")
        for user in (self.stranger, self._foreign_head()):
            with self.subTest(user.login):
                self.assertFalse(self.appointments.with_user(user).search([("id", "in", (booked + visit).ids)]))
                with self.assertRaises(AccessError):
                    booked.with_user(user).action_cancel_by_office()

    def test_customers_have_no_door_but_their_page(self):
        booked = self._book()
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.subTest(user.login):
                self.assertFalse(self._may(lambda user=user: booked.with_user(user).read(["phone"])))
                self.assertFalse(self._may(booked.with_user(user).action_cancel_by_visitor))
                self.assertFalse(
                    self._may(lambda user=user: self.appointments.with_user(user).free_slots(self.meters.id))
                )

    def test_the_days_of_an_office_are_closed_by_who_leads(self):
        for role, user in self.users.items():
            with self.subTest(role):
                closures = self.env["grid.office.closure"].with_user(user)
                day = f"2026-05-{10 + list(self.users).index(role)}"
                closes = self._may(
                    lambda closures=closures, day=day: closures.create({"office_id": self.office.id, "day": day})
                )
                self.assertEqual(closes, role in ("head", "methodologist"))

    # --- her data
    def test_her_appointments_are_hers_to_read_and_stay_of_nobody_when_erased(self):
        officer = new_test_user(self.env, "appointment_officer", "grid_customer.group_privacy")
        booked = self._book(question="Спросить о счётчике")
        visit = self._visit("2026-03-04 03:00:00")
        unnamed = self._book("2026-03-04 04:00:00", partner_id=False, caller_name="Мария", phone="8 905 000-00-01")
        others = self._book("2026-03-04 06:00:00", partner_id=self.factory.id)
        told = self.citizen._exported_besides()["appointments"]
        self.assertEqual([one["number"] for one in told], [booked.name, visit.name, unnamed.name])
        self.assertEqual((told[0]["question"], told[1]["where"]), ("Спросить о счётчике", "ул. Мира, 1"))
        self.assertEqual(sum(len(one["rows"]) for one in self.citizen._kept_besides().values()), 1)
        self.citizen.with_user(officer)._pseudonymise("Просьба")
        mine = booked + visit + unnamed
        self.assertEqual(set(mine.mapped("state")), {"cancelled"})
        for name in ("partner_id", "caller_name", "phone", "email", "address", "reason", "question", "outcome"):
            self.assertFalse(any(mine.mapped(name)), name)
        self.assertEqual((others.state, others.partner_id), ("booked", self.factory))

    def test_her_page_shows_them(self):
        booked = self._book()
        page = self.citizen.with_user(self.manager).customer_page
        self.assertIn(booked.name, page)
        self.assertNotIn(booked.name, self.citizen.with_user(self.users["methodologist"]).customer_page)
