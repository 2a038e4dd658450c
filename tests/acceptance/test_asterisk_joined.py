"""An Asterisk joined to GridDesk for real: its packets over a socket become calls, each recorded once."""

import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Thread

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_api import ApiCase

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "config"), str(ROOT / "addons" / "grid_contact"), str(ROOT / "tests" / "unit")]

from asterisk.listener import Listener, Settings  # noqa: E402
from asterisk_simulator import Asterisk, event  # noqa: E402

CALLER = "+79050000001"
FINISHED = 20  # seconds


class Told(Listener):
    """A listener that lets a test see what was delivered."""

    def __post_init__(self):
        super().__post_init__()
        self.delivered = []

    def _post(self, batch):
        super()._post(batch)
        self.delivered += batch


class Call:
    """The packets of one call: `begins`, `answered` by the telephone 101, `ends`."""

    def __init__(self, number):
        self.number, self.agent = f"1764250000.{number}", f"1764250000.{number}1"
        own, other = {"Uniqueid": self.number, "Linkedid": self.number}, {"Uniqueid": self.agent}
        trunk, telephone = f"PJSIP/trunk-0000000{number}", f"PJSIP/101-0000000{number}"
        came = {"Channel": trunk, "CallerIDNum": CALLER, "Context": "from-trunk", "Exten": "88000000000"}
        self.listed = event("CoreShowChannel", **own, **came)
        self.begins = [
            event("Newchannel", **own, **came),
            event("QueueCallerJoin", **own, Queue="service"),
            event("DialBegin", **own, DestUniqueid=self.agent, DestChannel=telephone),
        ]
        self.answered = [event("BridgeEnter", **{**own, **other}, Channel=telephone)]
        self.ends = [event("Hangup", **{**own, **other}, Channel=telephone), event("Hangup", **own, Channel=trunk)]


@tagged("standard", "post_install", "-at_install")
class TestAsteriskJoined(ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exchange, cls.exchange_key = cls._system("АТС", "phone")
        cls.users["operator"].telephone = "101"

    def _listen(self, asterisk, until):
        """Join a listener of its own to an exchange until it has delivered what is meant, then end it."""
        settings = Settings(
            "127.0.0.1", "griddesk", asterisk.secret, self.base_url(), self.exchange_key,
            frozenset({"from-trunk"}), asterisk.port, first_pause=0.05,
        )  # fmt: skip
        listener = Told(settings)
        thread = Thread(target=listener.run, daemon=True)
        with self.allow_requests(all_requests=True):
            thread.start()
            end = time.monotonic() + FINISHED
            while not until(listener.delivered) and time.monotonic() < end:
                time.sleep(0.02)
            listener.stopped.set()
            thread.join(FINISHED)
        asterisk.close()
        self.assertFalse(thread.is_alive())
        self.assertTrue(until(listener.delivered), listener.delivered)
        self.env.invalidate_all()

    def _calls(self):
        calls = self.env["grid.call"].search([("source_id", "=", self.exchange.id)])
        return {call.source_number: call for call in calls}

    def _ended(self, *calls):
        return lambda told: {one.number for one in calls} <= {
            one["call"] for one in told if one["event"] == "hung_up"
        }  # fmt: skip

    def test_calls_end_as_records_once_each(self):
        answered, lost = Call(1), Call(2)
        story = [*answered.begins, *lost.begins, *answered.answered, *lost.ends, *answered.ends]
        twice = [packet for packet in story for _time in range(2)]
        self._listen(Asterisk(twice), self._ended(answered, lost))
        calls = self._calls()
        self.assertEqual(len(calls), 2)
        call = calls[answered.number]
        self.assertEqual((call.stage, call.caller, call.partner_id), ("answered", CALLER, self.citizen))
        self.assertEqual((call.user_id, call.line, call.ringing), (self.users["operator"], "88000000000", False))
        self.assertEqual(calls[lost.number].stage, "lost")
        self.assertTrue(all(call.ended_at for call in calls.values()))
        keys = [(one.call_id, one.key) for one in call.event_ids | calls[lost.number].event_ids]
        self.assertEqual(len(keys), len(set(keys)))

    def test_the_socket_drops_and_the_listener_starts_again(self):
        """The line breaks in the middle of a packet; later the listener itself is started anew, with no memory."""
        first, second, third = (Call(number) for number in (3, 4, 5))
        whole = b"".join([*first.begins, *first.answered, *second.begins])
        broken = whole.index(b"BridgeEnter") + 5
        joined_again = [*first.answered, *second.begins, *first.ends, *third.begins]
        asterisk = Asterisk([whole[:broken]], joined_again)
        asterisk.channels = [first.listed]
        self._listen(asterisk, lambda told: any(one["call"] == third.number for one in told[-1:]))
        self.assertEqual(asterisk.logins, [True, True])
        calls = self._calls()
        self.assertEqual(
            [calls[one.number].stage for one in (first, second, third)], ["answered", "ringing", "ringing"]
        )

        restarted = Asterisk([*second.answered, *second.ends])
        restarted.channels = [second.listed]
        self._listen(restarted, self._ended(second))
        calls = self._calls()
        self.assertEqual(len(calls), 3)
        self.assertEqual([calls[one.number].stage for one in (first, second)], ["answered", "answered"])
        self.assertTrue(all(calls[one.number].ended_at for one in (first, second)))

        # whose end nobody heard: it is not on the line for ever, and is neither answered nor lost
        with freeze_time(fields.Datetime.now() + timedelta(hours=5)):
            self.env["grid.call"]._cron_close_unended()
        self.assertEqual((calls[third.number].stage, calls[third.number].ended_at), ("no_end", False))
