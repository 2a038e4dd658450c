from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ReceptionCase

CARD = {
    "text": "Прошу проверить счётчик",
    "kind": "consultation",
    "channel": "window",
    "name": "",
}


@tagged("post_install", "-at_install")
class TestWindowDesk(ReceptionCase):
    """What the screen of a window asks, as the person who sits there."""

    def setUp(self):
        super().setUp()
        self.desk = self.env["grid.window.desk"].with_user(self.manager)

    def _called(self, **vals):
        """Sit down and call a visitor, in this transaction: the test sees what it has not committed."""
        self.desk.open_window(self.first.id)
        ticket = self._ticket(**vals)
        self.desk._window()._next()
        return ticket

    def test_without_a_window_one_is_chosen(self):
        screen = self.desk.read_screen()
        self.assertFalse(screen["window"])
        self.assertIn(self.first.id, [one["id"] for one in screen["windows"]])

    def test_the_screen_shows_the_visitor_and_who_is_next(self):
        ticket = self._called()
        following = self._ticket(category="priority")
        self._ticket(self.cash)
        screen = self.desk.read_screen()
        self.assertEqual((screen["ticket"]["name"], screen["ticket"]["state"]), (ticket.name, "called"))
        self.assertEqual((screen["queue"]["count"], screen["queue"]["first"][0]["name"]), (1, following.name))
        self.assertEqual(screen["queue"]["first"][0]["category"], "with priority")

    def test_the_screen_says_who_had_an_appointment(self):
        slot = fields.Datetime.now()
        ticket = self._called(slot_at=slot, category="appointment")
        self._ticket(slot_at=slot - timedelta(hours=1), category="appointment")
        screen = self.desk.read_screen()
        self.assertRegex(screen["ticket"]["slot"], r"^\d\d:\d\d$")
        self.assertEqual(screen["ticket"]["slot"], ticket._slot_clock())
        late = screen["queue"]["first"][0]
        self.assertEqual((late["category"], bool(late["slot"])), ("", True))
        self.assertEqual(self._ticket()._slot_clock(), "")

    def test_acts_lead_from_the_call_to_the_end(self):
        ticket = self._called()
        for name, state in (("recall", "called"), ("start", "serving"), ("finish", "done")):
            screen = self.desk.act(ticket.id, name)
            self.assertEqual(ticket.state, state)
        self.assertFalse(screen["ticket"])

    def test_a_hand_over_with_its_note(self):
        ticket = self._called()
        self.desk.act(ticket.id, "start")
        values = {"service_id": self.contracts.id, "window_id": False, "note": "  Нужен договор "}
        self.assertFalse(self.desk.act(ticket.id, "hand_over", values)["ticket"])
        self.assertEqual((ticket.state, ticket.service_id, ticket.note), ("waiting", self.contracts, "Нужен договор"))

    def test_a_hand_over_is_offered_to_services_and_open_windows(self):
        self._called()
        self._at(self.second, self.specialist)
        others = self.desk.read_others()
        self.assertEqual(len(others["services"]), 3)
        self.assertEqual(others["windows"], [{"id": self.second.id, "name": "2", "services": self.meters.ids}])

    def test_a_visitor_who_is_gone_and_an_unknown_act_are_refused(self):
        ticket = self._called()
        with self.assertRaisesRegex(UserError, "older version"):
            self.desk.act(ticket.id, "unlink")
        self.desk.act(ticket.id, "no_show")
        with self.assertRaisesRegex(UserError, "not at your window"):
            self.desk.act(ticket.id, "start")

    def test_who_the_visitor_is(self):
        ticket = self._called()
        self.desk.act(ticket.id, "start")
        [hit] = self.env["grid.appeal.desk"].with_user(self.manager).find(self.citizen.phone)["found"]
        screen = self.desk.set_customer(ticket.id, hit["id"])
        self.assertEqual(ticket.partner_id, self.citizen)
        self.assertEqual(screen["ticket"]["partner"], {"id": self.citizen.id, "name": self.citizen.name})
        with self.assertRaisesRegex(UserError, "not there any more"):
            self.desk.set_customer(ticket.id, 0)
        self.desk.act(ticket.id, "finish")
        with self.assertRaisesRegex(UserError, "not at your window"):
            self.desk.set_customer(ticket.id, self.citizen.id)

    def test_who_sits_nowhere_calls_nobody(self):
        with self.assertRaisesRegex(UserError, "at no window"):
            self.desk.call_next()

    def test_an_appeal_of_the_window_belongs_to_the_visit(self):
        ticket = self._called()
        self.desk.act(ticket.id, "start")
        card = {**CARD, "key": "q8", "partner_id": self.citizen.id, "branch_id": self.branch.id}
        self.env["grid.appeal.desk"].with_user(self.manager).register(card)
        self.assertEqual((ticket.appeal_ids.name, ticket.partner_id), (CARD["text"], self.citizen))
        self.assertEqual(ticket.appeal_ids.office_id, self.office)
        self.assertEqual(self.desk.read_screen()["ticket"]["appeals"][0]["number"], ticket.appeal_ids.number)

    def test_an_appeal_by_phone_belongs_to_no_visit(self):
        ticket = self._called()
        self.desk.act(ticket.id, "start")
        card = {**CARD, "key": "q8", "partner_id": self.citizen.id, "branch_id": self.branch.id, "channel": "phone"}
        self.env["grid.appeal.desk"].with_user(self.manager).register(card)
        self.assertFalse(ticket.appeal_ids)

    def test_operators_and_customers_have_no_screen(self):
        for user in (self.users["operator"], self.portal_user):
            with self.assertRaises(AccessError):
                self.env["grid.window.desk"].with_user(user).read_screen()

    def test_a_window_of_another_branch_is_not_there(self):
        with self.assertRaisesRegex(UserError, "not there any more"):
            self.env["grid.window.desk"].with_user(self.stranger).open_window(self.first.id)

    def test_a_call_asks_a_bounded_number_of_questions(self):
        self._called()
        window = self.desk._window()
        window._current()._start()
        self._ticket()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            window._next()
            self.env.flush_all()
