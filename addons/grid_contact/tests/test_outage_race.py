"""Two people press at once: real transactions on connections of their own, supply comes back once and is told once."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

MAIL = "dvukratov@example.com"


@tagged("post_install", "-at_install")
class TestOutageRace(RaceCase):
    CODE = "ORACE"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка отключений", "code": self.CODE})
            self.partner_id = env["res.partner"].create({"name": "Двукратов Егор", "email": MAIL}).id
            point = env["grid.usage.point"].create(
                {
                    "name": "ORACE-1",
                    "partner_id": self.partner_id,
                    "branch_id": branch.id,
                    "address": "г. Гонки, ул. Двойная, д. 2",
                    "feeder": "Ф-гонка",
                }
            )
            self.feeder_id = point.feeder_id.id
            outage = env["grid.outage"].create(
                {"branch_id": branch.id, "feeder_ids": point.feeder_id.ids, "cause": "Обрыв провода"}
            )
            outage.action_start()
            env["helpdesk.ticket"].create(
                {
                    "name": "Нет света",
                    "description": "<p>Нет света</p>",
                    "kind": "outage_message",
                    "usage_point_id": point.id,
                    "branch_id": branch.id,
                    "partner_id": self.partner_id,
                }
            )
            self.outage_id = outage.id
            env.cr.commit()

    def _outage(self, env):
        return env["grid.outage"].browse(self.outage_id)

    def _restore(self, env):
        try:
            return self._outage(env).action_restore()
        except UserError:
            return False

    @mute_logger("odoo.sql_db")  # who comes second waits, is refused by the database and tries again
    def test_supply_comes_back_once_and_is_told_once(self):
        done = self._clicks(lambda env, _number: self._restore(env))
        self.assertEqual(sorted(done), [False, False, True])
        told = self._clicks(lambda env, _number: self._outage(env)._tell_batch())
        self.assertEqual(sorted(told), [0, 0, 1])
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["mail.mail"].search_count([("email_to", "=", MAIL)]), 1)
            self.assertEqual(self._outage(env).ticket_ids.outage_told, "email")

    def _sweep_before(self, env, branch):
        env["mail.mail"].search([("email_to", "=", MAIL)]).unlink()
        env.cr.execute(SQL("UPDATE helpdesk_ticket SET outage_id = NULL WHERE outage_id = %s", self.outage_id))
        env.cr.execute(SQL("DELETE FROM mail_message WHERE model = 'grid.outage' AND res_id = %s", self.outage_id))
        for table, column, value in (
            ("grid_outage", "id", self.outage_id),
            ("grid_usage_point", "partner_id", self.partner_id),
            ("grid_feeder", "id", self.feeder_id),
        ):
            names = SQL.identifier(table), SQL.identifier(column)
            env.cr.execute(SQL("UPDATE helpdesk_ticket SET usage_point_id = NULL WHERE branch_id = %s", branch.id))
            env.cr.execute(SQL("DELETE FROM %s WHERE %s = %s", *names, value))

    def _sweep_after(self, env):
        env.cr.execute(SQL("DELETE FROM res_partner WHERE id = %s", self.partner_id))
