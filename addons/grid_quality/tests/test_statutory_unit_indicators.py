"""The unit's report of Ин, Ис and Рс: the page of indicators of a year or a quarter, and what it opens."""

from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..statutory.figures import NO_FIGURE
from .common_indicator import YEAR, IndicatorCase
from .common_statutory import FormChecks

QUARTERLY = "unit-indicators-quarter"
SCORE, PLANNED, WEIGHT, SHARE, WITHOUT = range(2, 7)


@tagged("post_install", "-at_install")
class TestUnitIndicators(FormChecks, IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._enter_everything()
        cls.quarter = cls.pages.create({"year": YEAR, "quarter": "2"})
        cls.report = cls._report(QUARTERLY, year=YEAR, part=2)

    def rows(self, report):
        return {row.key: row.values for row in report._sheet().rows}

    def enter_quarter(self, **others):
        for parameter in self.parameters:
            self._enter(parameter.code, *others.get(parameter.code, ("1", "1")), self.quarter)

    def test_all_on_plan_is_the_published_value(self):
        """0.1 · 2 + 0.7 · 0.425 + 0.2 · 2, by hand."""
        self.enter_quarter()
        rows = self.rows(self.report)
        figures = {code: tuple(map(str, values[SCORE : SHARE + 1])) for code, values in rows.items()}
        self.assertEqual(
            figures,
            {
                "informativeness": ("2.0000", "2.0000", "0.1", "0.2000"),
                "execution": ("0.4250", "0.4250", "0.7", "0.2975"),
                "feedback": ("2.0000", "2.0000", "0.2", "0.4000"),
                "total": ("0.8975", "0.8975", "", ""),
            },
        )

    def test_what_went_worse_stands_beside_the_plan(self):
        self.enter_quarter(informativeness_2_1=("2", "1"))
        # groups 2, (3 + 2 + 2) / 3, 2, 2, 2, 2
        self.assertEqual(
            self.rows(self.report)["informativeness"][SCORE : PLANNED + 1], (Decimal("2.0556"), Decimal("2.0000"))
        )

    def test_a_quarter_and_its_year_have_pages_of_their_own(self):
        self.enter_quarter()
        year = self._report("unit-indicators", year=YEAR)
        self.assertEqual(self.rows(year)["total"][SCORE], NO_FIGURE)
        self._enter_all()
        self._enter("informativeness_2_1", "1", "1", self.quarter)
        self.assertEqual(str(self.rows(year)["total"][SCORE]), "0.8975")
        with self.assertRaisesRegex(UserError, f"quarter 3 of {YEAR}"):
            self._report(QUARTERLY, year=YEAR, part=3).with_context(lang="en_US")._page_of_period()

    def test_a_score_opens_its_parameters_and_what_lacks_data(self):
        self.assert_opens_what_it_counts(self.report)
        action = self.report.action_records("feedback", SCORE)
        opened = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(opened.year_id, self.quarter)
        self.assertEqual(opened.indicator_id, self.parameters.filtered(lambda one: one.parent_id.code == "feedback"))

    def test_no_data_is_no_zero_and_said(self):
        report = self.report.with_context(lang="en_US")
        rows = self.rows(report)
        self.assertEqual((rows["execution"][SCORE], rows["total"][SCORE]), (NO_FIGURE, NO_FIGURE))
        of_it = self.parameters.filtered(lambda one: one.parent_id.code == "execution")
        self.assertEqual(rows["execution"][WITHOUT], len(of_it))
        self.assertTrue(report._sheet().notes)

    def test_a_closed_quarter_keeps_its_figures(self):
        self.enter_quarter()
        self.quarter.action_close()
        before = self.rows(self.report)
        second = self.pages.browse(self.quarter.action_correct()["res_id"])
        self._enter("informativeness_2_1", "2", "1", second)
        self.assertEqual(self.rows(self.report), before, "an open correction counts nothing yet")
        self.assertTrue(self.report._stays())

    def test_the_cost_does_not_grow(self):
        self.assert_queries(self.report, 40)
