from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_indicator import YEAR, IndicatorCase
from .common_statutory import FormChecks

QUARTERS = ("1", "2", "3", "4")


@tagged("post_install", "-at_install")
class TestGridIndicatorQuarter(FormChecks, IndicatorCase):
    """Inner pages of quarters: by local days of the branch, closed on their own, read by no form."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        # 17:00 UTC is midnight in Novokuznetsk: by hand one, two, one and none of these came in the quarters
        for at in (
            f"{YEAR}-03-31 16:59:59",
            f"{YEAR}-03-31 17:00:00",
            f"{YEAR}-06-30 16:59:59",
            f"{YEAR}-09-30 16:59:59",
        ):
            cls._came(at, kind="consultation")
        cls._came(f"{YEAR}-05-05 05:00:00", kind="complaint", theme="power_quality")
        cls.quarters = cls.pages.create([{"year": YEAR, "quarter": number} for number in QUARTERS])

    def test_a_quarter_counts_its_local_days_and_all_make_the_year(self):
        shares = [page._figures().facts["informativeness_6_1"] for page in self.quarters]
        self.assertEqual([share and str(share) for share in shares], ["100.0000", "66.6667", "100.0000", None])
        numbers = [self._asked(page) for page in self.quarters]
        self.assertEqual(numbers, [1, 3, 1, 0])
        self.assertEqual(self._asked(self.page), sum(numbers))

    def _asked(self, page):
        action = self._value("informativeness_6_1", page).action_open_whole()
        return self.env[action["res_model"]].search_count(action["domain"])

    def test_scores_and_quality_of_connection_are_those_of_the_quarter(self):
        page = self.quarters[1]
        self._enter_everything()
        for parameter in self.parameters:
            self._enter(parameter.code, "1", "1", page)
        page.invalidate_recordset()
        self.assertEqual(str(page._figures().level.shown), "0.8975")
        self.assertFalse(self.page._figures().facts["level_of_service"])

    def test_a_quarter_is_closed_when_it_has_ended(self):
        page = self._as("head", self.quarters[0])
        with freeze_time(f"{YEAR}-03-31 16:00:00"), self.assertRaisesRegex(UserError, "has not ended"):
            page.action_close()
        with freeze_time(f"{YEAR}-03-31 17:00:00"):
            page.action_close()
        self.assertEqual((page.state, self.quarters[1].state, self.page.state), ("closed", "open", "open"))
        second = page.browse(page.action_correct()["res_id"])
        self.assertEqual((second.quarter, second.version, second.previous_id), ("1", 2, page))

    def test_forms_read_the_year_alone(self):
        self._enter("informativeness_2_1", "1", "1")
        self._enter("informativeness_2_1", "1", "0", self.quarters[3])
        rows = {row.key: row for row in self._report("1256-2.1", year=YEAR)._sheet().rows}
        self.assertEqual(rows["informativeness_2_1"].values[2], 1)
        self.assertEqual(self.pages._last_version(self.company, YEAR, self.env["grid.branch"]), self.page)

    def test_plans_come_from_the_same_quarter_of_the_year_before(self):
        self._value("informativeness_2_1", self.quarters[2]).plan_text = "1"
        after = self.pages.create({"year": YEAR + 1, "quarter": "3"})
        after.action_plan_from_last_year()
        self.assertEqual(self._value("informativeness_2_1", after).plan, 1)
        with self.assertRaisesRegex(UserError, "no plans"):
            self.pages.create({"year": YEAR + 1, "quarter": "4"}).with_context(
                lang="en_US"
            ).action_plan_from_last_year()

    def test_a_quarter_has_one_page(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.pages.create({"year": YEAR, "quarter": "2"})
        names = [page.with_context(lang="en_US").display_name for page in (self.page, self.quarters[1])]
        self.assertEqual(names, [str(YEAR), f"quarter 2 of {YEAR}"])
