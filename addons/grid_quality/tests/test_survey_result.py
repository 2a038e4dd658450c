from io import BytesIO

from openpyxl import load_workbook

from odoo.tests import HttpCase, tagged

from odoo.addons.grid_customer.tests.common import PASSWORD

from ..surveys import Stratum, proportion, weighted_mean
from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyResult(HttpCase, SurveyCase):
    """Figures of a survey, counted by SQL and again by hand, and what each of them opens."""

    def setUp(self):
        super().setUp()
        self.campaign = self._running(is_anonymous=False)
        for customer, mark in zip(self.citizens, (5, 4, 4, 2), strict=False):
            self._take(self.campaign, customer, mark, options=self.phone)
        self._take(self.campaign, self.firm, 3, options=self.phone + self.site, words="Дороже не надо")
        self._take(self.campaign, self.others[0], 1, self.other_branch)
        self.env.flush_all()

    def _result(self, campaign, question, option=None, role="head"):
        results = campaign.with_user(self.users[role]).result_ids
        return results.filtered(
            lambda one: one.question_id == question and one.option_id == (option or one.option_id.browse())
        )

    def _spread(self, result):
        return result.spread.replace("\N{NO-BREAK SPACE}", " ")

    def test_a_mean_is_weighted_by_customers(self):
        found = self._result(self.campaign, self.mark)
        scale = dict.fromkeys(range(1, 6), 0)
        by_hand = weighted_mean(
            {
                "citizens": Stratum(6, {**scale, 5: 1, 4: 2, 2: 1}),
                "firm": Stratum(1, {**scale, 3: 1}),
                "others": Stratum(2, {**scale, 1: 1}),
            }
        )
        self.assertAlmostEqual(by_hand.interval.value, (6 * 3.75 + 3 + 2 * 1) / 9)
        self.assertEqual(found.mean, round(by_hand.interval.value, 2))
        self.assertEqual(found.mean_bounds, f"{by_hand.interval.low:.2f} – {by_hand.interval.high:.2f}")
        self.assertEqual(
            (found.answers, self._spread(found)),
            (
                6,
                "5: 1, 4: 2, 3: 1, 2: 1, 1: 1",
            ),
        )

    def test_a_share_has_the_bounds_of_wilson(self):
        content = self._result(self.campaign, self.mark)
        wilson = proportion(3, 6)
        self.assertEqual((content.share, content.share_bounds),
                         (0.5, f"{wilson.low * 100:.1f} % – {wilson.high * 100:.1f} %"))  # fmt: skip
        phone, site = (self._result(self.campaign, self.choice, option) for option in (self.phone, self.site))
        self.assertEqual((phone.answers, phone.share, site.answers, site.share), (5, 1.0, 1, 0.2))

    def test_every_figure_opens_the_answers_that_it_counts(self):
        Answer = self.env["grid.survey.answer"].with_user(self.users["head"])
        for result in self.campaign.with_user(self.users["head"]).result_ids:
            counted = Answer.search(result.action_answers()["domain"]).filtered(
                lambda one, result=result: one.is_first or result.option_id
            )
            self.assertEqual(len(counted), result.answers, result.question_id.title)
        self.assertEqual(self._result(self.campaign, self.words).answers, 1)

    def test_a_supervisor_counts_the_own_branch(self):
        self.assertEqual(
            self._spread(self._result(self.campaign, self.mark, role="supervisor")),
            "5: 1, 4: 2, 3: 1, 2: 1, 1: 0",
        )

    def test_a_survey_without_an_answer_has_no_figures(self):
        campaign = self._running(survey_id=self.questionnaire.copy().id, asks_by="hand")
        results = campaign.with_user(self.users["head"]).result_ids
        self.assertEqual(set(results.mapped("answers")), {0})
        self.assertFalse(any(results.mapped("mean_bounds")))

    def test_a_part_without_an_answer_is_named(self):
        self.campaign.sheet_ids.filtered(lambda one: one.partner_id == self.firm).unlink()
        self.env.flush_all()
        self.assertIn(self.branch.name, self._result(self.campaign, self.mark).not_heard)

    def test_an_anonymous_answer_hides_what_few_share(self):
        campaign = self._running(survey_id=self.questionnaire.copy().id, asks_by="hand")
        mark = campaign._questions()[0]
        sheets = self.env["survey.user_input"]
        for part in campaign.stratum_ids:
            sheets._take_sheet(campaign, part, {mark: 2}, "written", f"of {part.id}", self.firm)
        self.env.flush_all()
        answers = (
            self.env["grid.survey.answer"].with_user(self.users["head"]).search([("campaign_id", "=", campaign.id)])
        )
        shown = [(one.branch_id, one.customer_group) for one in answers if one.branch_id]
        self.assertEqual(shown, [(self.branch, "1")])  # six citizens; a firm and two neighbours are few
        self.assertFalse(answers.partner_id)
        result = campaign.with_user(self.users["head"]).result_ids.filtered(lambda one: one.question_id == mark)
        self.assertEqual((result.answers, result.mean, result.not_heard), (3, 2, ""))

    def test_the_figures_cost_the_same_whatever_the_number_of_questions(self):
        results = self.campaign.with_user(self.users["head"]).result_ids
        results.mapped("mean")
        self.env.invalidate_all()
        with self.assertQueryCount(25):
            self.campaign.with_user(self.users["head"]).result_ids.mapped("mean")

    def test_marks_of_appeals_are_read_alike(self):
        appeal = self._appeal()
        self.env["grid.appeal.mark"].sudo().create(
            {"ticket_id": appeal.id, "value": 1, "marked_at": "2026-01-31 19:00:00", "way": "letter", "words": "Плохо"}
        )
        self.env.flush_all()
        Answer = self.env["grid.survey.answer"]
        [found] = Answer.with_user(self.users["supervisor"]).search([("ticket_id", "=", appeal.id)])
        self.assertEqual((found.source, found.value, found.words, found.way), ("mark", 1, "Плохо", "internet"))
        self.assertFalse(Answer.with_user(self.users["supervisor"]).search([("branch_id", "=", self.other_branch.id)]))

    def test_the_workbook_holds_the_figures_of_the_screen(self):
        self.users["head"].password = PASSWORD
        self.authenticate(self.users["head"].login, PASSWORD)
        answer = self.url_open(f"/grid_quality/survey/{self.campaign.id}/results.xlsx")
        cells = load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
        [row] = [row for row in cells if row[1] == "Оцените"]
        self.assertEqual(row[2:4], (6, 3.06))
