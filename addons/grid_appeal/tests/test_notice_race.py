from functools import partial

from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_race import RaceCase


@tagged("post_install", "-at_install")
class TestNoticeRace(RaceCase):
    """Two clicks on one button at the same moment: one draft, which both see."""

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

    @mute_logger("odoo.service.model")  # it tells of each new try
    def test_both_clicks_open_one_draft(self):
        opened = []

        def click():
            guard, env = self._transaction(lang="en_US")
            with guard:
                ticket = env["helpdesk.ticket"].browse(self.ticket_id)
                opened.append(retrying(partial(ticket._prepare_notice, "info_request", "request_info"), env)["res_id"])

        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            self._together(click, click, click)
        self.assertEqual((len(opened), len(set(opened))), (3, 1))
