"""One proof sent several times at once: real transactions let it serve once."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

from .proof import solve

MARKS = {"session_mark": "sending race", "address_mark": "sending race"}


@tagged("post_install", "-at_install")
class TestSendingRace(RaceCase):
    CODE = "RACS"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            self.branch_id = env["grid.branch"].create({"name": "Гонка отправлений", "code": self.CODE}).id
            self.proof = solve(env["grid.portal.sending"]._challenge("appeal"))
            env.cr.commit()

    @mute_logger("odoo.sql_db")
    def test_of_three_clicks_at_once_one_spends_the_proof(self):
        taken = self._clicks(lambda env, _number: env["grid.portal.sending"]._admit("appeal", self.proof, MARKS))
        self.assertEqual(taken, [True] * 3, "the others are two of the few without a proof")
        guard, env = self._transaction()
        with guard:
            noted = env["grid.portal.sending"].search([("session_mark", "=", MARKS["session_mark"])])
            self.assertEqual(sorted(map(bool, noted.mapped("nonce"))), [False, False, True])

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_portal_sending WHERE session_mark = %s", [MARKS["session_mark"]])
