"""Real transactions on connections of their own; what they commit is swept away afterwards."""

from contextlib import closing
from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests import TransactionCase
from odoo.tools import mute_logger

SWEEP = (
    "UPDATE helpdesk_ticket SET answer_id = NULL WHERE id IN %(ids)s",
    "DELETE FROM grid_appeal_answer WHERE ticket_id IN %(ids)s",
    "DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND res_id IN %(ids)s",
    "DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket' AND res_id IN %(ids)s",
    "ALTER TABLE legal_deadline_event DISABLE TRIGGER USER",
    "DELETE FROM legal_deadline_event WHERE deadline_id IN %(promises)s",
    "ALTER TABLE legal_deadline_event ENABLE TRIGGER USER",
    "DELETE FROM legal_deadline_notice WHERE deadline_id IN %(promises)s",
    "DELETE FROM legal_deadline WHERE id IN %(promises)s",
    "DELETE FROM helpdesk_ticket WHERE id IN %(ids)s",
    "DELETE FROM grid_counter WHERE branch_id = %(branch)s",
    "DELETE FROM grid_branch WHERE id = %(branch)s",
)


class RaceCase(TransactionCase):
    """A test whose branch, of code `CODE`, is committed, with all its appeals."""

    CODE = None

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)

    def _transaction(self, **context):
        """Return a guard that closes the connection, and its environment."""
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, context)

    def _together(self, *works):
        """Do these works at the same moment, each in a thread; none may fail."""
        start, failures = Barrier(len(works)), []

        def run(work):
            try:
                start.wait(20)
                work()
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=run, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse([thread for thread in threads if thread.is_alive()])
        self.assertFalse(failures)

    @mute_logger("odoo.service.model")
    def _clicks(self, act, count=3):
        """Do an act, `act(env, number)`, as often at the same moment, each time as a request does; return the results.

        Every transaction sees the time before the first click.
        """
        clicks, results = [self._transaction(lang="en_US") for _number in range(count)], []
        for _guard, env in clicks:
            env.cr.execute("SELECT 1")  # the transaction has its snapshot already

        def click(env, number):
            return lambda: results.append(retrying(lambda: act(env, number), env))

        try:
            self._together(*(click(env, number) for number, (_guard, env) in enumerate(clicks, 1)))
        finally:  # a click that failed would hold its rows from the sweeping
            for guard, env in clicks:
                with guard:
                    env.cr.rollback()
        self.assertEqual(len(results), count)
        return results

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].search([("code", "=", self.CODE)])
            self._sweep_before(env, branch)
            tickets = env["helpdesk.ticket"].with_context(active_test=False).search([("branch_id", "in", branch.ids)])
            values = {
                "branch": branch.id or 0,
                "ids": tuple(tickets.ids) or (0,),
                "promises": tuple(tickets.deadline_ids.ids) or (0,),
            }
            for statement in SWEEP:
                env.cr.execute(statement, values if "%(" in statement else None)
            self._sweep_after(env)
            env.cr.commit()

    def _sweep_before(self, env, branch):
        """Delete what points at the appeals of the branch."""

    def _sweep_after(self, env):
        """Delete what the appeals pointed at."""
