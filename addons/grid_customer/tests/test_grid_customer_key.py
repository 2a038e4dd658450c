from contextlib import closing
from threading import Barrier, Thread

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

EMAIL = "same-second@people.example"


@tagged("post_install", "-at_install")
class TestParallelRegistration(TransactionCase):
    """Real transactions on connections of their own: what they commit is swept away afterwards."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)

    def _transaction(self):
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, {})

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            env["res.partner"].search([("email_normalized", "=like", "%same-second@people.example")]).unlink()
            env.cr.commit()

    def _known(self):
        guard, env = self._transaction()
        with guard:
            return env["res.partner"].search_count([("email_normalized", "=", EMAIL)])

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_four_letters_of_one_new_customer_in_one_second_make_one_card(self):
        started, found, failures = Barrier(4), [], []

        def register():
            try:
                guard, env = self._transaction()
                with guard:
                    env.cr.execute("SELECT 1")  # every request has a snapshot by the time it registers
                    started.wait(10)
                    vals = {"name": "Орлова Вера", "email": EMAIL}
                    found.append(retrying(lambda: env["res.partner"]._find_or_create_customer(vals).id, env))
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=register) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        self.assertFalse(failures)
        self.assertEqual(len(set(found)), 1)
        self.assertEqual(len(found), 4)
        self.assertEqual(self._known(), 1)

    @mute_logger("odoo.sql_db")
    def test_a_transaction_older_than_the_commit_of_the_other_is_refused(self):
        vals = {"name": "Орлова Вера", "email": EMAIL}
        late_guard, late = self._transaction()
        with late_guard:
            self.assertFalse(late["res.partner"]._find_customer(email=EMAIL))
            guard, env = self._transaction()
            with guard:
                env["res.partner"]._find_or_create_customer(vals)
                env.cr.commit()
            with self.assertRaises(SerializationFailure):
                late["res.partner"]._find_or_create_customer(vals)
        self.assertEqual(self._known(), 1)

    def test_two_different_customers_do_not_wait_for_each_other(self):
        guard, env = self._transaction()
        other_guard, other = self._transaction()
        with guard, other_guard:
            other.cr.execute("SET LOCAL lock_timeout = '2s'")
            first = env["res.partner"]._find_or_create_customer({"name": "Орлова Вера", "email": EMAIL})
            second = other["res.partner"]._find_or_create_customer({"name": "Орлов Глеб", "email": f"not-{EMAIL}"})
            self.assertNotEqual(first.name, second.name)
            env.cr.commit()
            other.cr.commit()
