"""One card sent from two windows at the same moment, in real transactions."""

from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_race import RaceCase

KEY = "desk-race"


@tagged("post_install", "-at_install")
class TestDeskRace(RaceCase):
    CODE = "DRACE"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            self.branch_id = env["grid.branch"].create({"name": "Гонка карточек", "code": self.CODE}).id
            env.cr.commit()

    def _send(self, answers, method, text):
        def work():
            guard, env = self._transaction()
            with guard:
                desk = env["grid.appeal.desk"]
                card = {"key": KEY, "channel": "phone", "branch_id": self.branch_id, "anonymous": True}
                card.update(text=text, kind="consultation", answer="Да.")
                answers.append(retrying(lambda: getattr(desk, method)(card), env)["ticket"])

        return work

    def test_two_presses_at_one_moment_are_one_appeal(self):
        answers = []
        with mute_logger("odoo.service.model", "odoo.sql_db"):
            self._together(
                self._send(answers, "register", "Первый"),
                self._send(answers, "register", "Второй"),
                self._send(answers, "answer_at_once", "Третий"),
            )
        self.assertEqual(len(answers), 3)
        self.assertEqual(len({ticket["number"] for ticket in answers}), 1)
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].search_count([("branch_id", "=", self.branch_id)]), 1)

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_desk_card WHERE key = %s", [KEY])
