"""A methodologist's own indicator: its plan by year, on the page of the year, on the live page, in what-if."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_indicator import YEAR, IndicatorCase


@tagged("post_install", "-at_install")
@freeze_time(f"{YEAR}-06-15 05:00:00")
class TestGridIndicatorOwn(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = (
            cls.env["grid.indicator"]
            .with_user(cls.users["methodologist"])
            .create(
                {
                    "code": "internal_thefts",
                    "name": "Сообщения о хищениях",
                    "direction": "reverse",
                    "unit": "pieces",
                    "fact_source": "counted",
                    "aggregate": "count",
                    "counted_model": "helpdesk.ticket",
                    "counted_domain": "[('kind', '=', 'negative_info')]",
                }
            )
        )
        for branch in (cls.branch, cls.branch, cls.other_branch):
            cls._came(f"{YEAR}-02-01 05:00:00", kind="negative_info", branch_id=branch.id)
        cls.env.ref("grid_quality.indicator_internal_wait").fact_source = "entered"  # a company without a queue
        cls.env.flush_all()

    def _plan(self, plan, page=None):
        with Form(self.own) as form:
            place = next(n for n, value in enumerate(self.own.value_ids) if value.year_id == (page or self.page))
            with form.value_ids.edit(place) as row:
                row.plan_text = plan
        self.env.flush_all()

    def test_it_is_planned_on_its_own_page_and_on_no_other_row(self):
        self.assertEqual(self.own.parent_id, self.env.ref("grid_quality.indicator_internal"))
        self._plan("4")
        value = self._value(self.own.code)
        self.assertEqual((value.plan, value.fact_text, value.ratio, value.score), (4, "3", "75", ""))
        with self.assertRaises(AccessError):
            self._as("methodologist", self._value("saidi")).plan_text = "1"
        with self.assertRaisesRegex(UserError, "counted by the program"):
            self._as("methodologist", value).fact_text = "5"

    def test_a_fact_that_nobody_counts_is_entered_with_its_document(self):
        wait = self._as("methodologist", self._value("internal_wait"))
        wait.write({"plan_text": "15", "fact_text": "12", "document": "Отчёт № 5"})
        self.assertEqual((wait.ratio, wait.entered_by_id), ("80", self.users["methodologist"]))

    def test_another_year_is_added(self):
        self.own.action_add_year()
        self.env.invalidate_all()
        self.assertEqual(self.own.value_ids.mapped("year"), [YEAR + 1, YEAR])
        following = self.pages.search([("year", "=", YEAR + 1)])
        self._plan("2", following)
        self.assertEqual(self._value(self.own.code, following).plan, 2)
        self.own.action_add_year()
        with self.assertRaisesRegex(UserError, "far ahead"):
            self.own.action_add_year()
        with self.assertRaises(AccessError):
            self._as("head", self.own).action_add_year()

    def test_a_closed_year_stays(self):
        with freeze_time(f"{YEAR + 1}-01-20 05:00:00"):
            self._as("head", self.page).action_close()
        with self.assertRaisesRegex(UserError, "closed"):
            self._as("methodologist", self._value(self.own.code)).plan_text = "4"

    def _tile(self, role, code="internal_thefts", **filters):
        page = self._as(role, self.env["grid.live.page"]).with_context(allowed_company_ids=self.company.ids)
        return page.read_tiles(filters).get(f"own_{code}")

    def test_the_live_page_has_the_fact_beside_the_plan(self):
        self.assertIsNone(self._tile("head"), "there is no plan yet")
        for plan, level in (("4", "green"), ("3", "green"), ("2.9", "amber"), ("2", "red")):
            self._plan(plan)
            tile = self._tile("head")
            self.assertEqual((tile["value"], tile["plan"], tile["level"]), (3, float(plan), level))
        self.assertIn("plan 2", tile["said"])
        self.assertEqual(tile["section_title"], "Own indicators: this year against the plan")
        opened = self._as("head", self.env[tile["open"]["res_model"]])
        self.assertEqual(opened.search_count(tile["domain"]), 3)

    def test_what_is_counted_by_days_stands_on_the_live_page_too(self):
        self.env.ref("grid_quality.indicator_internal_wait").fact_source = "counted"
        self._as("methodologist", self._value("internal_wait")).plan_text = "15"
        tile = self._tile("head", "internal_wait")
        self.assertEqual((tile["plan"], tile["count"]), (15, 0))
        self.assertIn(f"{YEAR}-01-01", [term[2] for term in tile["domain"] if isinstance(term, list)])

    def test_a_branch_is_set_against_its_own_plan_alone(self):
        self._plan("4")
        for role, filters in (("head", {"branch_ids": self.branch.ids}), ("supervisor", {})):
            with self.subTest(role):
                tile = self._tile(role, **filters)
                self.assertEqual((tile["value"], tile["plan"], tile["left_out"]), (2, None, []))
        own_page = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        self._plan("1", own_page)
        for role, filters in (("head", {"branch_ids": self.branch.ids}), ("supervisor", {})):
            with self.subTest(role):
                tile = self._tile(role, **filters)
                self.assertEqual((tile["value"], tile["plan"], tile["level"]), (2, 1, "red"))

    def test_a_fact_that_was_entered_opens_its_row(self):
        wait = self._as("methodologist", self._value("internal_wait"))
        wait.write({"plan_text": "15", "fact_text": "12", "document": "Отчёт № 5"})
        self.env.flush_all()
        tiles = {role: self._tile(role, code="internal_wait") for role in ("head", "supervisor")}
        self.assertEqual((tiles["head"]["value"], tiles["head"]["plan"], tiles["head"]["level"]), (12, 15, "green"))
        self.assertEqual(tiles["head"]["domain"], [["id", "in", wait.ids]])
        nothing = tiles["supervisor"]
        self.assertEqual((nothing["value"], nothing["said"], nothing["count"]), (None, "no data", 0))

    def test_it_is_tried_in_what_if(self):
        self._plan("4")
        action = self._as("methodologist", self.page).action_what_if()
        wizard = self.env[action["res_model"]].with_user(self.users["methodologist"]).browse(action["res_id"])
        line = wizard.line_ids.filtered(lambda one: one.indicator_id == self.own)
        self.assertEqual((line.ratio, line.new_ratio, line.score), ("75", "75", ""))
        line.new_fact = "6"
        self.assertEqual(line.new_ratio, "150")
        line.new_plan = "6"
        self.assertEqual((line.ratio, line.new_ratio), ("75", "100"))
        self.assertEqual(self._value(self.own.code).plan, 4, "nothing of it is kept")
