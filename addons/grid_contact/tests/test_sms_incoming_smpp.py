from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common_informer import InformerCase
from .smsc import HEADER, MESSAGE_PAYLOAD, Smsc, beside

LONG = "Добрый день! Скажите, пожалуйста, когда включат свет на улице Новой в доме один? Спасибо заранее, Иванова."
UCS2 = 8


@tagged("post_install", "-at_install")
class TestSmsIncomingSmpp(InformerCase):
    """What customers write by SMPP, from a centre on a real socket."""

    def setUp(self):
        super().setUp()
        self.centre = self.enterContext(Smsc())
        self.provider.write({"kind": "smpp", "host": "127.0.0.1", "port": self.centre.port, "login": "griddesk"})
        self.provider.write({"new_password": "secret", "sender": "5050", "is_answered": True})
        self.customer = self._customer()

    def _receive(self):
        self._work(self.provider, "_send")
        return self.env["grid.sms.incoming"].search([("provider_id", "=", self.provider.id)])

    def _write_long(self, text, *, wide=False, numbers=(1, 2)):
        """Let a telephone cut a text in two, with a reference of 8 bits or of 16."""
        halves = {1: text[:60], 2: text[60:]}
        for number in numbers:
            head = bytes([6, 8, 4, 1, 7, 2, number]) if wide else bytes([5, 0, 3, 7, 2, number])
            self.centre.write("79990000005", head + halves[number].encode("utf-16-be"), UCS2, HEADER)

    def test_both_alphabets(self):
        self.centre.write("79990000005", "Когда дадут свет?".encode("utf-16-be"), UCS2)
        self.centre.write("79990000006", b"When is it back \x1b(?\x1b)")
        latin, cyrillic = self._receive()
        self.assertEqual((cyrillic.body, latin.body), ("Когда дадут свет?", "When is it back {?}"))
        self.assertEqual((cyrillic.phone, cyrillic.partner_id, cyrillic.state), ("+79990000005", self.customer, "new"))
        self.assertEqual((latin.phone, latin.partner_id.ids, latin.state), ("+79990000006", [], "new"))
        self.assertEqual(self.centre.acknowledged, 2)

    def test_a_long_one_is_joined_whatever_the_order_and_the_header(self):
        for wide, numbers in ((False, (2, 1)), (True, (1, 2))):
            with self.subTest(wide=wide):
                self.env["grid.sms.incoming"].search([]).unlink()
                self.env["grid.sms.piece"].search([]).unlink()
                self._write_long(LONG, wide=wide, numbers=numbers)
                self.assertEqual(self._receive().body, LONG)

    def test_a_long_one_whose_place_stands_beside_it(self):
        for number, half in ((1, LONG[:60]), (2, LONG[60:])):
            self.centre.write("79990000005", half.encode("utf-16-be"), UCS2, more=beside(300, 2, number))
        self.assertEqual(self._receive().body, LONG)

    def test_a_long_one_beside_the_short_message(self):
        words = LONG.encode("utf-16-be")
        self.centre.write("79990000005", b"", UCS2, more=MESSAGE_PAYLOAD.to_bytes(2) + len(words).to_bytes(2) + words)
        self.assertEqual(self._receive().body, LONG)

    def test_a_part_that_never_comes_keeps_nothing_back(self):
        self._write_long(LONG, numbers=(2,))
        self.assertFalse(self._receive())
        with freeze_time(fields.Datetime.now() + timedelta(minutes=6), tick=True):
            self.assertEqual(self._receive().body, "…" + LONG[60:])

    def test_delivered_again_it_changes_nothing(self):
        for _twice in range(2):
            self.centre.write("79990000005", "Когда дадут свет?".encode("utf-16-be"), UCS2)
            self._write_long(LONG)
            self.assertEqual(len(self._receive()), 2)
        with freeze_time(fields.Datetime.now() + timedelta(hours=2), tick=True):
            self.centre.write("79990000005", "Когда дадут свет?".encode("utf-16-be"), UCS2)
            self.assertEqual(len(self._receive()), 3, "in the evening it is asked anew")

    def test_receipts_and_words_come_by_one_connection(self):
        sms = self.env["grid.sms"]._queue("+79990000005", "Свет дадут в 18:00", branch_id=self.branch.id)
        self.centre.write("79990000005", "Спасибо".encode("utf-16-be"), UCS2)
        said = self._receive()
        self.assertEqual((sms.state, said.body), ("delivered", "Спасибо"))
        self.assertEqual(self.centre.binds, 1)

    def test_a_centre_that_customers_answer_is_listened_to_without_anything_to_send(self):
        for is_answered in (True, False):
            self.provider.is_answered = is_answered
            self.env["queue.job"].search([("model_name", "=", "grid.sms.provider")]).unlink()
            self.env.flush_all()
            self.env["grid.sms.provider"]._wake_all()
            jobs = self.env["queue.job"].search_count([("model_name", "=", "grid.sms.provider")])
            self.assertEqual(bool(jobs), is_answered)

    def test_no_telephone_and_no_words_in_the_log(self):
        self.centre.write("79990000005", "Оборван провод у школы".encode("utf-16-be"), UCS2)
        with self.assertNoLogs("smpplib", "DEBUG"), self.assertNoLogs("odoo.addons.grid_contact", "DEBUG"):
            self.assertEqual(self._receive().state, "registered")
