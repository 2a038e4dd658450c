from contextlib import closing
from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

CODE = "RACE"


@tagged("post_install", "-at_install")
class TestSendTwice(TransactionCase):
    """Real transactions on connections of their own; what they commit is swept away afterwards."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._sweep)
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create(
                {"name": "Гонка", "code": CODE, "head_name": "А. В. Кузнецов", "head_position": "Директор"}
            )
            person = env["res.partner"].create({"name": "Гонкина Мария Ивановна", "email": "race@example.com"})
            ticket = env["helpdesk.ticket"].create(
                {
                    "name": "Два нажатия",
                    "description": "<p>?</p>",
                    "partner_id": person.id,
                    "branch_id": branch.id,
                    "channel_id": env.ref("grid_appeal.channel_email").id,
                }
            )
            ticket.action_register()
            ticket.action_answer()
            ticket.answer_id.write({"body": "<p>Ответ.</p>", "executor_phone": "+73842364570"})
            self.answer_id, self.ticket_id = ticket.answer_id.id, ticket.id
            env.cr.commit()

    def _transaction(self):
        cursor = self.registry.cursor()
        return closing(cursor), api.Environment(cursor, SUPERUSER_ID, {"lang": "en_US"})

    def _sweep(self):
        guard, env = self._transaction()
        with guard:
            cr = env.cr
            tickets = "(SELECT t.id FROM helpdesk_ticket t JOIN grid_branch b ON b.id = t.branch_id WHERE b.code = %s)"
            records = f"res_id IN {tickets}"
            for statement in (
                f"UPDATE helpdesk_ticket SET answer_id = NULL WHERE id IN {tickets}",
                f"DELETE FROM grid_appeal_answer WHERE ticket_id IN {tickets}",
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
                "DELETE FROM res_partner WHERE email = 'race@example.com'",
            ):
                cr.execute(statement, [CODE] if "%s" in statement else None)
            cr.commit()

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_four_clicks_make_one_number_and_one_mail(self):
        start, sent, refused, failures = Barrier(4), [], [], []

        def click():
            try:
                guard, env = self._transaction()
                with guard:
                    answer = env["grid.appeal.answer"].browse(self.answer_id)
                    answer.fetch(["state"])  # everybody has the open draft on the screen
                    start.wait(20)
                    sent.append(retrying(answer.action_send, env))
            except UserError as refusal:
                refused.append(str(refusal))
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=click) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(failures)
        self.assertEqual((len(sent), len(refused)), (1, 3))
        for sentence in refused:
            self.assertRegex(sentence, "Another person works|already been sent|cannot be answered")
        guard, env = self._transaction()
        with guard:
            answer = env["grid.appeal.answer"].browse(self.answer_id)
            self.assertEqual(answer.outgoing_number[-6:], "000001")
            counter = env["grid.counter"].search([("branch_id.code", "=", CODE), ("kind", "=", "outgoing")])
            self.assertEqual(counter.value, 1)
            mails = env["mail.mail"].search([("res_id", "=", self.ticket_id), ("model", "=", "helpdesk.ticket")])
            self.assertEqual(len(mails.filtered("attachment_ids")), 1)
            letters = env["ir.attachment"].search_count(
                [("res_model", "=", "grid.appeal.answer"), ("res_id", "=", self.answer_id)]
            )
            self.assertEqual(letters, 1, "who was refused leaves no letter behind")
