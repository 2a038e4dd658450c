"""Form 4.3 against a count by hand: calls of a year by what became of them, means of wait and of talk."""

from datetime import datetime, timedelta
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_contact.tests.common_calls import CallsMixin

from ..statutory.figures import NO_FIGURE
from .common_statutory import FormChecks

#: Began (UTC; seven hours later here), seconds of waiting and of talk of an answered call, else how it ended.
CALLS = (
    ("2024-12-31 16:59:59", 15, 60),  # still 2024 here
    ("2024-12-31 17:00:00", 15, 60),
    ("2025-05-05 05:00:00", 30, 240),
    ("2025-05-05 05:00:00", 75, 120),
    ("2025-05-05 06:00:00", "lost"),
    ("2025-05-05 07:00:00", "menu"),
    ("2025-05-05 08:00:00", "menu"),
    ("2025-05-05 09:00:00", "rings"),  # has not ended
    ("2025-12-31 17:00:00", 15, 60),  # already 2026 here
)


@tagged("post_install", "-at_install")
class TestForm43(CallsMixin, FormChecks, AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.env.company.phone = "+78000000001"
        cls._settle_exchange()

    def setUp(self):
        super().setUp()
        for number, (began, *course) in enumerate(CALLS):
            # what an exchange tells began ten minutes ago
            with freeze_time(datetime.fromisoformat(began) + timedelta(minutes=10)):
                self._call(f"+7905000{number:04}", *course)
        self.enterContext(freeze_time("2026-02-02 03:00:00"))

    def _call(self, caller, how, talk=0):
        if how == "lost":
            self._lost(caller)
        elif how == "menu":
            self._tell(
                f"menu-{caller}",
                ("incoming", 0, {"caller": caller, "line": "88000000000"}),
                ("menu", 1, {"step": "status", "exit": "solved"}),
                ("hung_up", 20, {}),
            )
        elif how == "rings":
            self._ringing(caller)
        else:
            self._answered(caller, how, talk)

    def _values(self, report):
        return {row.key: row.values[2] for row in report._sheet().rows}

    def test_the_figures_are_those_counted_by_hand(self):
        report = self._report("4.3")
        values = self._values(report)
        # 3 answered, 2 by the menu, 1 lost; waits 15 + 30 + 75 s, talks 60 + 240 + 120 s
        self.assertEqual([values[row] for row in ("2", "2.1", "2.2")], [6, 3, 2])
        self.assertEqual([values[row] for row in ("3", "4")], [Decimal("0.7"), Decimal("2.3")])
        self.assertEqual((values["1.1"], values["1.2"]), ("8 (800) 000-00-01", "8 (800) 000-00-00"))
        self.assertIn(": 1.", report._sheet().notes[0])
        self.assert_opens_what_it_counts(report)

    def test_a_year_without_calls_has_dashes(self):
        values = self._values(self._report("4.3", year=2019))
        self.assertEqual([values[row] for row in ("1.2", "2", "2.1", "2.2", "3", "4")], [NO_FIGURE] * 6)

    def test_a_year_of_lost_calls_has_zeros_and_no_means(self):
        with freeze_time("2023-03-03 03:00:00"):
            self._lost()
        values = self._values(self._report("4.3", year=2023))
        self.assertEqual([values[row] for row in ("2", "2.1", "2.2", "3", "4")], [1, 0, 0, NO_FIGURE, NO_FIGURE])

    def test_nobody_is_named(self):
        report = self._report("4.3")
        report.action_publish()
        self.assertNotIn("905", str(report.snapshot["rows"]))

    def test_a_supervisor_counts_the_own_branches(self):
        report = self._report("4.3")
        self.assertEqual(self._values(report.with_user(self.users["supervisor"]))["2"], 6)
        self.users["supervisor"].branch_ids = self.other_branch
        self.assertEqual(self._values(report.with_user(self.users["supervisor"]))["2"], NO_FIGURE)

    def test_calls_cost_as_much_as_one(self):
        self.assert_queries(self._report("4.3"), 6)
