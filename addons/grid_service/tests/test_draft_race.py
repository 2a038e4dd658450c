"""A button pressed twice: real transactions on connections of their own begin one draft."""

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.grid_appeal.tests.common_race import RaceCase


@tagged("post_install", "-at_install")
class TestDraftRace(RaceCase):
    CODE = "DRACE"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка черновиков", "code": self.CODE})
            self.partner_id = env["res.partner"].create({"name": "Двукратова Раиса"}).id
            env["grid.usage.point"].create(
                {"name": "DRACE-1", "partner_id": self.partner_id, "branch_id": branch.id, "address": "ул. Двойная, 2"}
            )
            env.cr.commit()

    def _draft(self, env, code="meter_replace"):
        customer = env["res.partner"].browse(self.partner_id)
        return env["grid.service.request"]._draft_in_account(code, customer, env.company)

    def _drafts(self, env):
        return env["grid.service.request"].search([("partner_id", "=", self.partner_id)])

    def test_three_clicks_at_once_begin_one_draft(self):
        begun = self._clicks(lambda env, _number: self._draft(env).id)
        self.assertEqual(len(set(begun)), 1, "everybody is shown the same draft")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(self._drafts(env).ids, begun[:1])

    def test_another_service_is_another_draft(self):
        guard, env = self._transaction()
        with guard:
            self.assertNotEqual(self._draft(env), self._draft(env, "meter_dismantle"))

    def _sweep_before(self, env, branch):
        for table in ("grid_service_request", "grid_usage_point"):
            env.cr.execute(SQL("DELETE FROM %s WHERE partner_id = %s", SQL.identifier(table), self.partner_id))

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.partner_id])
