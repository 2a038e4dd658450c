import os
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ..models import smpp_session
from .certificate import server_context
from .common_informer import InformerCase
from .smsc import Smsc

LONG = "Плановые работы: света не будет 27.11.2026 с 10:00 до 17:00 по адресу ул. Новая, 1, просим прощения."


@tagged("post_install", "-at_install")
class TestSmsSmpp(InformerCase):
    """By SMPP, with a centre on a real socket."""

    def _centre(self, **behaviour):
        centre = self.enterContext(Smsc(**behaviour))
        self.provider.write({"kind": "smpp", "host": "127.0.0.1", "port": centre.port})
        self.provider.write({"login": "griddesk", "new_password": "secret", "validity_minutes": 60})
        return centre

    def _queue(self, phone="+79990000005", words="Свет дадут в 18:00"):
        return self.env["grid.sms"]._queue(phone, words)

    def _send(self):
        self._work(self.provider, "_send")

    def test_sent_and_its_receipt_taken(self):
        centre, sms = self._centre(), self._queue()
        self._send()
        self.assertEqual(sms.state, "delivered")
        [taken] = centre.taken
        self.assertEqual((taken.phone, taken.payload.decode("utf-16-be")), ("79990000005", "Свет дадут в 18:00"))
        self.assertEqual((taken.data_coding, taken.esm_class, taken.source), (8, 0, b"GridDesk"))
        self.assertEqual(taken.validity, "000000010000000R")
        self.assertEqual(centre.acknowledged, 1)

    def test_latin_goes_by_the_alphabet_of_gsm(self):
        centre = self._centre()
        self._queue(words="Power is back {A}")
        self._send()
        self.assertEqual((centre.taken[0].data_coding, centre.taken[0].payload), (0, b"Power is back \x1b(A\x1b)"))

    def test_a_long_one_is_joined_at_the_telephone(self):
        centre, sms = self._centre(), self._queue(words=LONG)
        self._send()
        self.assertEqual((sms.part_count, sms.state), (2, "delivered"))
        one, other = centre.taken
        self.assertEqual((one.esm_class, other.esm_class), (64, 64))
        self.assertEqual(one.payload[:4], other.payload[:4])
        self.assertEqual((one.payload[4:6], other.payload[4:6]), (b"\x02\x01", b"\x02\x02"))
        self.assertEqual((one.payload[6:] + other.payload[6:]).decode("utf-16-be"), LONG)
        self.assertEqual(centre.phones(), ["79990000005"])

    def test_what_the_centre_says(self):
        self._centre()
        expired, refused, silent = (self._queue(f"+7999000000{digit}") for digit in (1, 2, 3))
        self._send()
        self.assertEqual((expired.state, refused.state, silent.state), ("undelivered", "failed", "sent"))
        self.assertEqual(refused.error, "0x0000000b")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=62)):
            self._send()
        self.assertEqual((silent.state, silent.error), ("undelivered", "no receipt came"))

    def test_asked_to_wait_it_waits(self):
        centre, sms = self._centre(throttle_first=1), self._queue()
        self._send()
        self.assertEqual((sms.state, centre.taken), ("waiting", []))
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):
            self._send()
        self.assertEqual((sms.state, len(centre.taken)), ("delivered", 1))

    def test_a_broken_connection_is_opened_again_and_nothing_goes_twice(self):
        centre = self._centre(drop_after=2)
        messages = [self._queue(f"+799900001{number}5") for number in range(4)]
        self._send()
        self.assertEqual(centre.binds, 2)
        self._send()
        self.assertEqual({sms.state for sms in messages[:2]}, {"delivered"})
        with freeze_time(fields.Datetime.now() + timedelta(minutes=62)):
            self._send()
        self.assertEqual({sms.state for sms in messages}, {"delivered"})
        self.assertCountEqual(centre.phones(), [sms.phone.lstrip("+") for sms in messages])

    def test_what_is_in_doubt_is_sent_again_when_no_receipt_can_come(self):
        centre, sms = self._centre(), self._queue()
        sms.part_ids.write({"state": "sending", "handed_at": fields.Datetime.now()})  # the server died here
        self.env["grid.sms"]._refresh(sms.ids)
        self._send()
        self.assertEqual((sms.part_ids.state, centre.taken), ("unclear", []))
        with freeze_time(fields.Datetime.now() + timedelta(minutes=62)):
            self._send()
        self.assertEqual((sms.state, len(centre.taken)), ("delivered", 1))

    def test_a_receipt_that_comes_twice_or_late_changes_nothing(self):
        self._centre()
        sms = self._queue()
        self._send()
        number = sms.part_ids.message_id
        self.provider._note_receipts([(number, sms.phone, None, "undelivered", "001")])
        self.provider._note_receipts([("unknown", "+70000000000", 7, "delivered", "")])
        self.assertEqual(sms.state, "delivered")

    def test_a_wrong_password_is_said_without_it(self):
        self._centre(password="another")
        sms = self._queue()
        self._send()
        self.assertEqual(sms.state, "waiting")
        self.assertIn("Invalid Password", self.provider.trouble)

    def test_a_centre_that_says_nothing_is_asked_and_given_up(self):
        centre = self._centre()
        self.patch(smpp_session, "SILENCE", 0.2)
        self.patch(smpp_session, "PATIENCE", 1)
        with self.provider._session() as session:
            session.ask_whether_there()
            self.assertEqual(centre.enquired, 1)
            centre.silent, before = True, monotonic()
            with self.assertRaisesRegex(smpp_session.SmppLost, "does not answer"):
                session.listen(30)
        self.assertLess(monotonic() - before, 10)

    def test_a_centre_that_falls_silent_is_joined_again_and_nothing_goes_twice(self):
        centre = self._centre(mute_after=2)
        self.patch(smpp_session, "PATIENCE", 1)
        messages = [self._queue(f"+799900001{number}5") for number in range(4)]
        self._send()
        self.assertEqual(centre.binds, 2)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=62)):
            self._send()
        self.assertEqual({sms.state for sms in messages}, {"delivered"})
        self.assertCountEqual(centre.phones(), [sms.phone.lstrip("+") for sms in messages])

    def _encrypted(self, name="localhost"):
        """A centre that encrypts, and the environment in which its certificate is trusted."""
        context, path = server_context(Path(self.enterContext(TemporaryDirectory())), name)
        centre = self._centre(tls=context)
        self.provider.write({"host": "localhost", "is_tls": True})
        return centre, patch.dict(os.environ, SSL_CERT_FILE=str(path))

    def test_encrypted(self):
        centre, trusted = self._encrypted()
        sms = self._queue(words=LONG)
        with trusted:
            self._send()
        self.assertEqual((sms.state, len(centre.taken)), ("delivered", 2))

    def test_a_centre_whose_certificate_nobody_vouches_for_gets_nothing(self):
        centre, _trusted = self._encrypted()
        sms = self._queue()
        self._send()
        self.assertEqual((sms.state, centre.taken, centre.binds), ("waiting", [], 0))
        self.assertIn("SSLCertVerificationError", self.provider.trouble)

    def test_a_centre_of_another_name_gets_nothing(self):
        centre, trusted = self._encrypted("another.example")
        sms = self._queue()
        with trusted:
            self._send()
        self.assertEqual((sms.state, centre.binds), ("waiting", 0))
        self.assertIn("SSLCertVerificationError", self.provider.trouble)
