"""Two operators click at the same moment, on real connections: nobody is called by two."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

PHONES = ("+79061110001", "+79061110002", "+79061110003")


@tagged("post_install", "-at_install")
class TestCallbackRace(RaceCase):
    CODE = "RCB"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Перезвоны", "code": self.CODE})
            self.branch_id = branch.id
            now = fields.Datetime.now()
            for number, phone in enumerate(PHONES):
                env["grid.callback"]._promise([self._vals(branch, phone, now - timedelta(minutes=10 - number))])
            env.cr.commit()

    def _vals(self, branch, phone, asked_at):
        return {
            "phone": phone,
            "company_id": branch.company_id.id,
            "branch_id": branch.id,
            "reason": "promised",
            "asked_at": asked_at,
        }

    def _sweep_before(self, env, branch):
        callbacks = env["grid.callback"].search([("branch_id", "in", branch.ids)])
        promises = tuple(callbacks.deadline_ids.ids) or (0,)
        env.cr.execute("ALTER TABLE legal_deadline_event DISABLE TRIGGER USER")
        env.cr.execute("DELETE FROM legal_deadline_event WHERE deadline_id IN %s", [promises])
        env.cr.execute("ALTER TABLE legal_deadline_event ENABLE TRIGGER USER")
        env.cr.execute("DELETE FROM legal_deadline WHERE id IN %s", [promises])
        env.cr.execute("DELETE FROM grid_callback WHERE id IN %s", [tuple(callbacks.ids) or (0,)])

    @mute_logger("odoo.sql_db")  # who comes second finds a call-back changed meanwhile, and begins anew
    def test_each_click_takes_another_one(self):
        taken = self._clicks(lambda env, _number: env["grid.callback"].action_take_next()["res_id"])
        self.assertEqual(len(set(taken)), 3)

    @mute_logger("odoo.sql_db")  # who comes second is refused by the index, and begins anew
    def test_promises_to_one_person_at_once_are_one(self):
        moment = fields.Datetime.now()

        def promise(env, _number):
            branch = env["grid.branch"].browse(self.branch_id)
            return env["grid.callback"]._promise([self._vals(branch, "+79061119999", moment)]).id

        self.assertEqual(len(set(self._clicks(promise))), 1)
