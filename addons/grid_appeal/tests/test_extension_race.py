from functools import partial
from threading import Barrier, Thread

from odoo import fields
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_race import RaceCase

PEOPLE = 4


@tagged("post_install", "-at_install")
class TestExtendTwice(RaceCase):
    """Several heads extend one answer at the same moment: the law allows it once."""

    CODE = "EXTR"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction(lang="en_US")
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка продлений", "code": self.CODE})
            person = env["res.partner"].create({"name": "Гонкин Пётр Ильич", "email": "extension.race@example.com"})
            ticket = env["helpdesk.ticket"].create(
                {
                    "name": "Два продления",
                    "description": "<p>?</p>",
                    "partner_id": person.id,
                    "branch_id": branch.id,
                    "channel_id": env.ref("grid_appeal.channel_post").id,
                }
            )
            ticket.action_register()
            self.ticket_id = ticket.id
            env.cr.commit()

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE email = 'extension.race@example.com'")

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_the_term_is_extended_once(self):
        start, extended, refused, failures = Barrier(PEOPLE), [], [], []

        def extend():
            try:
                guard, env = self._transaction(lang="en_US")
                with guard:
                    ticket = env["helpdesk.ticket"].browse(self.ticket_id)
                    ticket.deadline_ids.mapped("due_at")  # everybody has the same date on the screen
                    start.wait(20)
                    act = partial(ticket._deadline_extend, "appeal_answer", "a rare case", fields.Datetime.now())
                    extended.append(retrying(act, env))
            except UserError as refusal:
                refused.append(str(refusal))
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=extend) for _number in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(failures)
        self.assertEqual((len(extended), len(refused)), (1, PEOPLE - 1))
        for sentence in refused:
            self.assertRegex(sentence, "Another person acts|was extended 1 times")
        guard, env = self._transaction()
        with guard:
            promise = env["helpdesk.ticket"].browse(self.ticket_id)._answer_deadline()
            self.assertEqual(promise.event_ids.mapped("kind").count("extend"), 1)
            days = (promise.due_at - promise.started_at).days
            self.assertGreaterEqual(days, 59)
