from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_informer import InformerCase


@tagged("post_install", "-at_install")
class TestSms(InformerCase):
    """One SMS: refused by the standard or queued, sent by a job, its code forgotten."""

    def test_queued_and_sent(self):
        sms = self.env["grid.sms"]._queue("8 999 000-00-05", "Свет дадут в 18:00", partner_id=self.citizen.id)
        self.assertEqual((sms.phone, sms.part_count, sms.alphabet), ("+79990000005", 1, "ucs2"))
        jobs = self.env["queue.job"].search([("identity_key", "like", f"grid.sms.provider.send {self.provider.id}")])
        self.assertEqual(len(jobs), 1)
        self.env["grid.sms"]._queue("+79990000006", "Ещё одно")
        self.assertEqual(self.env["queue.job"].search_count([("identity_key", "=", jobs.identity_key)]), 1)
        self._work(self.provider, "_send")
        self.assertEqual(sms.state, "delivered")
        self.assertTrue(sms.sent_at and sms.ended_at)

    def test_the_text_of_a_code_is_forgotten(self):
        sms = self.env["grid.sms"]._queue("+79990000005", "Код 123456", is_secret=True)
        self.assertEqual(sms.body, "Код 123456")
        self._work(self.provider, "_send")
        self.assertFalse(sms.body or sms.part_ids.body)

    def test_what_is_refused(self):
        queue = self.env["grid.sms"]._queue
        with self.assertRaisesRegex(UserError, "161 characters"):
            queue("+79990000005", "я" * 161)
        with self.assertRaisesRegex(UserError, "without words"):
            queue("+79990000005", " ")
        for phone in ("+73842364567", "not a telephone", ""):
            with self.subTest(phone), self.assertRaisesRegex(UserError, "mobile"):
                queue(phone, "Свет")
        self.provider.active = False
        with self.assertRaisesRegex(UserError, "No provider"):
            queue("+79990000005", "Свет")

    def test_the_urgent_go_first(self):
        self.provider.parts_per_second = 1
        later = self.env["grid.sms"]._queue("+79990000005", "Позже", priority=20)
        first = self.env["grid.sms"]._queue("+79990000006", "Код", priority=0)
        self.assertEqual(self.provider._claim(1).sms_id, first)
        self.assertEqual((first.state, later.state), ("sending", "waiting"))

    def test_an_archived_provider_sends_nothing(self):
        sms = self.env["grid.sms"]._queue("+79990000005", "Свет")
        self.provider.active = False
        self._work(self.provider, "_send")
        self.assertEqual(sms.state, "waiting")

    def test_the_password_goes_in_and_never_comes_out(self):
        admin = self.env.ref("base.user_admin")
        provider = self.provider.with_user(admin)
        provider.new_password = "s3cret-word"
        self.assertEqual(self.provider.sudo().password, "s3cret-word")
        self.assertTrue(provider.has_password)
        self.assertFalse(provider.new_password)
        read = provider.read()[0]
        self.assertNotIn("s3cret-word", str(read))
        with self.assertRaises(AccessError):
            provider.read(["password"])
        self.assertNotIn("s3cret-word", str(provider.export_data(["name", "new_password"])))
        self.assertFalse(provider.copy().has_password)
        provider.new_password = ""  # leaves the one that is kept
        self.assertEqual(self.provider.sudo().password, "s3cret-word")

    def test_no_telephone_stands_in_the_log(self):
        self.provider.write({"kind": "smpp", "host": "127.0.0.1", "port": 1})
        self.provider.sudo().password = "s3cret-word"
        self.env["grid.sms"]._queue("+79990000005", "Свет")
        with self.assertLogs("odoo.addons.grid_contact", "DEBUG") as log, self._job(self.provider) as provider:
            provider._send()
        said = " ".join(log.output)
        self.assertIn("no connection", said)
        self.assertNotIn("9990000005", said)
        self.assertNotIn("s3cret-word", said)
        self.assertIn("no connection", self.provider.trouble)
