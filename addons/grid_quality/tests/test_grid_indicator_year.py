from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_indicator import YEAR, IndicatorCase

#: The worked example: Ин 1.9167, Ис 0.4667, Рс 1.9333, together 0.905.
EXAMPLE = {
    "execution_1_1": ("15", "12"),
    "execution_1_2a": ("30", "20"),
    "execution_1_2b": ("30", "20"),
    "execution_1_3": ("0", "0"),
    "execution_2_1": ("1,0", "1,3"),
    "execution_4_1": ("0", "0"),
    "informativeness_5_1": ("1", "0,5"),
    "informativeness_6_2": ("1", "1,3"),
    "feedback_2_1": ("1", "1,3"),
    "feedback_3_1": ("1", "0,5"),
}


@tagged("post_install", "-at_install")
class TestGridIndicatorYear(IndicatorCase):
    """One year's page: plans, facts, scores, and the year that is closed."""

    def test_a_page_has_a_row_for_every_indicator_in_the_order_of_the_forms(self):
        codes = self.page.value_ids.sorted("sequence").mapped("indicator_id.code")
        self.assertEqual(len(codes), 73)
        self.assertEqual(
            codes[:4], ["level_of_service", "informativeness", "informativeness_1_1", "informativeness_1_2a"]
        )
        self.assertLess(codes.index("feedback_5_2"), codes.index("connection_quality"))
        self.assertEqual(
            [self._value(code).depth for code in ("level_of_service", "execution", "execution_2_1")], [0, 1, 2]
        )

    def test_a_heading_without_rows_is_not_on_the_page(self):
        heading = self.env.ref("grid_quality.indicator_internal")
        parts = self.env["grid.indicator"].search([("id", "child_of", heading.id), ("id", "!=", heading.id)])
        parts.write({"valid_to": f"{YEAR - 1}-12-31"})
        self.page._complete()
        codes = self.page.value_ids.mapped("indicator_id.code")
        self.assertNotIn("internal", codes)
        self.assertIn("connection_quality", codes)
        self.env["grid.indicator"].create(
            {"code": "own", "name": "Выезды", "parent_id": heading.id, "fact_source": "entered"}
        )
        self.assertIn("internal", self.page.value_ids.mapped("indicator_id.code"), "it has a row again")

    def test_all_on_plan_gives_the_published_value(self):
        self._enter_everything()
        self._enter_all()
        self.assertEqual((self.page.total, self.page.total_on_plan), ("0.8975", "0.8975"))

    def test_the_worked_example(self):
        self._enter_everything()
        self._enter_all(**EXAMPLE)
        said = [self._value(code).fact_text for code in ("informativeness", "execution", "feedback")]
        self.assertEqual(said, ["1.9167", "0.4667", "1.9333"])
        self.assertEqual(self.page.total, "0.905")
        self.assertEqual(self._value("level_of_service").fact_text, "0.905")
        late = self._value("execution_2_1")
        self.assertEqual((late.ratio, late.score), ("130", "0.75"))

    def test_nothing_is_no_data_and_a_zero_is_a_figure(self):
        self._enter_everything()
        value = self._value("execution_1_3")
        self.assertEqual((value.fact_text, value.lacks, self.page.total), ("", "no data", ""))
        lacking = self.page.lacking
        self._enter("execution_1_3", "0", "0")
        self.assertEqual((value.fact_text, value.lacks, value.score), ("0", "", "0.5"))
        self.assertEqual(self.page.lacking, lacking - 1)
        value.fact_text = " "
        self.assertEqual((value.has_fact, value.lacks), (False, "no data"))

    def test_a_figure_is_written_with_a_comma_and_refused_when_it_is_none(self):
        value = self._value("execution_1_3")
        value.plan_text = "1 200,25"
        self.env.invalidate_all()
        self.assertEqual((value.plan, value.plan_text), (1200.25, "1200.25"))
        for bad in ("five", "-1", "1e30"):
            with self.subTest(bad), self.assertRaises(ValidationError):
                value.plan_text = bad

    def test_a_fact_is_entered_with_its_document(self):
        value = self._value("saidi")
        with self.assertRaisesRegex(ValidationError, "document"):
            value.fact_text = "0.0402"
        head = self._as("head", value)
        head.write({"fact_text": "0.0402", "document": "Форма 8.1 за год"})
        self.assertEqual((value.fact_text, value.entered_by_id), ("0.0402", self.users["head"]))
        self.assertTrue(value.entered_at)

    def test_what_is_counted_is_not_entered(self):
        for code in ("feedback_2_1", "level_of_service"):
            with self.subTest(code), self.assertRaisesRegex(UserError, "counted by the program"):
                self._value(code).fact_text = "5"

    def test_a_closed_year_stays_as_it_was(self):
        self._came(f"{YEAR}-05-05 05:00:00", kind="consultation")
        self._enter("saidi", "0.04", "0.03")
        page = self._as("head", self.page)
        before = self._value("informativeness_6_1").fact_text
        self.assertTrue(before)
        page.action_close()
        self.assertEqual((page.state, page.closed_by_id), ("closed", self.users["head"]))
        self._came(f"{YEAR}-05-06 05:00:00", kind="complaint")
        self.env.invalidate_all()
        self.assertEqual(self._value("informativeness_6_1").fact_text, before)
        at = page.closed_at
        page.action_close()
        self.assertEqual(page.closed_at, at)
        for code in ("saidi", "informativeness_6_1"):
            for name in ("plan_text", "fact_text", "document", "has_fact"):
                with self.subTest(code=code, name=name), self.assertRaisesRegex(UserError, "closed"):
                    self._value(code).write({name: "1"})
        with self.assertRaisesRegex(UserError, "closed"):
            page.unlink()
        self.assertTrue(self.env.ref("grid_quality.indicator_saidi").is_used)

    def test_a_year_that_has_not_ended_is_not_closed(self):
        with freeze_time(f"{YEAR}-12-31 05:00:00"), self.assertRaisesRegex(UserError, "has not ended"):
            self.page.action_close()

    def test_plans_of_the_next_year_are_better_by_the_method(self):
        self._value("level_of_service").plan_text = "1.1289"
        self._value("informativeness_1_1").plan_text = "40"
        following = self.pages.create({"year": YEAR + 1})
        self._value("saidi", following).plan_text = "0.5"
        following.action_plan_from_last_year()
        plans = [self._value(c, following).plan_text for c in ("level_of_service", "informativeness_1_1", "saidi")]
        self.assertEqual(plans, ["1.112", "40", "0.5"])
        with self.assertRaisesRegex(UserError, str(YEAR - 1)):
            self.page.action_plan_from_last_year()

    def test_a_year_without_a_method_says_so_and_shows_its_figures(self):
        self.env.ref("grid_quality.indicator_method_1256").valid_to = f"{YEAR - 1}-12-31"
        self._enter("saidi", "0.04", "0.03")
        self.assertIn(f"31.12.{YEAR}", self.page.trouble)
        self.assertEqual((self.page.total, self._value("saidi").fact_text), ("", "0.03"))

    def test_whether_the_law_asks_is_said(self):
        self.assertFalse(self.page.asked_by_law)
        self.company.regulation_began_on = "2015-01-01"
        self.env.invalidate_all()
        self.assertTrue(self.page.asked_by_law)

    @mute_logger("odoo.sql_db")
    def test_a_year_has_one_page(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.pages.create({"year": YEAR})
        self.pages.create({"year": YEAR, "branch_id": self.branch.id})

    def test_another_year_is_another_page(self):
        self._value("saidi").plan_text = "1"
        with self.assertRaisesRegex(UserError, "entered already"):
            self.page.year = YEAR - 1

    def test_pages_of_other_branches_are_closed_to_a_supervisor(self):
        theirs = self.pages.create({"year": YEAR, "branch_id": self.other_branch.id})
        own = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        seen = self._as("supervisor", self.pages).search([])
        self.assertIn(own, seen)
        self.assertIn(self.page, seen)
        self.assertNotIn(theirs, seen)
        with self.assertRaises(AccessError):
            self._as("supervisor", theirs.value_ids[0]).read(["plan"])
        self.assertIn(theirs, self._as("head", self.pages).search([]))

    def test_a_supervisor_is_told_which_branches_his_figures_are_of(self):
        self.assertIn(self.branch.name, self._as("supervisor", self.page).seen_part)
        self.assertFalse(self._as("head", self.page).seen_part)
        own = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        self.assertFalse(self._as("supervisor", own).seen_part, "all of the branch is seen")

    def test_another_company_learns_nothing(self):
        neighbour = self.env["res.company"].create({"name": "Соседние сети"})
        theirs = self.pages.create({"year": YEAR, "company_id": neighbour.id})
        self.assertNotIn(theirs, self._as("head", self.pages).search([]))
