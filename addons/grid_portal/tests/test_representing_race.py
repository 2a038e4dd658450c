"""What is asked by several clicks at once: real transactions keep one request to act for another customer."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

EMAIL = "race.representing@example.com"
MARKS = {"session_mark": "race representing", "address_mark": "race representing"}
TYPED = {
    "kind": "attorney",
    "principal_name": "Гонкин завод",
    "principal_number": "0000000000",
    "document_number": "7/26",
    "document_date": "2026-01-12",
    "valid_until": "2027-01-12",
}


@tagged("post_install", "-at_install")
class TestRepresentingRace(RaceCase):
    CODE = "RACR"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            self.asker_id = env["res.partner"].create({"name": "Гонкина Анна", "email": EMAIL}).id
            env.cr.commit()

    def _ask(self, env, **changes):
        asker = env["res.partner"].browse(self.asker_id)
        typed = {**TYPED, **changes}
        asked = env["grid.representation.request"]._ask(asker, typed, env["ir.attachment"], MARKS)
        env.cr.commit()
        return asked.id

    @mute_logger("odoo.sql_db")
    def test_three_clicks_at_once_ask_once(self):
        asked = self._clicks(lambda env, _number: self._ask(env))
        self.assertEqual(len(set(asked)), 1)

    @mute_logger("odoo.sql_db")
    def test_what_differs_is_asked_apart(self):
        asked = self._clicks(lambda env, number: self._ask(env, document_number=f"{number}/26"))
        self.assertEqual(len(set(asked)), 3)

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_representation_request WHERE partner_id = %s", [self.asker_id])
        env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.asker_id])
