"""An enquiry left twice at one moment: real transactions keep one, and nobody is told of a fault."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

MARKS = {"session_mark": "race", "address_mark": "race"}
LEFT = {
    "contact_name": "Гонкина Анна",
    "phone": "+79050000099",
    "object_address": "с. Гоночное, ул. Первая, 1",
    "power_new_kw": 15,
    "settlement_type": "rural",
}


@tagged("post_install", "-at_install")
class TestConnectRace(RaceCase):
    CODE = "RACC"

    @mute_logger("odoo.sql_db")
    def test_three_clicks_at_once_leave_one_enquiry(self):
        left = self._clicks(lambda env, _number: env["crm.lead"]._leave_on_site(LEFT, MARKS).id)
        self.assertEqual(len(set(left)), 1, "everybody has left the same enquiry")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["crm.lead"].search_count([("session_mark", "=", "race")]), 1)

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM mail_message WHERE model = 'crm.lead' AND res_id IN"
                       " (SELECT id FROM crm_lead WHERE session_mark = 'race')")  # fmt: skip
        env.cr.execute("DELETE FROM crm_lead WHERE session_mark = 'race'")
