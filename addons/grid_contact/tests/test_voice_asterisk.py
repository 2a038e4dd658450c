import os
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .certificate import server_context
from .common_informer import InformerCase
from .exchange import Exchange

NIGHT = "2026-11-27 16:30:00"  # 23:30 in Kemerovo
MORNING = "2026-11-28 01:00:00"


@tagged("post_install", "-at_install")
class TestVoiceAsterisk(InformerCase):
    """Calls of a campaign by Asterisk's Manager Interface, over a real socket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["grid.voice.provider"].search([]).active = False
        cls.voice = cls.env["grid.voice.provider"].create(
            {
                "name": "АТС",
                "kind": "asterisk",
                "host": "127.0.0.1",
                "login": "griddesk",
                "new_password": "s3cret",
                "caller_id": "88000000000",
                "calls_per_minute": 6000,
                "heard_seconds": 1,
            }
        )

    def _exchange(self, **behaviour):
        exchange = self.enterContext(Exchange(**behaviour))
        self.voice.port = exchange.port
        return exchange

    def _campaign_by_voice(self, *phones, **values):
        """An approved campaign by calls, prepared, its messages handed to the provider."""
        for number, phone in enumerate(phones):
            self._customer(phone, f"Голосова {number}")
        campaign = self._campaign(**{"channel_1": "voice", "call_attempts": 1, **values})
        campaign.action_approve()
        self._work(campaign, "_prepare")
        self._work(campaign, "_run")
        return campaign

    def _dial(self):
        self._work(self.voice, "_dial")

    def _reasons(self, campaign):
        return {notice.phone[-1]: (notice.state, notice.reason) for notice in campaign.notice_ids}

    def test_called_and_read(self):
        exchange = self._exchange(talk=1.5)
        campaign = self._campaign_by_voice("+79990000005", body='Работы: "ПС Южная", до 18:00. {{ phone }}')
        self._dial()
        self.assertEqual(self._states(campaign), {"+79990000005": "positive"})
        [asked] = exchange.taken
        self.assertEqual((asked["Channel"], asked["CallerID"]), ("PJSIP/+79990000005@trunk", "88000000000"))
        self.assertEqual((asked["Context"], asked["Exten"], asked["Async"]), ("griddesk-inform", "s", "true"))
        said = r'GRIDDESK_TEXT="Работы: \"ПС Южная\", до 18:00. 8 800 100-00-00"'
        self.assertEqual((asked["Variable"], asked["Timeout"]), (said, "30000"))

    def test_a_recorded_file_is_played(self):
        exchange = self._exchange(talk=1.5)
        self.voice.recording = "griddesk/outage"
        self._campaign_by_voice("+79990000005")
        self._dial()
        [asked] = exchange.taken
        self.assertEqual((asked["Application"], asked["Data"]), ("Playback", "griddesk/outage"))
        self.assertFalse({"Context", "Variable"} & asked.keys())

    def test_what_becomes_of_a_call(self):
        self._exchange(talk=1.5)
        campaign = self._campaign_by_voice(*(f"+7999000000{digit}" for digit in range(1, 6)))
        self._dial()
        self.assertEqual(
            self._reasons(campaign),
            {
                "1": ("negative", "the line was busy"),
                "2": ("failed", "the number cannot be reached"),
                "3": ("negative", "nobody answered"),
                "4": ("negative", "hung up before the message was heard"),
                "5": ("positive", False),
            },
        )

    def test_not_more_at_once_than_there_are_lines(self):
        exchange = self._exchange(talk=1.2)
        self.voice.line_count = 2
        campaign = self._campaign_by_voice(*(f"+79990000{number}5" for number in range(10, 15)))
        self._dial()
        self.assertEqual(exchange.most_at_once, 2)
        self.assertEqual(set(self._states(campaign).values()), {"positive"})

    def test_the_rate(self):
        exchange = self._exchange()
        self.voice.write({"calls_per_minute": 120, "heard_seconds": 0})
        self._campaign_by_voice(*(f"+79990000{number}5" for number in range(10, 14)))
        before = fields.Datetime.now()
        self._dial()
        self.assertGreaterEqual(fields.Datetime.now() - before, timedelta(seconds=1))
        self.assertEqual(len(exchange.taken), 4)

    def test_two_minutes_ahead_and_no_more_are_handed_over(self):
        self.voice.calls_per_minute = 1
        campaign = self._campaign_by_voice(*(f"+79990000{number}5" for number in range(10, 14)))
        self.assertEqual((self.voice.waiting_count, campaign.waiting_count), (2, 4))

    def test_a_broken_connection_calls_nobody_twice(self):
        exchange = self._exchange(talk=1.5, drop_after=2)
        self.voice.line_count = 1
        phones = [f"+79990000{number}5" for number in range(10, 14)]
        campaign = self._campaign_by_voice(*phones, channel_2="sms", call_attempts=3)
        self._dial()
        self.assertIn("hung up", self.voice.trouble)
        self._dial()
        self.assertCountEqual(exchange.phones, phones)
        self.assertFalse(self.voice.trouble)
        doubtful = campaign.notice_ids.filtered(lambda one: one.phone == exchange.phones[1])
        self.assertEqual((doubtful.channel, doubtful.attempt), ("sms", 1), "by the next channel, not by a second call")

    def test_what_a_dead_server_left_is_not_called_again(self):
        exchange = self._exchange()
        campaign = self._campaign_by_voice("+79990000005", call_attempts=3)
        campaign.notice_ids.attempt_ids.dialled_at = fields.Datetime.now()  # the server died here
        self._dial()
        self.assertFalse(exchange.taken)
        self.assertEqual(campaign.notice_ids.state, "negative")
        self.assertIn("nobody knows", campaign.notice_ids.reason)

    def test_an_exchange_that_is_away_is_tried_again(self):
        exchange = self._exchange(talk=1.5)
        campaign = self._campaign_by_voice("+79990000005")
        port, self.voice.port = self.voice.port, 1
        self._dial()
        self.assertEqual((campaign.notice_ids.state, self.voice.waiting_count), ("waiting", 1))
        self.assertIn("no connection", self.voice.trouble)
        self.voice.port = port
        self._dial()
        self.assertEqual((campaign.notice_ids.state, len(exchange.taken)), ("positive", 1))

    def test_a_wrong_password_and_a_refusal(self):
        self._exchange(secret="another")
        campaign = self._campaign_by_voice("+79990000005")
        self._dial()
        self.assertEqual(self.voice.trouble, "the exchange refuses our login")
        self._exchange(refuses=True)
        self._dial()
        self.assertEqual(campaign.notice_ids.reason, "the exchange refused the call")
        self.assertEqual(campaign.notice_ids.state, "failed")

    def test_encrypted_to_whom_the_certificate_names_and_to_nobody_else(self):
        context, path = server_context(Path(self.enterContext(TemporaryDirectory())))
        exchange = self._exchange(talk=1.5, tls=context)
        self.voice.write({"host": "localhost", "is_tls": True})
        campaign = self._campaign_by_voice("+79990000005")
        self._dial()
        self.assertEqual((exchange.logins, campaign.notice_ids.state), ([], "waiting"))
        self.assertIn("SSLCertVerificationError", self.voice.trouble)
        with patch.dict(os.environ, SSL_CERT_FILE=str(path)):
            self._dial()
        self.assertEqual((exchange.logins, campaign.notice_ids.state), ([True], "positive"))

    def test_nobody_is_called_at_night(self):
        exchange = self._exchange(talk=1.5)
        with freeze_time("2026-11-27 14:59:50"):
            campaign = self._campaign_by_voice("+79990000005", basis="duty")
            self.assertEqual(campaign.notice_ids.attempt_ids.call_until.isoformat(), "2026-11-27T15:00:00")
        with freeze_time(NIGHT):
            self._dial()
            self.assertFalse(campaign.notice_ids.attempt_ids)
            self._work(campaign, "_run")
            self.assertEqual(campaign.notice_ids.next_at, fields.Datetime.to_datetime(MORNING))
        with freeze_time(MORNING, tick=True):
            self._work(campaign, "_run")
            self._dial()
        self.assertEqual((campaign.notice_ids.state, len(exchange.taken)), ("positive", 1))

    def test_what_is_taken_back_is_not_called(self):
        exchange = self._exchange()
        campaign = self._campaign_by_voice("+79990000005")
        campaign._take_back()
        self._work(campaign, "_withdraw")
        self._dial()
        self.assertEqual((campaign.notice_ids.state, exchange.taken), ("failed", []))

    def test_whose_data_were_erased_is_not_called(self):
        exchange = self._exchange()
        campaign = self._campaign_by_voice("+79990000005")
        campaign.notice_ids._forget_person()
        self._dial()
        self.assertEqual((campaign.notice_ids.state, exchange.taken), ("refused", []))

    def test_a_text_too_long_for_a_line_is_not_called(self):
        exchange = self._exchange()
        campaign = self._campaign_by_voice("+79990000005")
        campaign.notice_ids.body = "Свет " * 200
        self._dial()
        self.assertFalse(exchange.taken)
        self.assertEqual(campaign.notice_ids.reason, "the text is too long to be read by telephone")

    def test_what_is_not_whole_is_refused(self):
        for values, words in (
            ({"host": False}, "host and the port"),
            ({"channel": "PJSIP/trunk"}, "how a telephone is dialled"),
            ({"channel": "PJSIP/{{ phone }}@{{ trunk }}"}, "how a telephone is dialled"),
            ({"context": False}, "recorded file"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                self.voice.write(values)
            self.voice.invalidate_recordset(flush=False)
        self.assertFalse(self.voice.with_user(self.users["head"]).has_access("write"))
        self.assertTrue(self.voice.has_password)
