from threading import Barrier, Thread

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_race import RaceCase

CODE = "RACE"


@tagged("post_install", "-at_install")
class TestSendTwice(RaceCase):
    CODE = CODE

    def setUp(self):
        super().setUp()
        guard, env = self._transaction(lang="en_US")
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

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE email = 'race@example.com'")

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_four_clicks_make_one_number_and_one_mail(self):
        start, sent, refused, failures = Barrier(4), [], [], []

        def click():
            try:
                guard, env = self._transaction(lang="en_US")
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
