from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_appointments import AppointmentCase

ELEVEN = "2026-03-03 04:00:00"


@tagged("post_install", "-at_install")
class TestHomeVisit(AppointmentCase):
    """Somebody who cannot come is visited: asked for, agreed, done."""

    def test_a_visit_is_asked_for_and_then_agreed(self):
        visit = self._visit(False, service=self.env["grid.reception.service"], office_id=self.office.id, user_id=False)
        self.assertEqual((visit.state, visit.office_id, visit.ends_at), ("asked", self.office, False))
        visit._move(ELEVEN, self.specialist)
        self.assertEqual(
            (visit.state, visit.user_id, str(visit.ends_at)), ("booked", self.specialist, "2026-03-03 05:00:00")
        )
        self.assertEqual(len(self._letters(visit)), 2)
        self.assertIn(self.specialist.name, self._letters(visit).sorted("id")[-1].body_html)

    def test_it_needs_no_free_time_of_the_office_but_a_day_of_work(self):
        self.office.booking_ahead = 0
        self._visit("2026-03-20 05:10:00")
        for slot_at, words in (("2026-03-07 05:00:00", "Nobody works"), ("2026-03-02 01:00:00", "has passed")):
            with self.assertRaisesRegex(UserError, words):
                self._visit(slot_at)

    def test_a_time_is_agreed_with_somebody_who_goes(self):
        visit = self._visit(False, user_id=False)
        self.assertEqual(visit.action_move()["name"], "Agree on a time")
        for agree in (lambda: visit._move(ELEVEN), lambda: self._visit(ELEVEN, user_id=False)):
            with self.assertRaisesRegex(UserError, "who goes"):
                agree()
        visit._move(ELEVEN, self.specialist)
        self.assertEqual(visit.action_move()["name"], "Another time")

    def test_who_goes_is_at_one_place_at_a_time(self):
        self._visit(ELEVEN)
        with self.assertRaisesRegex(UserError, "goes to another visit"):
            self._visit("2026-03-03 04:30:00", partner_id=self.factory.id)
        self._visit("2026-03-03 05:00:00", partner_id=self.factory.id)
        self._visit("2026-03-03 04:30:00", partner_id=self.factory.id, user_id=self.manager.id)

    def test_its_end_says_what_was_done(self):
        visit = self._visit(ELEVEN).with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "what was done"):
            visit.action_visited()
        visit.outcome = "Принято заявление, сняты показания"
        visit.action_visited()
        self.assertEqual(visit.state, "served")

    def test_nobody_at_home_is_noted(self):
        visit = self._visit(ELEVEN)
        with self.assertRaisesRegex(UserError, "not come yet"):
            visit.with_user(self.specialist).action_miss()
        self.clock.move_to(ELEVEN)
        visit.with_user(self.specialist).action_miss()
        self.assertEqual(visit.state, "missed")

    def test_no_ticket_is_given_for_it(self):
        visit = self._visit("2026-03-02 05:00:00", phone="+79051234567")
        self.assertFalse(self.office._appointment_of("89051234567"))
        with self.assertRaises(UserError):
            visit._arrive()

    def test_an_appeal_that_is_taken_there_belongs_to_it(self):
        visit = self._visit(ELEVEN, question="Проверить счётчик").with_user(self.specialist)
        action = visit.action_register_appeal()
        tickets = self.env["helpdesk.ticket"].with_user(self.specialist).with_context(**action["context"])
        appeal = tickets.create({"name": "Счётчик", "kind": "consultation", "theme": "other"})
        self.assertEqual(visit.appeal_ids, appeal)
        self.assertEqual((appeal.partner_id, appeal.office_id), (self.citizen, self.office))
        context = visit.action_open_request()["context"]
        self.assertEqual(context, {"default_appointment_id": visit.id, "default_partner_id": self.citizen.id})
