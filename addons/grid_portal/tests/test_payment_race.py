"""The notice, the return page and the job tell of one payment at one moment, in real transactions."""

from psycopg2 import OperationalError

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_connection.tests.common_race import CASES, OfferRaceCase

from .common_payment import make_provider

QUIET = ("odoo.sql_db", "odoo.addons.payment.models.payment_transaction")
TRANSACTIONS = f"SELECT id FROM payment_transaction WHERE connection_id IN ({CASES})"


@tagged("post_install", "-at_install")
class TestPaymentRace(OfferRaceCase):
    CODE = "ORACE"
    PLACED, DUE = 1, -4

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            connection = env["grid.connection"].browse(self.connection_id)
            provider = make_provider(env, connection.company_id)
            self.provider_id = provider.id
            self.transaction_id = (
                env["payment.transaction"]
                .create(
                    {
                        "provider_id": provider.id,
                        "payment_method_id": provider.payment_method_ids.id,
                        "reference": f"{self.CODE}-1",
                        "amount": connection.fee,
                        "currency_id": connection.currency_id.id,
                        "partner_id": self.partner_id,
                        "operation": "online_redirect",
                        "connection_id": connection.id,
                    }
                )
                .id
            )
            env.cr.commit()

    def _told(self, env):
        """What a notice or a page does: the state, then what follows from it."""
        transaction = env["payment.transaction"].browse(self.transaction_id)
        transaction._set_done()
        transaction._post_process()

    def _job_of_payments(self, env):
        env["payment.transaction"]._cron_post_process()

    def _work(self, what):
        """Do it as Odoo does: when another transaction was quicker, it is done again from the beginning."""

        def work():
            for _time in range(5):
                guard, env = self._transaction()
                with guard:
                    try:
                        what(env)
                        env.cr.commit()
                        return
                    except OperationalError:
                        env.cr.rollback()
            self.fail("it was never its turn")

        return work

    def _found(self):
        guard, env = self._transaction()
        with guard:
            connection = env["grid.connection"].browse(self.connection_id)
            paid = connection.payment_ids
            return len(paid), paid.transaction_id.id, connection.state, connection.debt

    def test_one_payment_is_registered_however_many_tell_of_it(self):
        with mute_logger(*QUIET):
            self._together(*[self._work(self._told)] * 3, *[self._work(self._job_of_payments)] * 2)
            self._work(self._job_of_payments)()
        self.assertEqual(self._found(), (1, self.transaction_id, "contract_concluded", 0.0))

    def test_done_already_it_is_registered_once_by_pages_and_jobs(self):
        def done(env):
            env["payment.transaction"].browse(self.transaction_id)._set_done()

        def page(env):
            env["payment.transaction"].browse(self.transaction_id)._post_process()

        self._work(done)()
        with mute_logger(*QUIET):
            self._together(*[self._work(page)] * 4, *[self._work(self._job_of_payments)] * 2)
            self._work(self._job_of_payments)()
        self.assertEqual(self._found(), (1, self.transaction_id, "contract_concluded", 0.0))

    def test_a_case_that_somebody_holds_is_paid_later_and_nobody_sees_an_error(self):
        guard, env = self._transaction()
        with guard, mute_logger(*QUIET):
            env["grid.connection"].browse(self.connection_id).request_id._lock()
            self._work(self._told)()
            self.assertEqual(self._found()[0], 0)
        self._work(self._job_of_payments)()
        self.assertEqual(self._found()[:2], (1, self.transaction_id))

    def _sweep_before(self, env, branch):
        values = {"branch": branch.id or 0}
        env.cr.execute(f"DELETE FROM grid_connection_payment WHERE connection_id IN ({CASES})", values)
        env.cr.execute(f"DELETE FROM payment_transaction WHERE id IN ({TRANSACTIONS})", values)
        env["payment.provider"].search([("code", "=", "none"), ("name", "=", "Банк для проверки")]).unlink()
        env.ref("payment.payment_method_unknown").active = False
        super()._sweep_before(env, branch)
