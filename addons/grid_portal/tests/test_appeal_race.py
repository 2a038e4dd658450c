"""A form sent twice: real transactions make one appeal of it."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

MARKS = {"session_mark": "race", "address_mark": "race"}


@tagged("post_install", "-at_install")
class TestDoubleClick(RaceCase):
    CODE = "RACP"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            self.branch_id = env["grid.branch"].create({"name": "Гонка портала", "code": self.CODE}).id
            env["res.partner"].create({"name": "Гонкина Портала", "email": "race.portal@example.com"})
            self.key = env["grid.portal.submission"]._new_key()
            env.cr.commit()

    def _send(self, env):
        submission = env["grid.portal.submission"]._open(self.key, MARKS)
        if not submission.ticket_id:
            submission._file_appeal(
                {
                    "name": "Двойное нажатие",
                    "description": "<p>?</p>",
                    "branch_id": self.branch_id,
                    "channel_id": env.ref("grid_appeal.channel_site").id,
                    "partner_name": "Гонкина Портала",
                    "partner_email": "race.portal@example.com",
                }
            )
        return submission.ticket_id.id, submission.ticket_id.number

    @mute_logger("odoo.sql_db")
    def test_three_sendings_at_once_make_one_appeal(self):
        receipts = self._clicks(lambda env, _number: self._send(env))
        self.assertEqual(len(set(receipts)), 1, "everybody is shown the same appeal")
        self.assertEqual(receipts[0][1][-6:], "000001")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].search_count([("branch_id", "=", self.branch_id)]), 1)
            self.assertEqual(env["grid.portal.submission"]._of_key(self.key).tries, 3)

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_portal_submission WHERE session_mark = 'race'")

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE email = 'race.portal@example.com'")
