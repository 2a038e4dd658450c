"""Numbers without holes, given once, by people who press the button in the same second."""

import threading

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealNumber(AppealCase):
    def test_numbers_follow_each_other_within_branch_and_year(self):
        counter = self.env["grid.counter"]
        self.assertEqual(counter._next(self.branch, 2026, "appeal", 3), [1, 2, 3])
        self.assertEqual(counter._next(self.branch, 2026, "appeal"), [4])
        self.assertEqual(counter._next(self.branch, 2027, "appeal"), [1])
        self.assertEqual(counter._next(self.other_branch, 2026, "appeal"), [1])
        self.assertEqual(counter._next(self.branch, 2026, "outgoing"), [1])
        rows = counter.search([("branch_id", "=", self.branch.id)])
        self.assertEqual(
            rows.mapped(lambda row: (row.year, row.kind, row.value)),
            [(2027, "appeal", 1), (2026, "appeal", 4), (2026, "outgoing", 1)],
            "the list of counters says the last number of each series, once",
        )

    def test_a_rollback_gives_the_numbers_back(self):
        counter = self.env["grid.counter"]
        savepoint = self.cr.savepoint()
        counter._next(self.branch, 2026, "appeal", 5)
        savepoint.rollback()
        self.assertEqual(counter._next(self.branch, 2026, "appeal"), [1])

    def test_a_failed_registration_leaves_no_hole(self):
        good, nobody = self._appeal(), self._appeal(partner_id=False)
        with self.assertRaises(UserError), self.cr.savepoint():
            (good + nobody).action_register()
        self.env.invalidate_all()
        good.action_register()
        self.assertEqual(good.number[-6:], "000001")

    def test_the_base_draws_no_number(self):
        sequence = self.env.ref("helpdesk_mgmt.helpdesk_ticket_sequence")
        before = sequence.number_next_actual
        self._appeal().copy()
        self.assertEqual(sequence.number_next_actual, before)

    def test_the_database_refuses_a_second_use(self):
        first, second = self._appeal(), self._appeal()
        (first + second).action_register()
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.env.cr.execute(SQL("UPDATE helpdesk_ticket SET number = %s WHERE id = %s", first.number, second.id))

    def test_numbers_follow_the_order_of_receipt(self):
        late = self._appeal(received_at="2026-11-20 05:00:00")
        early = self._appeal(received_at="2026-11-20 04:00:00")
        (late + early).action_register()
        self.assertLess(early.number, late.number)


@tagged("post_install", "-at_install")
class TestAppealNumberConcurrency(AppealCase):
    """Real transactions of several people on the real database."""

    THREADS = 6

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            branch = env["grid.branch"].create({"name": "Тест параллельный", "code": "TSP"})
            appeals = env["helpdesk.ticket"].create(
                [
                    {
                        "name": f"Вопрос {n}",
                        "description": "<p>Вопрос</p>",
                        "branch_id": branch.id,
                        "channel_id": env.ref("grid_appeal.channel_post").id,
                        "is_anonymous": True,
                    }
                    for n in range(self.THREADS)
                ]
            )
            self.branch_id, self.appeal_ids = branch.id, appeals.ids

    def _sweep(self):
        """Committed rows are swept by SQL: no model lets a registered appeal go."""
        with self.registry.cursor() as cr:
            ids, branch = tuple(self.appeal_ids), self.branch_id
            deadlines = SQL("SELECT id FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id IN %s", ids)
            for query in (
                SQL("DELETE FROM legal_deadline_event WHERE deadline_id IN (%s)", deadlines),
                SQL("DELETE FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id IN %s", ids),
                SQL("DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND res_id IN %s", ids),
                SQL("DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket' AND res_id IN %s", ids),
                SQL("DELETE FROM helpdesk_ticket WHERE id IN %s", ids),
                SQL("DELETE FROM grid_counter WHERE branch_id = %s", branch),
                SQL("DELETE FROM grid_branch WHERE id = %s", branch),
            ):
                cr.execute(query)

    def _in_parallel(self, *jobs):
        """Run each job in its own transaction, as the server does: retried when it loses a race."""
        start, failures = threading.Barrier(len(jobs)), []

        def run(job):
            try:
                with self.registry.cursor() as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    start.wait(timeout=20)
                    retrying(lambda: job(env), env)
            except Exception as failure:
                failures.append(failure)

        threads = [threading.Thread(target=run, args=[job]) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return failures

    def _numbers(self):
        with self.registry.cursor() as cr:
            cr.execute(SQL("SELECT number FROM helpdesk_ticket WHERE id IN %s", tuple(self.appeal_ids)))
            return [number for (number,) in cr.fetchall()]

    def test_who_began_before_another_number_was_given_gets_the_next_one_at_once(self):
        with self.registry.cursor() as early, self.registry.cursor() as quick:
            early.execute("SELECT 1")  # sees nothing of what is committed from here on
            for cr, expected in ((quick, [1]), (early, [2])):
                env = api.Environment(cr, SUPERUSER_ID, {})
                self.assertEqual(
                    env["grid.counter"]._next(env["grid.branch"].browse(self.branch_id), 2020, "appeal"), expected
                )
                cr.commit()
            early.execute("SELECT value FROM grid_counter WHERE branch_id = %s AND year = 2020", [self.branch_id])
            self.assertEqual(early.fetchall(), [(1,), (2,)])
            env["grid.counter"]._next(env["grid.branch"].browse(self.branch_id), 2020, "appeal")
            early.execute("SELECT value FROM grid_counter WHERE branch_id = %s AND year = 2020", [self.branch_id])
            self.assertEqual(early.fetchall(), [(3,)])

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_people_in_the_same_second_get_numbers_without_holes(self):
        failures = self._in_parallel(
            *(
                lambda env, appeal=appeal: env["helpdesk.ticket"].browse(appeal).action_register()
                for appeal in self.appeal_ids
            )
        )
        self.assertFalse(failures)
        tails = sorted(int(number.rsplit("-", 1)[1]) for number in self._numbers())
        self.assertEqual(tails, list(range(1, self.THREADS + 1)))

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_people_registering_one_appeal_give_one_number(self):
        one = self.appeal_ids[:1]
        failures = self._in_parallel(*[lambda env: env["helpdesk.ticket"].browse(one).action_register()] * 3)
        for failure in failures:  # who came while the other's hand was on it is told so
            self.assertIsInstance(failure, UserError)
            self.assertIn("Another person", str(failure))
        self.assertLess(len(failures), 3)
        self.assertEqual([number[-6:] for number in self._numbers() if number], ["000001"])
