"""“Send the readings” pressed twice: real transactions on connections of their own take one reading."""

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.grid_appeal.tests.common_race import RaceCase


@tagged("post_install", "-at_install")
class TestReadingRace(RaceCase):
    CODE = "RRACE"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка показаний", "code": self.CODE})
            self.partner_id = env["res.partner"].create({"name": "Двукратова Раиса"}).id
            point = env["grid.usage.point"].create(
                {"name": "RRACE-1", "partner_id": self.partner_id, "branch_id": branch.id, "address": "ул. Двойная, 2"}
            )
            self.meter_id = env["grid.meter"].create({"name": "RRACE-1", "usage_point_id": point.id}).id
            env.cr.commit()

    def _readings(self, env):
        return env["grid.meter.reading"].search([("meter_id", "=", self.meter_id)])

    def _give(self, env, value="100"):
        partner, meter = env["res.partner"].browse(self.partner_id), env["grid.meter"].browse(self.meter_id)
        return env["grid.meter.reading"]._give_reading(partner, meter, {"t1": value})

    def test_three_clicks_at_once_are_one_reading(self):
        given = self._clicks(lambda env, _number: self._give(env).id)
        self.assertEqual(len(set(given)), 1)
        guard, env = self._transaction()
        with guard:
            self.assertEqual(self._readings(env).ids, given[:1])

    def _sweep_before(self, env, branch):
        for table, column, value in (
            ("grid_meter_reading", "meter_id", self.meter_id),
            ("grid_meter", "id", self.meter_id),
            ("grid_usage_point", "partner_id", self.partner_id),
        ):
            names = SQL.identifier(table), SQL.identifier(column)
            env.cr.execute(SQL("DELETE FROM %s WHERE %s = %s", *names, value))

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.partner_id])
