"""The sheet of a day against the same calls tallied one by one."""

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_appeal.tests.common_rights import RoleChecks

from ..calls import Ended, tally
from .common_calls import CallsMixin


@tagged("post_install", "-at_install")
class TestGridCallDay(CallsMixin, RoleChecks, AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()

    def _days(self, role="supervisor"):
        self.env.flush_all()
        return self._as(role, self.env["grid.call.day"]).search([("branch_id", "=", self.branch.id)])

    def test_a_day_is_what_its_calls_add_up_to(self):
        with freeze_time("2026-03-02 09:00:00"):
            calls = self._answered(wait=5, talk=30) | self._answered(wait=60, talk=90) | self._lost("+79050000002")
            calls |= self._tell("menu", ("incoming", 0, {}), ("menu", 3, {"exit": "solved"}), ("hung_up", 9, {}))
            self._ringing()  # not ended: of no day yet
            self._as("operator", calls[0]).action_wrap_up(self.env.ref("grid_contact.call_result_informed").id)
            (day,) = self._days()
            names = ("stage", "wait_seconds", "talk_seconds", "is_in_time", "is_solved")
            counted = tally(Ended(*(call[name] for name in names)) for call in calls)
            self.assertEqual(day._tally(), counted)
            self.assertEqual((day.service_level, day.lost_share, day.solved_share), (33.3, 33.3, 50.0))
            self.assertEqual((day.mean_wait, day.mean_talk), (32.5, 60.0))
            self.assertTrue(day.is_below_target and day.is_above_lost)

    def test_the_day_is_the_one_of_the_branch(self):
        self.branch.tz = "Asia/Novokuznetsk"
        with freeze_time("2026-03-01 17:30:00"):  # 2 March, 00:20 there
            self._answered()
            self.assertEqual(str(self._days().day), "2026-03-02")

    def test_roles(self):
        leaders, nobody = {"supervisor", "head"}, set()
        self._assert_roles({"grid.call.day": (leaders, nobody, nobody, nobody)})
        self._answered()
        leader = self._make_user("leader", "supervisor", self.other_branch)
        self.assertFalse(self.env["grid.call.day"].with_user(leader).search([("branch_id", "=", self.branch.id)]))
