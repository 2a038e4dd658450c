from contextlib import closing
from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CODE = "RACP"
MARKS = {"session_mark": "race", "address_mark": "race"}


@tagged("post_install", "-at_install")
class TestDoubleClick(TransactionCase):
    """Real transactions on connections of their own; what they commit is swept away afterwards."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)
        guard, env = self._transaction()
        with guard:
            self.branch_id = env["grid.branch"].create({"name": "Гонка портала", "code": CODE}).id
            env["res.partner"].create({"name": "Гонкина Портала", "email": "race.portal@example.com"})
            self.key = env["grid.portal.submission"]._new_key()
            env.cr.commit()

    def _transaction(self):
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, {"lang": "en_US"})

    def _send(self, env):
        submission = env["grid.portal.submission"]._open(self.key, MARKS)
        if not submission.ticket_id:
            submission._file_appeal(
                {
                    "name": "Двойное нажатие",
                    "description": "<p>?</p>",
                    "branch_id": self.branch_id,
                    "channel_id": env.ref("grid_appeal.channel_site").id,
                    "partner_name": "Гонкина Портала",
                    "partner_email": "race.portal@example.com",
                }
            )
        return submission.ticket_id.id, submission.ticket_id.number

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_three_sendings_at_once_make_one_appeal(self):
        start, receipts, failures = Barrier(3), [], []

        def click():
            try:
                guard, env = self._transaction()
                with guard:
                    env.cr.execute("SELECT 1")  # the transaction has its snapshot already
                    start.wait(20)
                    receipts.append(retrying(lambda: self._send(env), env))
                    env.cr.commit()
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=click) for _number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(failures)
        self.assertEqual(len(receipts), 3)
        self.assertEqual(len(set(receipts)), 1, "everybody is shown the same appeal")
        self.assertEqual(receipts[0][1][-6:], "000001")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].search_count([("branch_id", "=", self.branch_id)]), 1)
            self.assertEqual(env["grid.portal.submission"]._of_key(self.key).tries, 3)

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            cr = env.cr
            tickets = "(SELECT t.id FROM helpdesk_ticket t JOIN grid_branch b ON b.id = t.branch_id WHERE b.code = %s)"
            records = f"res_id IN {tickets}"
            for statement in (
                "DELETE FROM grid_portal_submission WHERE session_mark = 'race'",
                f"DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND {records}",
                f"DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket' AND {records}",
                "ALTER TABLE legal_deadline_event DISABLE TRIGGER USER",
                f"""DELETE FROM legal_deadline_event WHERE deadline_id IN (
                        SELECT id FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND {records})""",
                "ALTER TABLE legal_deadline_event ENABLE TRIGGER USER",
                f"DELETE FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND {records}",
                f"DELETE FROM helpdesk_ticket WHERE id IN {tickets}",
                "DELETE FROM grid_counter WHERE branch_id IN (SELECT id FROM grid_branch WHERE code = %s)",
                "DELETE FROM grid_branch WHERE code = %s",
                "DELETE FROM res_partner WHERE email = 'race.portal@example.com'",
            ):
                cr.execute(statement, [CODE] if "%s" in statement else None)
            cr.commit()
