from functools import partial

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged

from .common_race import RaceCase


@tagged("post_install", "-at_install")
class TestNoticeRace(RaceCase):
    """Dialogs of one letter kept at the same moment: one is the draft, the others are told."""

    CODE = "NOTR"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction(lang="en_US")
        with guard:
            ticket = env["helpdesk.ticket"].create(
                {
                    "name": "Два щелчка",
                    "description": "<p>?</p>",
                    "is_anonymous": True,
                    "branch_id": env["grid.branch"].create({"name": "Гонка писем", "code": self.CODE}).id,
                    "channel_id": env.ref("grid_appeal.channel_post").id,
                }
            )
            ticket.action_register()
            self.ticket_id = ticket.id
            env.cr.commit()

    def _sweep_before(self, env, branch):
        env["grid.appeal.notice"].search([("ticket_id.branch_id", "in", branch.ids)]).unlink()
        env.flush_all()

    def test_of_two_dialogs_kept_at_once_one_is_the_draft(self):
        refused = []

        def keep():
            guard, env = self._transaction(lang="en_US")
            with guard:
                action = env["helpdesk.ticket"].browse(self.ticket_id).action_request_info()
                notices = env[action["res_model"]].with_context(**action["context"])
                try:
                    retrying(partial(notices.create, {"reason": "Фото."}), env)
                except UserError as told:
                    refused.append(str(told))

        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            self._together(keep, keep, keep)
        self.assertEqual(len(refused), 2)
        self.assertIn("being prepared already", refused[0])
        guard, env = self._transaction()
        with guard:
            self.assertEqual(len(env["helpdesk.ticket"].browse(self.ticket_id).draft_notice_ids), 1)
