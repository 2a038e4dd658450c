"""Events of calls over HTTP, as an exchange sends them."""

from datetime import timedelta
from uuid import uuid4

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_api import ApiCase

from ..calls import Event
from .common_calls import PHONE, CallsMixin


@tagged("post_install", "-at_install")
class TestCallEvents(CallsMixin, ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()

    def _event(self, second=0, **said):
        at = fields.Datetime.now() - timedelta(minutes=5) + timedelta(seconds=second)
        return {
            "call": "A-1",
            "id": str(uuid4()),
            "event": "incoming",
            "at": f"{at.isoformat(timespec='seconds')}+00:00",
            **said,
        }

    def _send(self, *events, **headers):
        return self._call("/calls/events", {"events": list(events)}, **headers)

    def _of(self, number="A-1"):
        self.env.invalidate_all()
        return self.env["grid.call"].search([("source_id", "=", self.source.id), ("source_number", "=", number)])

    def _story(self):
        return [
            self._event(0, caller="8 (905) 000-00-01", line="88000000000"),
            self._event(1, event="menu", step="1"),
            self._event(4, event="menu", step="3", exit="operator"),
            self._event(8, event="ringing", operator="101"),
            self._event(20, event="answered", operator="101"),
            self._event(80, event="hung_up"),
            self._event(81, event="recording", recording="https://pbx.example/A-1.ogg"),
        ]

    def test_a_call_from_its_events(self):
        response = self._send(*self._story())
        self.assertEqual(response.status_code, 201, response.text)
        self.assertEqual(response.json(), {"calls": [{"call": "A-1", "stage": "answered"}]})
        call = self._of()
        self.assertEqual((call.caller, call.partner_id, call.branch_id), (PHONE, self.citizen, self.branch))
        self.assertEqual((call.wait_seconds, call.talk_seconds, call.is_in_time), (16, 60, True))
        self.assertEqual((call.user_id, call.menu_path, call.menu_exit), (self.users["operator"], "1 > 3", "operator"))
        self.assertEqual(call.recording_url, "https://pbx.example/A-1.ogg")
        self.assertEqual(call.line, "88000000000")

    def test_any_order_and_twice(self):
        story = self._story()
        for event in [*reversed(story), *story]:
            self.assertEqual(self._send(event).status_code, 201)
        call = self._of()
        self.assertEqual((call.stage, call.wait_seconds, call.talk_seconds), ("answered", 16, 60))
        self.assertEqual(len(call.event_ids), len(story))

    def test_a_second_delivery_gets_the_same_answer(self):
        event, key = self._event(), str(uuid4())
        first = self._send(event, idempotency=key)
        self.assertEqual(self._send(event, idempotency=key).json(), first.json())
        self._refused(self._send(self._event(), idempotency=key), 409, "key_reused")
        self._refused(self._send(event, idempotency=""), 400, "key_missing")

    def test_calls_of_two_exchanges_may_be_numbered_alike(self):
        _other, key = self._system("Вторая АТС", "phone")
        self._send(self._event())
        self._send(self._event(), key=key)
        self.assertEqual(self.env["grid.call"].search_count([("source_number", "=", "A-1")]), 2)

    def test_everything_wrong_is_named_at_once(self):
        response = self._send(
            self._event(event="exploded", at="yesterday", caller="12", mood="bad"),
            {**self._event(call="", recording="javascript:alert(1)"), "exit": "window"},
            "text",
        )
        error = self._refused(response, 422, "invalid")
        self.assertEqual(
            {(one["field"], one["code"]) for one in error["fields"]},
            {
                ("events[0].mood", "unknown_field"),
                ("events[0].event", "unknown"),
                ("events[0].at", "malformed"),
                ("events[0].caller", "malformed"),
                ("events[1].call", "malformed"),
                ("events[1].recording", "malformed"),
                ("events[1].exit", "unknown"),
                ("events[2]", "malformed"),
            },
        )
        self.assertFalse(self._of())

    def test_values_of_a_wrong_type_are_refused_not_crashed_upon(self):
        for name in ("call", "id", "event", "at", "caller", "line", "operator", "step", "exit", "recording"):
            for value in (7, [], {}, True, "x" * 5000, "a\x00b"):
                with self.subTest(name=name, value=str(value)[:10]):
                    self._refused(self._send(self._event(**{name: value})), 422, "invalid")
        for body in ({}, {"events": {}}, {"events": []}, {"events": [{}] * 501}):
            self._refused(self._call("/calls/events", body), 422, "invalid")
        self._refused(self._call("/calls/events", []), 400, "not_an_object")

    def test_moments(self):
        self._refused(self._send(self._event(at="2026-03-02T10:15:00")), 422, "invalid")
        ahead = (fields.Datetime.now() + timedelta(hours=1)).isoformat() + "+00:00"
        self.assertEqual(
            self._refused(self._send(self._event(at=ahead)), 422, "invalid")["fields"][0]["code"], "future"
        )

    def test_a_hidden_number(self):
        for caller in (None, ""):
            self.assertEqual(self._send(self._event(call=f"hidden-{caller}", caller=caller)).status_code, 201)
        call = self._of("hidden-None")
        self.assertEqual((call.caller, call.partner_id), (False, self.env["res.partner"]))

    def test_a_number_that_several_have_names_nobody(self):
        self.env["res.partner"].create({"name": "Тестов Иван", "phone": PHONE})
        self._send(self._event(caller=PHONE))
        self.assertFalse(self._of().partner_id)

    def test_without_a_key_nothing_is_taken(self):
        self._refused(self._send(self._event(), key="wrong"), 401, "no_key")
        self._refused(self._send(self._event(), key=self._key_of(self.users["operator"])), 403, "forbidden")
        self.assertFalse(self._of())

    def test_a_later_target_rewrites_no_call(self):
        call = self._answered(wait=15)
        self.company.target_answer_seconds = 5
        self._more(call, ("recording", 90, {"recording": "https://pbx.example/1.ogg"}))
        self.assertTrue(call.is_in_time)
        self.assertFalse(self._answered(wait=15).is_in_time)

    def test_the_target_is_met_on_its_second(self):
        self.assertTrue(self._answered(wait=20).is_in_time)
        self.assertFalse(self._answered(wait=21).is_in_time)

    def test_a_batch_asks_as_much_as_one_event(self):
        self._tell("warm", ("incoming", 0, {}))
        self.env.flush_all()

        def queries(calls, numbered):
            told = [
                (f"{numbered}-{number}", event)
                for number in range(calls)
                for event in self._events_of_one(f"+790500{number:05}")
            ]
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["grid.call"].sudo()._take_events(self.exchange, told)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        one, many = queries(1, "one"), queries(60, "many")
        self.assertLessEqual(one, 16)
        self.assertLessEqual(many - one, 8)

    def _events_of_one(self, caller):
        began = self._began()
        return [
            self._pure("incoming", began, caller=caller),
            self._pure("ringing", began + timedelta(seconds=3), operator="101"),
            self._pure("answered", began + timedelta(seconds=9), operator="101"),
            self._pure("hung_up", began + timedelta(seconds=99)),
        ]

    def _pure(self, kind, at, **said):
        return Event(kind, kind, at, **said)

    def test_a_call_without_an_end_leaves_the_line(self):
        ringing, talking = self._ringing(), self._more(self._ringing(), ("answered", 9, {"operator": "101"}))
        self.env["grid.call"]._cron_close_unended()
        self.assertEqual((ringing.stage, talking.stage), ("ringing", "talking"), "they go on")
        with freeze_time(fields.Datetime.now() + timedelta(hours=4)):
            self.env["grid.call"]._cron_close_unended()
        self.assertEqual({call.stage for call in ringing | talking}, {"no_end"})
        self.assertFalse(any(call.ended_at or call.ringing for call in ringing | talking), "no end is made up")
        self.assertFalse(self.env["grid.callback"].search([("call_id", "in", (ringing | talking).ids)]))
        self._more(ringing, ("hung_up", 40, {}))
        self.assertEqual((ringing.stage, bool(ringing.ended_at)), ("lost", True), "an end that comes late is the end")
        self.assertTrue(self.env["grid.callback"].search([("call_id", "=", ringing.id)]))

    def test_old_events_are_forgotten_and_calls_are_not(self):
        call = self._answered()
        old = fields.Datetime.now() - timedelta(days=91)
        self.env.cr.execute("UPDATE grid_call_event SET create_date = %s WHERE call_id = %s", [old, call.id])
        self.env["grid.call.event"]._gc_old()
        self.assertTrue(call.event_ids, "the call ended today")
        self.env.cr.execute("UPDATE grid_call SET ended_at = %s WHERE id = %s", [old, call.id])
        self.env.invalidate_all()
        self.env["grid.call.event"]._gc_old()
        self.assertFalse(call.event_ids)
        self.assertEqual(call.stage, "answered")
