from datetime import date

from freezegun import freeze_time

from odoo.tests import TransactionCase, tagged

from odoo.addons.griddesk.sample import load

from .common import unfinished_appeals

MODULE = "griddesk_sample"
MONDAY = "2026-11-23 05:00:00"


@tagged("post_install", "-at_install")
class TestSampleQuality(TransactionCase):
    """Indicators, surveys and a form of the sample company, made by the acts of the product."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = freeze_time(MONDAY)
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        with unfinished_appeals() as folder:
            load(cls.env, folder, today=date(2026, 11, 23))
        cls.company = cls.env.ref("base.main_company")
        cls.head = cls.env["res.users"].search([("login", "=", "head")])
        cls.pages = cls.env["grid.indicator.year"].with_user(cls.head).search([("branch_id", "=", False)])

    def _page(self, year):
        return self.pages.filtered(lambda page: page.year == year)

    def test_the_last_year_is_closed_and_this_one_is_planned_from_it(self):
        before, now = self._page(2025), self._page(2026)
        self.assertEqual((before.state, before.closed_by_id, now.state), ("closed", self.head, "open"))
        self.assertFalse(before.trouble or now.trouble)
        self.assertEqual(before.total_on_plan, "0,8975" if self.env.lang == "ru_RU" else "0.8975")
        for page in (before, now):
            self.assertTrue(page.total)
            values = {value.indicator_id.code: value for value in page.value_ids}
            self.assertTrue(all(values[code].has_plan and values[code].has_fact for code in ("saidi", "saifi")))
            self.assertIn(str(page.year), values["saidi"].document)
        self.assertNotEqual(before.total, now.total)

    def test_a_survey_has_answers_of_twenty_customers_and_one_low_mark(self):
        campaign = self.env.ref(f"{MODULE}.campaign_q01")
        self.assertEqual(campaign.state, "running")
        self.assertGreaterEqual(campaign.sheet_count, 20)
        self.assertEqual(len(campaign.sheet_ids.partner_id), campaign.sheet_count)
        self.assertEqual(set(campaign.sheet_ids.partner_id.mapped("customer_group")), {"1", "2", "3"})
        low = self.env["grid.low.mark"].search([("campaign_id", "=", campaign.id)])
        self.assertEqual((len(low), low.value, low.state, low.user_id.login), (1, 1, "open", "supervisor"))
        self.assertTrue(low.activity_ids)
        overall = campaign.result_ids.with_user(self.head).filtered(
            lambda one: one.question_id == self.env.ref("grid_quality.survey_yearly_overall")
        )
        self.assertEqual(overall.answers, campaign.sheet_count)
        self.assertTrue(overall.mean_bounds and overall.share_bounds)

    def test_a_form_of_the_last_year_is_published(self):
        report = self.env["grid.statutory.report"].search([("code", "=", "4.1"), ("year", "=", 2025)])
        self.assertEqual((report.state, report.published_by_id, report.version), ("published", self.head, 1))
