import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged

MARKS = {"session_mark": "race", "address_mark": "race"}
EMAIL = "race.code@example.com"
AT_ONCE = 10


@tagged("post_install", "-at_install")
class TestCodeRace(TransactionCase):
    """Real transactions on connections of their own; what they commit is swept away afterwards."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)

    def _transaction(self):
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, {"lang": "en_US"})

    def _together(self, work):
        """Do the work at the same moment in transactions that have begun already; return what each gave."""
        start = Barrier(AT_ONCE)

        def run(number):
            guard, env = self._transaction()
            with guard:
                env.cr.execute("SELECT 1 FROM grid_portal_code")  # the transaction has its snapshot already
                start.wait(20)
                return work(env, number)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(run, range(AT_ONCE)))

    def _sent(self):
        guard, env = self._transaction()
        with guard:
            code = env["grid.portal.code"]._send("status", EMAIL, MARKS)
            mail = env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])
            digits = re.search(r">(\d{6})<", mail.body_html)[1]
            handle = code.handle
            env.cr.commit()
        return handle, digits

    def _read(self, handle):
        guard, env = self._transaction()
        with guard:
            return env["grid.portal.code"].search_read([("handle", "=", handle)], ["tries", "used_at"])[0]

    def test_tries_at_once_never_pass_five_and_are_kept_when_the_caller_fails(self):
        handle, digits = self._sent()

        def try_wrong(env, number):
            confirmed = env["grid.portal.code"]._confirm(handle, f"{(int(digits) + 1 + number) % 10**6:06}")
            env.cr.rollback()
            return bool(confirmed)

        self.assertFalse(any(self._together(try_wrong)))
        self.assertEqual(self._read(handle)["tries"], 5)
        guard, env = self._transaction()
        with guard:
            self.assertFalse(env["grid.portal.code"]._confirm(handle, digits))

    def test_the_right_code_is_taken_once_by_many_at_once(self):
        handle, digits = self._sent()

        def try_right(env, _number):
            confirmed = env["grid.portal.code"]._confirm(handle, digits)
            env.cr.commit()
            return bool(confirmed)

        self.assertEqual(sum(self._together(try_right)), 1)
        self.assertTrue(self._read(handle)["used_at"])

    def test_an_addressee_gets_no_more_letters_by_asking_at_once(self):
        def ask(env, number):
            code = env["grid.portal.code"]._send("status", EMAIL, {**MARKS, "address_mark": f"race{number}"})
            env.cr.commit()
            return bool(code.handle)

        self.assertTrue(all(self._together(ask)), "everybody gets a handle")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["mail.mail"].search_count([("email_to", "=", EMAIL)]), 3)

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            codes = env["grid.portal.code"].search([("session_mark", "=", "race")])
            env["mail.mail"].search([("model", "=", codes._name), ("res_id", "in", codes.ids)]).unlink()
            codes.unlink()
            env.cr.commit()
