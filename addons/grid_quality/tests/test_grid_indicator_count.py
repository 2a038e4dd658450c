"""Facts counted by the program, and again slowly, one record after the other; and what opens behind them."""

import gc

from odoo.tests import tagged

from ..indicators import rounded
from .common_indicator import YEAR, IndicatorCase
from .slow_count import SlowCount

#: Of a page with 48 counted indicators in two time zones.
QUERIES = 71
#: In which the sample company works.
SAMPLE_YEARS = (2025, 2026)


@tagged("post_install", "-at_install")
class TestGridIndicatorCount(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        cls.other_branch.tz = "Asia/Vladivostok"
        made = (
            ("consultation", "metering", f"{YEAR}-02-01 05:00:00"),
            ("complaint", "power_quality", f"{YEAR}-02-02 05:00:00"),
            ("complaint", "service", f"{YEAR}-03-02 05:00:00"),
            ("authority_request", "other", f"{YEAR}-03-03 05:00:00"),
            ("proposal", "service", f"{YEAR}-03-04 05:00:00"),
            # the year begins and ends by the clock of the branch: 17:00 UTC is midnight in Kemerovo
            ("consultation", "other", f"{YEAR - 1}-12-31 17:30:00"),
            ("consultation", "other", f"{YEAR - 1}-12-31 16:30:00"),
            ("complaint", "other", f"{YEAR}-12-31 16:59:59"),
            ("complaint", "other", f"{YEAR}-12-31 17:00:00"),
        )
        cls.made = [cls._came(at, kind=kind, theme=theme) for kind, theme, at in made]
        # in Vladivostok it is the new year already at 14:30 UTC
        cls._came(f"{YEAR - 1}-12-31 14:30:00", kind="consultation", branch_id=cls.other_branch.id)
        cls._measure(cls.made[2], f"{YEAR}-03-20")
        cls._came(f"{YEAR}-04-10 05:00:00", kind="complaint", theme="service", previous_id=cls.made[2].id)
        cls._came(f"{YEAR}-11-10 05:00:00", kind="complaint", theme="service", previous_id=cls.made[2].id)
        improvement = {"name": "Открыть окно в субботу", "branch_id": cls.branch.id}
        changed = cls.env["grid.improvement"].create([improvement, improvement])[0]
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE grid_improvement SET state = 'done', done_on = %s WHERE id = %s", (f"{YEAR}-12-31", changed.id)
        )
        cls.env.invalidate_all()
        cls._came(f"{YEAR}-06-01 05:00:00", kind="application", theme="metering", answered_at=f"{YEAR}-06-11 20:00:00")
        cls.env.flush_all()

    def test_every_figure_agrees_with_the_slow_count(self):
        for year in (YEAR, *SAMPLE_YEARS):
            page = self.page if year == YEAR else self.pages.search([("year", "=", year), ("branch_id", "=", False)])
            page = page or self.pages.create({"year": year})
            facts = self._as("head", page)._figures().facts
            for code, slow in SlowCount(self.env, self.company, year).facts().items():
                with self.subTest(year=year, code=code):
                    self.assertEqual(facts[code], rounded(slow))

    def test_figures_counted_by_hand(self):
        facts = self.page._figures().facts
        # of the made ones eleven came in the year: three consultations among them
        appeals = self.env["helpdesk.ticket"].search_count(self._local_period().domain("helpdesk.ticket"))
        self.assertEqual(appeals, 11)
        self.assertEqual(str(facts["informativeness_6_1"]), "27.2727")
        self.assertEqual(str(facts["feedback_2_6"]), "1.0000")
        self.assertEqual(str(facts["feedback_2_3"]), "100.0000")
        self.assertEqual(str(facts["feedback_3_1"]), "18.0000")
        self.assertEqual(str(facts["internal_answer_days"]), "11.0000")

    def test_what_opens_behind_a_figure_is_what_was_counted(self):
        page = self._as("head", self.page)
        value = page.value_ids.filtered(lambda one: one.indicator_id.code == "informativeness_6_1")
        part, whole = value.action_open_counted(), value.action_open_whole()
        found = [self._as("head", self.env[one["res_model"]]).search_count(one["domain"]) for one in (part, whole)]
        self.assertEqual(found, [3, 11])
        for one in page.value_ids.filtered(lambda one: one.indicator_id.fact_source == "counted"):
            action = one.action_open_counted()
            self.env[action["res_model"]].search(action["domain"], limit=1)

    def test_a_mean_of_days_opens_the_records_that_have_both_dates(self):
        """Of eleven appeals of the year one was answered: its days are the mean, and it alone opens."""
        row = self.env.ref("grid_quality.indicator_internal_answer_days")
        row.counted_day = False
        value = self.page.value_ids.filtered(lambda one: one.indicator_id == row)
        opened = value.action_open_counted()
        self.assertEqual(str(self.page._figures().facts[row.code]), "11.0000")
        self.assertEqual(self.env["helpdesk.ticket"].search(opened["domain"]).mapped("kind"), ["application"])
        self.page.action_close()
        self.assertIn("today", value.action_open_counted()["name"], "the year stays, the records do not")

    def test_a_supervisor_counts_the_own_branches(self):
        ours = self._as("supervisor", self.page)._figures().facts["informativeness_6_1"]
        self.assertEqual(str(ours), "20.0000")
        branch = self.pages.create({"year": YEAR, "branch_id": self.branch.id})
        self.assertEqual(branch._figures().facts["informativeness_6_1"], ours)

    def test_whoever_may_not_count_sees_no_data_and_no_fault(self):
        row = self.env.ref("grid_quality.indicator_internal_overdue")
        row.counted_domain = "[('partner_id.snils', '=', False)]"
        seen = {role: self._as(role, self.page)._figures().facts[row.code] for role in ("head", "methodologist")}
        self.assertIsNone(seen["methodologist"])
        self.assertEqual(seen["head"], 13, "of the year before and of the next one too: it is a state")

    def test_a_page_asks_one_query_a_count(self):
        # a collected environment forgets its company, and asks for its user once more
        gc.disable()
        self.addCleanup(gc.enable)
        page = self._as("head", self.page)
        page._figures()
        self.env.invalidate_all()
        page.value_ids.indicator_id.mapped("counted_domain")
        with self.assertQueryCount(QUERIES):
            page._figures()

    def _local_period(self):
        return self.page._local_period()
