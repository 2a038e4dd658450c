"""The card of a call: who calls while it rings, and what came of it."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_desk import DeskCase

from .common_calls import PHONE, CallsMixin


@tagged("post_install", "-at_install")
class TestDeskCall(CallsMixin, DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()

    def _calls(self, role="operator"):
        return self._desk(role).calls()

    def _told(self, act):
        """Return `[(login, what the bus carried)]` while an act is done."""
        told, users = [], type(self.env["res.users"])
        with patch.object(users, "_bus_send", lambda user, kind, said: told.append((user, kind, said))):
            act()
        return told

    def test_the_caller_is_known_while_it_rings(self):
        call = self._ringing()
        (shown,) = self._calls()
        self.assertEqual((shown["id"], shown["stage"], shown["phone"]), (call.id, "ringing", PHONE))
        (hit,) = shown["found"]
        self.assertEqual((hit["id"], hit["point_id"]), (self.citizen.id, self.point.id))
        self.assertFalse(self._calls("manager"), "it rings at another telephone")

    def test_several_customers_of_one_number_are_a_choice(self):
        other = self.env["res.partner"].create({"name": "Тестов Иван", "phone": PHONE})
        self._ringing()
        (shown,) = self._calls()
        self.assertEqual([hit["id"] for hit in shown["found"]], [self.citizen.id, other.id])

    def test_the_one_who_calls_is_noted_on_the_call(self):
        other = self.env["res.partner"].create({"name": "Тестов Иван", "phone": PHONE})
        call = self._ringing()
        self.assertFalse(call.partner_id)
        (shown,) = self._desk().note_caller(call.id, other.id)
        self.assertEqual((call.partner_id, shown["partner_id"]), (other, other.id))
        self._more(call, ("answered", 9, {"operator": "101"}), ("hung_up", 60, {}))
        self.assertEqual(call.partner_id, other, "what the exchange tells later changes nothing of it")
        stranger = self.env["res.partner"].create({"name": "Чужая Анна", "phone": "+79059999999"})
        with self.assertRaisesRegex(UserError, "who have this number"):
            self._desk().note_caller(call.id, stranger.id)
        with self.assertRaises(AccessError):
            self._desk("manager").note_caller(call.id, other.id)

    def test_the_applicant_of_the_card_is_the_caller(self):
        self.env["res.partner"].create({"name": "Тестов Иван", "phone": PHONE})
        call = self._ringing()
        self._ticket(self._desk().register(self._card(call_id=call.id, text="Мигает свет по вечерам")))
        self.assertEqual(call.partner_id, self.citizen)

    def test_nobody_known(self):
        self._ringing("+79059999999")
        (shown,) = self._calls()
        self.assertEqual((shown["found"], shown["phone_words"]), ([], "8 (905) 999-99-99"))
        self._ringing("")
        self.assertEqual({shown["phone"] for shown in self._calls()}, {"", "+79059999999"})

    def test_the_bus_names_the_call_and_nothing_of_the_caller(self):
        told = self._told(self._ringing)
        ((user, kind, said),) = told
        self.assertEqual((user, kind), (self.users["operator"], "grid_contact.call"))
        self.assertEqual(said, {"ids": [said["ids"][0]]})

    def test_both_hear_of_a_call_handed_over(self):
        call = self._more(self._ringing(), ("answered", 9, {"operator": "101"}))
        told = self._told(lambda: self._more(call, ("transferred", 30, {"operator": "102"})))
        self.assertEqual({user for user, _kind, _said in told}, {self.users["operator"], self.users["manager"]})
        self.assertEqual(self._calls("manager")[0]["id"], call.id)

    def test_a_second_delivery_rings_at_nobody(self):
        call = self._ringing()
        self.assertFalse(self._told(lambda: self._more(call, ("ringing", 5, {"operator": "101"}))))

    def test_earlier_calls_of_the_number(self):
        self._as("operator", self._answered()).action_wrap_up(self.env.ref("grid_contact.call_result_informed").id)
        self._ringing()
        (shown,) = self._calls()
        self.assertIn("Question answered", shown["earlier"][0])

    def test_an_ended_call_waits_for_its_result(self):
        call = self._answered()
        self.assertEqual([shown["id"] for shown in self._calls()], [call.id])
        left = self._desk().wrap_up(call.id, self.env.ref("grid_contact.call_result_informed").id, "о поверке")
        self.assertFalse(left)
        self.assertEqual((call.note, call.is_solved), ("о поверке", True))
        with self.assertRaises(AccessError):
            self._desk("manager").wrap_up(call.id, self.env.ref("grid_contact.call_result_informed").id)

    def test_a_registered_appeal_is_what_came_of_the_call(self):
        call = self._ringing()
        ticket = self._ticket(self._desk().register(self._card(call_id=call.id, text="Мигает свет по вечерам")))
        self.assertEqual((call.ticket_id, call.result_id.code, call.is_solved), (ticket, "registered", False))
        self.assertEqual(ticket.channel_id.code, "phone")
        self.assertFalse(self._calls()[:1] and self._calls()[0]["stage"] == "answered")

    def test_a_consultation_is_closed_at_first_contact(self):
        call = self._more(self._ringing(), ("answered", 9, {"operator": "101"}))
        card = self._card(call_id=call.id, answer="Раз в 16 лет.")
        ticket = self._ticket(self._desk().answer_at_once(card))
        self.assertEqual((call.ticket_id, call.result_id.code, call.is_solved), (ticket, "answered", True))
        self.assertFalse(self._calls())

    def test_a_call_of_a_colleague_is_not_taken_by_its_number(self):
        call = self._ringing(telephone="102")
        for call_id in (call.id, 0, "x", None):
            self._ticket(self._desk().register(self._card(key=f"card-{call_id}", call_id=call_id)))
        self.assertFalse(call.ticket_id or call.result_id)

    def test_what_to_say_by_the_theme(self):
        category = self.env.ref("grid_appeal.category_voltage_low")
        (script, *_others) = self._desk().scripts(category.id, "complaint")
        self.assertEqual(script["id"], self.env.ref("grid_contact.script_quality").id)
        self.assertEqual(self._desk().scripts(False, "consultation"), [])

    def test_who_serves_no_calls_sees_none(self):
        for role in ("privacy", "methodologist"):
            with self.assertRaises(AccessError):
                self._calls(role)

    def test_the_calls_of_a_screen_cost_the_same_however_many_there_are(self):
        self._ringing()
        self._calls()
        for number in range(6):
            self.env["res.partner"].create({"name": f"Звонков {number}", "phone": f"+7905111000{number}"})
            self._ringing(f"+7905111000{number}")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            self.assertEqual(len(self._calls()), 7)
