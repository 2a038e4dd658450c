"""Letters in real transactions: delivered at the same moment, cut off by kill -9, replayed by two people."""

import os
import signal
from contextlib import closing
from threading import Barrier, Thread
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, sql_db
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common_intake import APPEAL, letter

CODE = "MRACE"
ADDRESS = "intake-race@example.com"
SENDER = "mail-race@example.com"


@tagged("post_install", "-at_install")
class TestIntakeRace(TransactionCase):
    """Nothing here runs in the test's own transaction; what is committed is swept away afterwards."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)
        guard, env = self._transaction()
        with guard:
            env["grid.branch"].create({"name": "Гонка писем", "code": CODE, "email": ADDRESS})
            env.cr.commit()

    def _transaction(self):
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, {})

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].search([("code", "=", CODE)])
            rows = env["grid.intake"].search([("branch_id", "=", branch.id)])
            files = env["ir.attachment"].search(
                ["|", "&", ("res_model", "=", "grid.intake"), ("res_id", "in", rows.ids), ("res_field", "=", "raw")]
                + ["&", ("res_model", "=", APPEAL), ("res_id", "in", rows.ticket_id.ids)]
            )
            files.unlink()
            ids = tuple(rows.ticket_id.ids) or (0,)
            for statement, values in (
                ("DELETE FROM grid_intake WHERE branch_id = %s", branch.id),
                ("DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND res_id IN %s", ids),
                ("DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket' AND res_id IN %s", ids),
                ("ALTER TABLE legal_deadline_event DISABLE TRIGGER USER", None),
                (
                    """DELETE FROM legal_deadline_event WHERE deadline_id IN (
                           SELECT id FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id IN %s)""",
                    ids,
                ),
                ("ALTER TABLE legal_deadline_event ENABLE TRIGGER USER", None),
                ("DELETE FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id IN %s", ids),
                ("DELETE FROM helpdesk_ticket WHERE id IN %s", ids),
                ("DELETE FROM grid_counter WHERE branch_id = %s", branch.id),
                ("DELETE FROM grid_branch WHERE id = %s", branch.id),
                ("DELETE FROM res_partner WHERE email = %s", SENDER),
            ):
                env.cr.execute(statement, values if values is None else [values])
            env.cr.commit()

    def _deliver(self, raw):
        guard, env = self._transaction()
        with guard:
            env["mail.thread"].message_process(APPEAL, raw)

    def _together(self, work, times):
        start, failures = Barrier(times), []

        def run():
            try:
                start.wait(20)
                work()
            except Exception as error:
                failures.append(error)

        threads = [Thread(target=run) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(failures)

    def _see(self):
        """What is committed: the states of the letters and their appeals."""
        guard, env = self._transaction()
        with guard:
            rows = env["grid.intake"].search([("branch_id.code", "=", CODE)], order="id")
            appeals = env[APPEAL].search([("branch_id.code", "=", CODE)])
            return sorted(rows.mapped("state")), rows.ids, appeals.mapped("number"), rows.mapped("ticket_id").ids

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_simultaneous_deliveries_of_one_letter_make_one_appeal(self):
        raw = letter("Нет света", sender=SENDER, to=ADDRESS)
        self._together(lambda: self._deliver(raw), 3)
        states, _rows, numbers, tickets = self._see()
        self.assertEqual(states, ["duplicate", "duplicate", "registered"])
        self.assertEqual(len(numbers), 1)
        self.assertEqual(len(tickets), 1)

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_simultaneous_letters_of_one_sender_get_a_number_each(self):
        letters = [letter(f"Письмо {n}", sender=SENDER, to=ADDRESS) for n in range(3)]
        self._together(lambda: self._deliver(letters.pop()), 3)
        states, _rows, numbers, _tickets = self._see()
        self.assertEqual(states, ["registered"] * 3)
        self.assertEqual(sorted(number[-6:] for number in numbers), ["000001", "000002", "000003"])

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_people_process_a_failed_letter_and_it_is_one_appeal(self):
        broken = patch.object(self.registry[APPEAL], "action_register", side_effect=ValueError("broken"))
        with broken, mute_logger("odoo.addons.grid_appeal.models.grid_intake"):
            self._deliver(letter("Не вышло", sender=SENDER, to=ADDRESS))
        states, [row], numbers, _tickets = self._see()
        self.assertEqual((states, numbers), (["failed"], []))

        def press():
            guard, env = self._transaction()
            with guard:
                try:
                    env["grid.intake"].browse(row).action_replay()
                except Exception as error:  # the second is told that the first is at it
                    self.assertIn("being processed", str(error))

        self._together(press, 2)
        states, _rows, numbers, _tickets = self._see()
        self.assertEqual((states, len(numbers)), (["registered"], 1))

    def test_a_server_killed_while_registering_loses_nothing_and_doubles_nothing(self):
        raw = letter("Сервер умер", sender=SENDER, to=ADDRESS)
        self.assertEqual(self._die_while_registering(raw), signal.SIGKILL)
        states, [row], numbers, _tickets = self._see()
        self.assertEqual((states, numbers), (["received"], []))
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["grid.intake"].browse(row)._bytes(), raw)
            self.assertEqual(env["grid.intake"].browse(row).tries, 1)
            ago = "(now() AT TIME ZONE 'UTC') - interval '11 minutes'"
            env.cr.execute(f"UPDATE grid_intake SET received_at = {ago}, write_date = {ago} WHERE id = %s", [row])
            env.cr.commit()
            env["grid.intake"]._cron_process()
            env["grid.intake"]._cron_process()
        states, _rows, numbers, _tickets = self._see()
        self.assertEqual((states, len(numbers)), (["registered"], 1))

    def _die_while_registering(self, raw):
        """Deliver a letter in a process that is killed inside the registration; return the signal."""
        child = os.fork()
        if not child:
            try:
                # the parent's connections are not the child's to use
                sql_db._Pool = None
                self.registry._db = sql_db.db_connect(self.registry.db_name)
                self.registry[APPEAL].action_register = lambda appeal: os.kill(os.getpid(), signal.SIGKILL)
                signal.alarm(60)
                self._deliver(raw)
            finally:
                os._exit(1)
        _pid, status = os.waitpid(child, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -status
