"""Acts of a customer clicked twice at one moment: real transactions make one dispute and one mark."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase


@tagged("post_install", "-at_install")
class TestAppealActsRace(RaceCase):
    CODE = "RACA"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка обращений", "code": self.CODE})
            partner = env["res.partner"].create({"name": "Гонкина Обращений", "email": "race.acts@example.com"})
            ticket = env["helpdesk.ticket"].create(
                {
                    "name": "Отвечено",
                    "description": "<p>?</p>",
                    "branch_id": branch.id,
                    "channel_id": env.ref("grid_appeal.channel_account").id,
                    "partner_id": partner.id,
                }
            )
            ticket.action_register()
            ticket._mark_answered()
            self.ticket_id = ticket.id
            env.cr.commit()

    def _dispute(self, env, number):
        ticket = env["helpdesk.ticket"].browse(self.ticket_id)
        ticket._hold()
        if "dispute" not in ticket._customer_acts():
            return ticket._disputed_by().id
        return ticket._dispute_in_account("Не согласна.", env["ir.attachment"]).id

    def _mark(self, env, number):
        ticket = env["helpdesk.ticket"].browse(self.ticket_id)
        ticket._hold()
        return ticket._give_mark(number, "", "account").id

    @mute_logger("odoo.sql_db")
    def test_three_disputes_at_once_make_one(self):
        told = self._clicks(self._dispute)
        self.assertEqual(len(set(told)), 1)
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].browse(self.ticket_id).next_ids.ids, told[:1])

    @mute_logger("odoo.sql_db")
    def test_three_marks_at_once_are_one(self):
        told = self._clicks(self._mark)
        self.assertEqual(len(set(told)), 1)
        guard, env = self._transaction()
        with guard:
            self.assertIn(env["helpdesk.ticket"].browse(self.ticket_id).mark_ids.value, (1, 2, 3))

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_appeal_mark WHERE branch_id = %s", [branch.id or 0])

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE email = 'race.acts@example.com'")
