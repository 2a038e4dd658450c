"""Forms 2.1 to 2.3 of order 1256: the page of the year as the order prints it, facts counted slowly again."""

from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..indicators import number_path, rounded
from ..statutory.figures import NO_FIGURE
from .common_indicator import YEAR, IndicatorCase
from .common_statutory import FormChecks
from .test_grid_indicator_count import SlowCount

FORMS = {"1256-2.1": "informativeness", "1256-2.2": "execution", "1256-2.3": "feedback"}
FACT, PLAN, RATIO, SCORE = 2, 3, 4, 6


@tagged("post_install", "-at_install")
class TestStatutoryIndicators(FormChecks, IndicatorCase):
    def rows(self, code):
        report = self.env["grid.statutory.report"].search([("code", "=", code), ("year", "=", YEAR)])
        report = report or self._report(code, year=YEAR)
        return {row.key: row for row in report._sheet().rows}

    def in_order(self, parameters):
        return sorted(parameters.mapped("number"), key=number_path)

    def test_each_parameter_stands_where_the_form_has_it(self):
        for form, indicator in FORMS.items():
            rows = self.rows(form)
            parameters = self.parameters.filtered(lambda one, code=indicator: one.parent_id.code == code)
            with self.subTest(form):
                self.assertEqual({*rows}, {*parameters.mapped("code"), indicator})
                self.assertEqual([*rows][-1], indicator)
                self.assertEqual([row.values[0] for row in rows.values()][:-1], self.in_order(parameters))

    def test_facts_are_counted_twice(self):
        came = self._came(f"{YEAR - 1}-12-31 17:30:00", kind="consultation", theme="metering")
        self._came(f"{YEAR}-12-31 17:00:00", kind="consultation", theme="metering")
        self._came(f"{YEAR}-05-05 05:00:00", kind="complaint", theme="power_quality")
        self._measure(came, f"{YEAR}-03-20")
        slow = SlowCount(self.env, self.company, YEAR).facts()
        compared = 0
        for form in FORMS:
            for code, row in self.rows(form).items():
                if code in slow:
                    with self.subTest(code):
                        fact, counted = row.values[FACT], rounded(slow[code])
                        self.assertEqual(None if fact == NO_FIGURE else fact, counted)
                        compared += 1
        self.assertGreater(compared, 12)

    def test_all_on_plan_is_two_points(self):
        self._enter_everything()
        self._enter_all(informativeness_2_1=("2", "1"), execution_1_1=("15", "12"))
        rows = self.rows("1256-2.1")
        self.assertEqual(rows["informativeness_3"].values[FACT : PLAN + 1], (1, 1))
        worse = rows["informativeness_2_1"].values
        self.assertEqual((worse[PLAN], worse[RATIO], worse[SCORE]), (2, Decimal("50.0"), 3))
        # groups 2, (3 + 2 + 2) / 3, 2, 2, 2, 2
        self.assertEqual(str(rows["informativeness"].values[SCORE]), "2.0556")
        self.assertEqual(str(self.rows("1256-2.2")["execution"].values[SCORE]), "0.4250")
        facts = self.page._figures().facts
        for form, code in FORMS.items():
            self.assertEqual(self.rows(form)[code].values[SCORE], facts[code])

    def test_what_nobody_entered_is_no_zero(self):
        rows = self.rows("1256-2.1")
        self.assertEqual(rows["informativeness_2_1"].values[FACT : PLAN + 1], (NO_FIGURE, NO_FIGURE))
        self.assertEqual(rows["informativeness"].values[SCORE], NO_FIGURE)

    def test_a_fact_opens_its_records_or_its_document(self):
        self._came(f"{YEAR}-02-02 05:00:00", kind="consultation")
        self._enter("informativeness_2_1", "1", "1")
        report = self._report("1256-2.1", year=YEAR)
        counted, entered = (
            report.action_records(code, FACT) for code in ("informativeness_6_1", "informativeness_2_1")
        )
        self.assertEqual(self.env[counted["res_model"]].search_count(counted["domain"]), 1)
        self.assertEqual(self.env[entered["res_model"]].search(entered["domain"]).document, "Отчёт № 5")

    def test_a_share_opens_its_part_and_its_whole(self):
        """One consultation of three appeals: both lists open, also of the published form; a count has one list."""
        for day, kind in (("02", "consultation"), ("03", "complaint"), ("04", "complaint")):
            self._came(f"{YEAR}-02-{day} 05:00:00", kind=kind)
        report = self._report("1256-2.1", year=YEAR)
        for state in ("draft", "published"):
            with self.subTest(state):
                self.assertEqual(report.state, state)
                sides = [report.action_records("informativeness_6_1", FACT, is_whole) for is_whole in (False, True)]
                found = [self.env[one["res_model"]].search_count(one["domain"]) for one in sides]
                self.assertEqual(found, [1, 3])
                drawn = {row["key"]: row["cells"][FACT] for row in report.table["rows"]}
                self.assertTrue(drawn["informativeness_6_1"]["whole"])
                self.assertFalse(drawn["informativeness_1_2a"]["whole"])
                with self.assertRaisesRegex(UserError, "Nothing is counted"):
                    report.with_context(lang="en_US").action_records("informativeness_1_2a", FACT, True)
            if state == "draft":
                report.action_publish()

    def test_a_closed_year_keeps_its_figures(self):
        self._came(f"{YEAR}-02-02 05:00:00", kind="consultation")
        self.page.action_close()
        before = self.rows("1256-2.1")["informativeness_6_1"].values
        self._came(f"{YEAR}-02-03 05:00:00", kind="complaint")
        self.assertEqual(self.rows("1256-2.1")["informativeness_6_1"].values, before)

    def test_an_open_correction_does_not_count_before_it_is_closed(self):
        self.page.action_close()
        second = self.page.browse(self.page.action_correct()["res_id"])
        self._enter("informativeness_2_1", "1", "1", second)
        self.assertEqual(self.rows("1256-2.1")["informativeness_2_1"].values[FACT], NO_FIGURE)
        second.reason = "Факт внесён по акту"
        second.action_close()
        self.assertEqual(self.rows("1256-2.1")["informativeness_2_1"].values[FACT], 1)

    def test_where_the_law_does_not_ask_the_form_says_so(self):
        report = self._report("1256-2.1", year=YEAR)
        said = "its internal indicators"
        worded = report.with_context(lang="en_US")
        for began, internal in (("2019-01-01", True), ("2015-01-01", False)):
            self.company.regulation_began_on = began
            with self.subTest(began):
                self.assertEqual(said in " ".join(worded._notes(worded._sheet())), internal)
        self.assertNotIn(
            said, " ".join(self._report("1256-3.1", year=YEAR).with_context(lang="en_US")._policies_read())
        )

    def test_a_year_without_a_page_says_what_to_do(self):
        with self.assertRaisesRegex(UserError, f"{YEAR + 1}"):
            self._report("1256-2.1", year=YEAR + 1)._sheet()

    def test_the_cost_does_not_grow(self):
        for form, limit in (("1256-2.1", 40), ("1256-2.2", 45), ("1256-2.3", 45)):
            self.assert_queries(self._report(form, year=YEAR), limit)
