import re
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import grid_portal_code
from .common import PortalCase

MARKS = {"session_mark": "session", "address_mark": "address"}
EMAIL = "hozyaika@example.com"


@tagged("post_install", "-at_install")
class TestCode(PortalCase):
    def setUp(self):
        super().setUp()
        self.codes = self.env["grid.portal.code"].sudo()

    def _send(self, address=EMAIL, **values):
        return self.codes._send(**{"purpose": "status", "address": address, "marks": MARKS, "subject": "N-1", **values})

    def _mails(self, code=None):
        of_code = [("model", "=", "grid.portal.code"), ("res_id", "=", code.id)] if code else []
        return self.env["mail.mail"].search([("model", "=", "grid.portal.code"), *of_code])

    def _digits(self, code):
        return re.search(r">(\d{6})<", self._mails(code).body_html)[1]

    def _wrong(self, code):
        return f"{(int(self._digits(code)) + 1) % 10**6:06}"

    def _age(self, code, **interval):
        [(name, count)] = interval.items()
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE grid_portal_code SET create_date = create_date - make_interval({name} => %s) WHERE id = ANY(%s)",
            [count, code.ids],
        )
        code.invalidate_recordset()

    def test_the_code_goes_by_e_mail_at_once_and_says_what_it_is_for(self):
        code = self._send("  Hozyaika@Example.com ")
        mail = self._mails(code)
        self.assertEqual((mail.email_to, mail.state, mail.auto_delete), (EMAIL, "outgoing", True))
        self.assertIn(self.env.company.name, mail.body_html)
        self.assertIn(code._said_purpose(), mail.body_html)
        links = re.findall(r'href="([^"]*)"', mail.body_html)
        page = f"{self.env.company.get_base_url()}/status"
        self.assertEqual([link for link in links if not link.startswith(("mailto:", "tel:"))], [page])
        self.assertNotIn(code.handle, mail.body_html, "what opens the page of the code stays in the browser")
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]))

    def test_the_right_code_is_right_once(self):
        code = self._send()
        digits = self._digits(code)
        self.assertEqual(self.codes._confirm(code.handle, f" {digits[:3]} {digits[3:]} "), code)
        self.assertEqual((code.subject, code.purpose, code._is_open()), ("N-1", "status", True))
        self.assertFalse(self.codes._confirm(code.handle, digits))

    def test_five_tries_and_no_more(self):
        code = self._send()
        digits, wrong = self._digits(code), self._wrong(code)
        for _try in range(4):
            self.assertFalse(self.codes._confirm(code.handle, wrong))
        self.assertEqual(self.codes._confirm(code.handle, digits), code, "the fifth may still be right")
        other = self._send()
        digits, wrong = self._digits(other), self._wrong(other)
        for _try in range(5):
            self.assertFalse(self.codes._confirm(other.handle, wrong))
        self.assertFalse(self.codes._confirm(other.handle, digits))
        self.assertEqual((other.tries, other.used_at), (5, False))

    def test_what_are_not_six_digits_is_no_try(self):
        code = self._send()
        for typed in ("", None, "12345", "1234567", "шесть", "١٢٣٤٥٦", "\x00"):
            self.assertFalse(self.codes._confirm(code.handle, typed), typed)
        self.assertEqual(code.tries, 0)

    def test_an_old_code_opens_nothing(self):
        code = self._send()
        digits = self._digits(code)
        self._age(code, mins=16)
        self.assertFalse(self.codes._confirm(code.handle, digits))
        young = self._send()
        digits = self._digits(young)
        self._age(young, mins=14)
        self.assertEqual(self.codes._confirm(young.handle, digits), young)

    def test_what_was_opened_closes_again(self):
        code = self._send()
        self.codes._confirm(code.handle, self._digits(code))
        self.assertTrue(code._is_open())
        code.used_at -= grid_portal_code.OPEN
        self.assertFalse(code._is_open())

    def test_a_handle_opens_nothing_in_another_session_or_for_another_purpose(self):
        code = self._send()
        self.assertEqual(self.codes._of_handle(code.handle, "status", MARKS), code)
        self.assertFalse(self.codes._of_handle(code.handle, "account", MARKS))
        self.assertFalse(self.codes._of_handle(code.handle, "status", {**MARKS, "session_mark": "other"}))
        for handle in ("", None, "x", "\x00" * 43, code.handle + "A", ["a"]):
            self.assertFalse(self.codes._of_handle(handle, "status", MARKS))
            self.assertFalse(self.codes._confirm(handle, "123456"))

    def test_a_code_of_one_handle_is_none_of_another(self):
        first, second = self._send(), self._send()
        digits = self._digits(first)
        if digits != self._digits(second):
            self.assertFalse(self.codes._confirm(second.handle, digits))

    def test_an_unknown_addressee_gets_a_handle_and_no_letter(self):
        queries = []
        for address in (EMAIL, "", None, "не адрес", "a@example.com, b@example.com", "89050001122"):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            code = self._send(address)
            queries.append(self.env.cr.sql_log_count - before)
            self.assertTrue(code.handle)
            self.assertEqual(len(self._mails(code)), 1 if address == EMAIL else 0, address)
        self.assertFalse(self.codes.search([("digest", "=", False), ("contact_mark", "=", False)]))
        self.assertLessEqual(max(queries[1:]) - min(queries[1:]), 3, queries)
        for digits in ("000000", "123456"):
            self.assertFalse(self.codes._confirm(code.handle, digits))
        self.assertEqual(code.tries, 2, "tries are counted alike")

    def test_three_codes_an_hour_to_one_address(self):
        sent = [self._send() for _number in range(5)]
        self.assertEqual([len(self._mails(code)) for code in sent], [1, 1, 1, 0, 0])
        self.assertTrue(all(code.handle for code in sent))
        self.assertEqual(len(self._mails(self._send("drugaya@example.com"))), 1)
        self._age(sent[0], mins=61)
        self.assertEqual(len(self._mails(self._send("HOZYAIKA@example.com"))), 1)

    def test_twenty_codes_an_hour_from_a_network_address(self):
        for number in range(20):
            self.assertTrue(self._send(f"client{number}@example.com"))
        self.assertFalse(self._send("more@example.com"))
        self.assertFalse(self._mails().filtered(lambda mail: mail.email_to == "more@example.com"))
        self.assertTrue(self._send("more@example.com", marks={**MARKS, "address_mark": "other"}))

    def test_a_phone_needs_a_provider(self):
        self.assertFalse(self.codes._reaches("+7 905 000-11-22"))
        self.assertTrue(self.codes._reaches(EMAIL))
        said = []
        with patch.object(type(self.codes), "_texting", lambda self: lambda *text: said.append(text)):
            self.assertTrue(self.codes._reaches("8 (905) 000-11-22"))
            code = self._send("8 (905) 000-11-22")
            self.assertTrue(code._was_sent_to("+79050001122"))
        [(phone, words)] = said
        self.assertEqual(phone, "+79050001122")
        self.assertFalse(self._mails(code))
        self.assertEqual(self.codes._confirm(code.handle, re.search(r"\d{6}", words)[0]), code)

    def test_it_knows_where_it_was_sent(self):
        code = self._send()
        self.assertTrue(code._was_sent_to("HOZYAIKA@example.com"))
        self.assertFalse(code._was_sent_to("drugaya@example.com"))
        self.assertFalse(self._send("")._was_sent_to(""))

    def test_nothing_of_a_code_is_kept_in_the_open_or_logged(self):
        with self.assertLogs("odoo", "DEBUG") as logs:
            code = self._send()
            digits = self._digits(code)
            self.codes._confirm(code.handle, digits)
        said = "\n".join(line for line in logs.output if not line.startswith("DEBUG:odoo.sql_db"))
        self.assertNotIn(digits, said)
        self.assertNotIn(code.handle, said)
        mail = self._mails(code)
        self.assertNotIn(digits, f"{mail.subject} {mail.mail_message_id.body}")
        self.env.cr.execute("SELECT * FROM grid_portal_code WHERE id = %s", [code.id])
        row = " ".join(map(str, self.env.cr.fetchone()))
        self.assertNotIn(digits, row.replace(code.handle, ""))
        self.assertNotIn(EMAIL, row)

    def test_nobody_reads_codes_over_rpc(self):
        for user in (self.owner, self.specialist):
            self.assertFalse(self.codes.with_user(user).sudo(False).has_access("read"))

    @mute_logger("odoo.models.unlink")
    def test_old_codes_go_with_their_unsent_letters(self):
        old, young = self._send(), self._send()
        letters = self._mails(old)
        self._age(old, days=2)
        self.codes._gc_old()
        self.assertFalse(old.exists() or letters.exists())
        self.assertTrue(young.exists() and self._mails(young))
