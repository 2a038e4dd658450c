"""Call-backs: promised or owed, kept within four hours by the clock, one for each caller."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_desk import DeskCase
from odoo.addons.grid_appeal.tests.common_rights import RoleChecks

from ..calls import Event
from .common_calls import PHONE, CallsMixin

READERS = {"operator", "administrator", "manager", "specialist", "supervisor", "head", "privacy"}


@tagged("post_install", "-at_install")
class TestCallback(CallsMixin, RoleChecks, DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()

    def _owed(self, phone=PHONE):
        return self.env["grid.callback"].search([("phone", "=", phone)])

    def _promised(self, **card):
        answer = self._desk().call_back(self._card(phone=PHONE, text="Когда придёт инспектор?", **card))
        return self.env["grid.callback"].browse(answer["callback"]["id"]), answer["callback"]

    def test_golden_case_37(self):
        """DOMAIN 9.3: 10 April 2026 16:30 -> 20:30 the same day, after the working time."""
        self.company.legal_tz = "Asia/Novokuznetsk"
        with freeze_time("2026-04-10 09:30:00"):
            callback, shown = self._promised()
        self.assertEqual(callback.next_due_at, datetime(2026, 4, 10, 13, 30))
        self.assertTrue(shown["due"].endswith("20:30"), shown["due"])
        self.assertIn("186", callback.deadline_explanation)

    def test_a_company_may_count_its_own_hours_by_an_edition(self):
        """The switch is the rule itself: an edition counted in office hours, from the day that it names."""
        rule = self.env.ref("grid_contact.rule_phone_callback")
        rule.valid_to = "2026-03-31"
        rule.copy({"valid_from": "2026-04-01", "valid_to": False, "hours_by": "office"})
        self.company.write({"legal_tz": "Asia/Novokuznetsk", "legal_opens": 8, "legal_closes": 17})
        with freeze_time("2026-04-10 09:30:00"):
            callback, _shown = self._promised()
        self.assertEqual(callback.next_due_at, datetime(2026, 4, 13, 4, 30), "Friday 16:30, half an hour, Monday")

    def test_a_lost_call_is_called_back_by_the_moment_of_the_call(self):
        call = self._lost()
        callback = self._owed()
        self.assertEqual((callback.reason, callback.call_id, callback.partner_id), ("lost", call, self.citizen))
        self.assertEqual(callback.next_due_at, call.began_at + timedelta(hours=4))
        self.assertEqual(callback.branch_id, self.branch)

    def test_one_caller_is_owed_one_call_back(self):
        for _time in range(3):
            self._lost()
        callback = self._owed()
        self.assertEqual(len(callback), 1)
        promised, _shown = self._promised()
        self.assertEqual(promised, callback)
        self._promised(key="card-2")
        self.assertEqual(callback.question, "Когда придёт инспектор?")

    def test_hidden_numbers_and_menus_owe_nothing(self):
        before = self.env["grid.callback"].search_count([])
        self._lost(caller="")
        self._tell("menu", ("incoming", 0, {"caller": PHONE}), ("menu", 3, {"exit": "solved"}), ("hung_up", 9, {}))
        self.assertEqual(self.env["grid.callback"].search_count([]), before)

    def test_who_called_again_and_was_answered_is_not_called_back(self):
        self._lost()
        callback = self._owed()
        self._answered()
        self.assertEqual((callback.state, callback.deadline_state), ("answered", "met"))
        promised, _shown = self._promised()
        self._answered()
        self.assertEqual(promised.state, "open", "a promise stays one")

    def test_an_exchange_whose_clock_is_ahead_loses_no_call(self):
        with freeze_time("2026-04-10 09:30:00"):
            self._tell_ahead("lost", ("incoming", 60, {"caller": PHONE}), ("hung_up", 70, {}))
            callback = self._owed()
            self.assertEqual(callback.asked_at, fields.Datetime.now())
            self._tell_ahead(
                "again", ("incoming", 75, {"caller": PHONE}), ("answered", 80, {"operator": "101"}), ("hung_up", 90, {})
            )
            self.assertEqual((callback.state, callback.ended_at), ("answered", fields.Datetime.now()))

    def _tell_ahead(self, number, *events):
        now = fields.Datetime.now()
        told = [(number, Event(kind, kind, now + timedelta(seconds=ahead), **said)) for kind, ahead, said in events]
        return self.env["grid.call"].sudo()._take_events(self.exchange, told)

    def test_the_end_told_twice_owes_once(self):
        call = self._lost()
        callback = self._owed()
        self._take(callback).action_reached()
        self._more(call, ("hung_up", 40, {}), ("recording", 41, {"recording": "https://pbx.example/1"}))
        self.assertEqual(self._owed(), callback)

    def _take(self, callback, role="operator"):
        mine = self._as(role, callback)
        mine.action_take()
        return mine

    def test_reached_in_time_is_met(self):
        callback, _shown = self._promised()
        mine = self._take(callback)
        mine.answer = "Во вторник с 9 до 12."
        mine.action_reached()
        self.assertEqual((callback.state, callback.deadline_state, callback.tries), ("done", "met", 1))
        self.assertEqual(callback.try_ids.mapped("result"), ["reached"])
        with self.assertRaises(UserError):
            self._take(callback)

    def test_who_was_reached_first_is_told_of_afterwards(self):
        """“Reached” is pressed when the person answers, the answer is written while she listens."""
        callback, _shown = self._promised()
        mine = self._take(callback)
        mine.action_reached()
        mine.answer = "Во вторник с 9 до 12."
        self.assertEqual((callback.state, callback.answer), ("done", "Во вторник с 9 до 12."))
        for role in ("manager", "supervisor"):
            with self.assertRaises(UserError):
                self._as(role, callback).answer = "не моё"

    def test_reached_late_is_missed(self):
        with freeze_time(fields.Datetime.now() - timedelta(hours=5)):
            callback, _shown = self._promised()
        self.assertEqual(callback.deadline_state, "overdue")
        self._take(callback).action_reached()
        self.assertEqual(callback.deadline_state, "missed")

    def test_no_answer_waits_a_while(self):
        callback, _shown = self._promised()
        self._take(callback).action_no_answer()
        self.assertEqual((callback.state, callback.tries, callback.user_id.ids), ("open", 1, []))
        self.assertGreater(callback.next_try_at, fields.Datetime.now())
        with self.assertRaises(UserError):
            self._as("operator", self.env["grid.callback"]).action_take_next()
        self._take(callback)  # by hand at any time

    def test_next_is_the_one_that_is_due_first(self):
        self.env["grid.callback"].search([("state", "=", "open")]).sudo().write({"state": "answered"})
        self._promised()
        with freeze_time(fields.Datetime.now() - timedelta(hours=1)):
            self._desk().call_back(self._card(key="card-2", phone="+79052222222", text="Когда включат?"))
        action = self._as("operator", self.env["grid.callback"]).action_take_next()
        self.assertEqual(self.env["grid.callback"].browse(action["res_id"]).phone, "+79052222222")

    def test_two_do_not_call_one_person(self):
        callback, _shown = self._promised()
        self._take(callback)
        with self.assertRaisesRegex(UserError, "Test operator"):
            self._take(callback, "manager")
        with self.assertRaises(AccessError):
            self._as("manager", callback).action_reached()
        self._as("supervisor", callback).action_release()
        self._take(callback, "manager")

    def test_nothing_is_written_by_hand(self):
        callback, _shown = self._promised()
        mine = self._take(callback)
        for vals in ({"state": "done"}, {"phone": "+79050000002"}, {"user_id": False}, {"next_due_at": False}):
            with self.assertRaises(AccessError):
                mine.write(vals)
        with self.assertRaises(AccessError):
            self._as("manager", callback).answer = "не моё"
        with self.assertRaises(UserError):
            mine.answer = "д" * 2001

    def test_what_stays_impossible_becomes_a_written_appeal(self):
        callback, _shown = self._promised(partner_id=self.citizen.id)
        mine = self._take(callback)
        with self.assertRaises(UserError):
            mine.action_write_down()
        mine.action_no_answer()
        mine.action_take()
        action = mine.action_write_down()
        ticket = self.env["helpdesk.ticket"].browse(action["res_id"])
        self.assertEqual((callback.ticket_id, callback.state, ticket.state), (ticket, "written", "registered"))
        self.assertEqual((ticket.partner_id, ticket.channel_id.code), (self.citizen, "phone"))
        self.assertTrue(ticket._answer_deadline().due_at > callback.asked_at + timedelta(days=10))
        self.assertEqual(callback.deadline_ids.state, "cancelled")

    def test_a_late_one_that_is_written_down_stays_missed(self):
        with freeze_time(fields.Datetime.now() - timedelta(hours=5)):
            callback, _shown = self._promised()
        mine = self._take(callback)
        mine.action_busy()
        mine.action_take()
        mine.action_write_down()
        self.assertEqual(callback.deadline_ids.state, "missed")

    def test_at_risk(self):
        callback, _shown = self._promised()
        at_risk = [("deadline_state", "in", ("due_soon", "overdue")), ("id", "=", callback.id)]
        self.assertFalse(callback.search(at_risk))
        for hours in (3, 5):
            with freeze_time(fields.Datetime.now() + timedelta(hours=hours)):
                self.assertEqual(callback.search(at_risk), callback)

    def test_a_card_that_lacks_something_says_so(self):
        card = self._card(phone="12", text="Перезвоните")
        self.assertIn("phone", self._desk().call_back(card)["errors"])
        self.assertIn("phone", self._desk().call_back({**card, "phone": ""})["errors"])
        self.assertIn("text", self._desk().call_back({**card, "phone": PHONE, "text": " "})["errors"])
        self.assertFalse(self._owed())

    def test_a_promise_is_what_came_of_the_call(self):
        call = self._more(self._ringing(), ("answered", 9, {"operator": "101"}))
        callback, _shown = self._promised(call_id=call.id)
        self.assertEqual((callback.call_id, call.result_id.code), (call, "callback"))

    def test_roles(self):
        nobody = set()
        self._assert_roles(
            {
                "grid.callback": (READERS, READERS - {"privacy"}, nobody, nobody),
                "grid.callback.try": (READERS, nobody, nobody, nobody),
            }
        )
        self._assert_no_right(self.portal_user, ("grid.callback", "grid.callback.try"))
        callback, _shown = self._promised()
        self.assertFalse(callback.with_user(self.stranger).search([("id", "=", callback.id)]))

    def test_the_page_of_the_customer(self):
        self._answered()
        self._lost()
        page = str(self._as("operator", self.citizen).customer_page)
        self.assertIn("Answered", page)
        self.assertIn("Callback when the operator cannot answer at once", page)

    def test_supervisors_hear_of_what_is_late(self):
        callback, _shown = self._promised()
        self.assertIn(self.users["operator"], callback._deadline_recipients("executor")[callback.id])
        self.assertIn(self.users["supervisor"], callback._deadline_recipients("supervisor")[callback.id])
        self.assertNotIn(self.stranger, callback._deadline_recipients("executor")[callback.id])

    def test_a_storm_of_lost_calls_is_one_batch(self):
        told = [(f"storm-{number}", event) for number in range(40) for event in self._lost_events(f"+79053{number:06}")]
        self._lost("+79054000000")
        before = self.env.cr.sql_log_count
        self.env["grid.call"].sudo()._take_events(self.exchange, told)
        self.env.flush_all()
        self.assertLessEqual(self.env.cr.sql_log_count - before, 60)
        self.assertEqual(self.env["grid.callback"].search_count([("phone", "like", "+79053")]), 40)

    def _lost_events(self, caller):
        began = self._began()
        return [Event("in", "incoming", began, caller), Event("up", "hung_up", began + timedelta(seconds=9))]

    def test_many_who_called_again_ask_as_much_as_a_few(self):
        """Each was answered at another second."""

        def queries(first, count):
            callers = [f"+79056{number:06}" for number in range(first, first + count)]
            lost = [(f"lost-{caller}", event) for caller in callers for event in self._lost_events(caller)]
            self.env["grid.call"].sudo()._take_events(self.exchange, lost)
            again = [
                (f"again-{caller}", event)
                for ahead, caller in enumerate(callers)
                for event in self._answered_events(caller, ahead)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["grid.call"].sudo()._take_events(self.exchange, again)
            self.env.flush_all()
            callbacks = self.env["grid.callback"].search([("phone", "in", callers)])
            self.assertEqual(set(callbacks.mapped("state")), {"answered"})
            self.assertEqual(len(set(callbacks.mapped("ended_at"))), count)
            self.assertEqual(set(callbacks.deadline_ids.mapped("state")), {"met"})
            self.assertEqual([one.deadline_ids.done_at for one in callbacks], callbacks.mapped("ended_at"))
            return self.env.cr.sql_log_count - before

        queries(1000, 2)
        few, many = queries(2000, 4), queries(3000, 40)
        self.assertLessEqual(many - few, 9, "less than a query for four more")

    def _answered_events(self, caller, ahead):
        began = self._began() + timedelta(seconds=60 + ahead)
        return [
            Event("in", "incoming", began, caller),
            Event("on", "answered", began + timedelta(seconds=1), operator="101"),
            Event("up", "hung_up", began + timedelta(seconds=9)),
        ]
