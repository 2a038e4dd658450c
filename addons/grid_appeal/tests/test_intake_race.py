"""Letters in real transactions: delivered at the same moment, cut off by kill -9, replayed by two people."""

import os
import signal
from unittest.mock import patch

from odoo import sql_db
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_intake import APPEAL, letter
from .common_race import RaceCase

CODE = "MRACE"
ADDRESS = "intake-race@example.com"
SENDER = "mail-race@example.com"


@tagged("post_install", "-at_install")
class TestIntakeRace(RaceCase):
    CODE = CODE

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            env["grid.branch"].create({"name": "Гонка писем", "code": CODE, "email": ADDRESS})
            env.cr.commit()

    def _sweep_before(self, env, branch):
        rows = env["grid.intake"].search([("branch_id", "=", branch.id)])
        files = env["ir.attachment"].search(
            ["|", "&", ("res_model", "=", "grid.intake"), ("res_id", "in", rows.ids), ("res_field", "=", "raw")]
            + ["&", ("res_model", "=", APPEAL), ("res_id", "in", rows.ticket_id.ids)]
        )
        files.unlink()
        env.cr.execute("DELETE FROM grid_intake WHERE branch_id = %s", [branch.id])

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE email = %s", [SENDER])

    def _deliver(self, raw):
        guard, env = self._transaction()
        with guard:
            env["mail.thread"].message_process(APPEAL, raw)

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
        self._together(*[lambda: self._deliver(raw)] * 3)
        states, _rows, numbers, tickets = self._see()
        self.assertEqual(states, ["duplicate", "duplicate", "registered"])
        self.assertEqual(len(numbers), 1)
        self.assertEqual(len(tickets), 1)

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_simultaneous_letters_of_one_sender_get_a_number_each(self):
        letters = [letter(f"Письмо {n}", sender=SENDER, to=ADDRESS) for n in range(3)]
        self._together(*[lambda: self._deliver(letters.pop())] * 3)
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

        self._together(press, press)
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
