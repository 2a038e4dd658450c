"""A payment and the annulment at one moment, in real transactions: one comes first, and the other says so.

The term of the offer has passed, while a payment of its last day may still be on its way.
"""

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_race import FEE, OfferRaceCase

QUIET = ("odoo.service.model", "odoo.sql_db", "odoo.addons.grid_service.models.grid_service_request_lapse")


@tagged("post_install", "-at_install")
class TestGridConnectionPaymentRace(OfferRaceCase):
    CODE = "PRACE"

    def _pay(self, done, refused, amount=FEE):
        def work():
            guard, env = self._transaction()
            with guard:
                connection = env["grid.connection"].browse(self.connection_id)
                day = connection._local_day(connection.instalment_ids.due_at)
                try:
                    done.append(retrying(lambda: connection._register_payment(amount, day, "1").id, env))
                    env.cr.commit()
                except UserError as refusal:
                    refused.append(str(refusal))

        return work

    def test_payment_and_annulment_at_once_leave_one_of_the_two(self):
        done, refused = [], []
        with mute_logger(*QUIET):
            self._together(self._pay(done, refused), self._job)
        self._job()
        state, has_contract, *_money = self._ended()
        self.assertEqual((state, has_contract), ("contract_concluded", True) if done else ("annulled_unpaid", False))
        self.assertEqual((len(done), len(refused)), (1, 0) if done else (0, 1))
        self.assertTrue(done or "concludes no contract any more" in refused[0] or "Another person" in refused[0])

    def test_whoever_is_second_is_told(self):
        for payment_first in (True, False):
            with self.subTest(payment_first=payment_first):
                done, refused = [], []
                works = [self._pay(done, refused), self._job]
                for work in works if payment_first else reversed(works):
                    work()
                expected = ("contract_concluded", True, 0.0, 0) if payment_first else ("annulled_unpaid", False, 0.0, 0)
                self.assertEqual(self._ended(), expected)
                if not payment_first:
                    self.assertRegex(refused[0], "a payment concludes no contract any more")
            self._sweep()
            self.setUp()

    def test_a_part_that_comes_with_the_annulment_is_never_lost(self):
        done, refused = [], []
        with mute_logger(*QUIET):
            self._together(self._pay(done, refused, 100.37), self._job)
        self._job()
        state, has_contract, to_return, tasks = self._ended()
        self.assertEqual((state, has_contract), ("annulled_unpaid", False))
        self.assertEqual((to_return, tasks), (100.37, 1) if done else (0.0, 0))

    def test_a_job_that_has_seen_too_little_leaves_the_case_to_the_next_run(self):
        for amount, expected in (
            (100.37, ("annulled_unpaid", False, 100.37, 1)),
            (FEE, ("contract_concluded", True, 0.0, 0)),
        ):
            with self.subTest(amount=amount):
                guard, env = self._transaction()
                done, refused = [], []
                with guard, mute_logger(*QUIET):
                    env["grid.connection"].browse(self.connection_id).read(
                        ["paid_amount"]
                    )  # from here on it sees no other
                    self._pay(done, refused, amount)()
                    env["grid.service.request"]._cron_lapse()
                    env.cr.commit()
                self.assertTrue(done)
                self.assertNotEqual(self._ended()[0], "annulled_unpaid")
                self._job()
                self.assertEqual(self._ended(), expected)
            self._sweep()
            self.setUp()

    def test_a_payment_waits_for_nobody_while_the_job_holds_the_case(self):
        guard, env = self._transaction()
        done, refused = [], []
        with guard, mute_logger(*QUIET):
            env["grid.connection"].browse(self.connection_id).request_id._lapse()
            self._pay(done, refused)()
            env.cr.commit()
            self._pay(done, refused)()
        self.assertFalse(done)
        self.assertRegex(refused[0], "Another person works on this request")
        self.assertRegex(refused[1], "concludes no contract any more")
        self.assertEqual(self._ended()[:2], ("annulled_unpaid", False))
