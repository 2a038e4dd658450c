"""Every counted indicator twice, where each has a figure of its own: by the program and slowly in plain Python."""

from collections import Counter

from odoo.tests import tagged

from ..indicators import rounded
from .common_counted import CountedCase
from .common_indicator import YEAR
from .slow_count import SlowCount


@tagged("post_install", "-at_install")
class TestEveryIndicator(CountedCase):
    def setUp(self):
        super().setUp()
        head = self.users["head"]
        self.seen = self.page.with_user(head).with_context(allowed_company_ids=self.company.ids)

    def test_every_figure_is_counted_twice(self):
        counted = self.env["grid.indicator"].search([("fact_source", "=", "counted")])
        slow = SlowCount(self.env, self.company, YEAR).facts()
        self.assertEqual(set(slow), set(counted.mapped("code")), "each counted indicator has its slow count")
        facts = self.seen._figures().facts
        for code, fact in slow.items():
            with self.subTest(code):
                self.assertTrue(fact, "it is counted here")
                self.assertEqual(facts[code], rounded(fact))
        same = [fact for fact, times in Counter(slow.values()).items() if times > 1]
        self.assertFalse({code: str(fact) for code, fact in slow.items() if fact in same}, "each has its own figure")

    def test_the_list_behind_each_figure_holds_as_many_records(self):
        slow = SlowCount(self.env, self.company, YEAR)
        for value in self.seen.value_ids.filtered(lambda one: one.indicator_id.aggregate == "count"):
            action = value.action_open_counted()
            found = self.env[action["res_model"]].with_user(self.users["head"]).with_context(action["context"])
            with self.subTest(value.indicator_id.code):
                self.assertEqual(found.search_count(action["domain"]), slow.facts()[value.indicator_id.code])

    def test_a_branch_counts_its_own_and_the_company_their_sum(self):
        pages = self.pages.with_context(allowed_company_ids=self.company.ids)
        whole = self.seen.value_ids.filtered(lambda one: one.indicator_id.code == "informativeness_6_1")
        total = self.env["helpdesk.ticket"].search_count(whole.action_open_whole()["domain"])
        parts = 0
        for branch in self.env["grid.branch"].search([("company_id", "=", self.company.id), ("parent_id", "=", False)]):
            page = pages.create({"year": YEAR, "branch_id": branch.id})
            value = page.value_ids.filtered(lambda one: one.indicator_id.code == "informativeness_6_1")
            parts += self.env["helpdesk.ticket"].search_count(value.action_open_whole()["domain"])
        self.assertEqual(parts, total)

    def test_more_breaches_than_applications_are_no_data_and_no_fault(self):
        """A supervisor sees fewer applications than the breaches that were entered for the whole company."""
        self._value("antitrust_breaches").write({"fact_text": "1000", "document": "Справка № 1"})
        for role in ("head", "supervisor"):
            with self.subTest(role):
                self.assertIsNone(self._as(role, self.page)._figures().facts["antitrust"])
