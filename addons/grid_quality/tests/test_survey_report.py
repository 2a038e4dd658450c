"""The report of a survey on paper and as a workbook: response and answers with their bounds, both by parts."""

from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import PASSWORD

from ..surveys import mean, proportion
from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyReport(HttpCase, SurveyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.citizens += cls._more_citizens()

    @classmethod
    def _more_citizens(cls):
        """So many that two branches have parts of citizens which an anonymous survey shows."""
        more = cls._customers("Жилец", 6, cls.other_branch)
        cls._consent_to(more)
        return more

    @classmethod
    def _consent_to(cls, customers):
        text = cls.env["grid.consent.text"].search([("version", "=", "t1")])
        cls.env["grid.consent"].create([{"partner_id": one.id, "text_id": text.id} for one in customers])

    def setUp(self):
        super().setUp()
        self.campaign = self._running(sample_size=15, is_anonymous=False)
        for customer, mark in zip(self.citizens[:4], (5, 4, 4, 2), strict=True):
            self._take(self.campaign, customer, mark, options=self.phone)
        self._take(self.campaign, self.firm, 3, options=self.phone + self.site)
        for customer in self.citizens[6:8]:
            self._take(self.campaign, customer, 1, self.other_branch)
        self.env.flush_all()

    def _file(self, kind, role="head"):
        self.users[role].password = PASSWORD
        self.authenticate(self.users[role].login, PASSWORD)
        return self.url_open(f"/grid_quality/survey/{self.campaign.id}/results.{kind}")

    def _saved(self, kind, role="head"):
        out = BytesIO()
        self._as(role, self.campaign)._save_to(out, kind)
        return out

    def _rows(self, role="head"):
        sheets = load_workbook(self._saved("xlsx", role)).worksheets
        return [[row for row in sheet.iter_rows(values_only=True) if row[0]] for sheet in sheets]

    def _bounds(self, interval, factor, form):
        return f"{form % (interval.low * factor)} – {form % (interval.high * factor)}"

    def test_parts_answers_and_response(self):
        results, response, parts = self._rows()
        near = self._stratum(self.campaign, self.branch).display_name
        [row] = [row for row in response if row[0] == near]
        found = proportion(4, 6)
        self.assertEqual(row[1:4], (6, 6, 4))
        self.assertEqual((row[4], row[5]), (66.7, self._bounds(found, 100, "%.1f %%")))
        self.assertEqual(response[-1][1:4], (15, 15, 7))
        [row] = [row for row in parts if row[0] == "Оцените" and row[2] == near]
        marks = mean({1: 0, 2: 1, 3: 0, 4: 2, 5: 1})
        self.assertEqual(row[3:6], (4, 3.75, self._bounds(marks, 1, "%.2f")))
        self.assertEqual(row[6:8], (75, self._bounds(proportion(3, 4), 100, "%.1f %%")))
        [row] = [row for row in parts if row[1] == "Телефон" and row[2] == near]
        self.assertEqual((row[3], row[6]), (4, 100))
        self.assertIn("Response rate: 46.7 %", " ".join(row[0] for row in results[:5]))

    def test_few_are_taken_together_and_nobody_is_told_apart(self):
        """One firm was asked: its answer and its silence stand with those of another part."""
        firm = self.campaign.stratum_ids.filtered(lambda one: one.population == 1).display_name
        self.assertIn(firm, {row[0] for row in self._rows()[1]})
        self.campaign = self._running(survey_id=self.questionnaire.copy().id, sample_size=15)
        question = self.campaign._questions()[0]
        sheets = self.env["survey.user_input"]
        for part in self.campaign.stratum_ids:
            sheets._take_sheet(self.campaign, part, {question: 4}, "written", f"of {part.id}")
        self.env.flush_all()
        _results, response, parts = self._rows()
        self.assertNotIn(firm, {row[0] for row in response} | {row[2] for row in parts})
        [together] = [row for row in response if str(row[0]).startswith("Parts of few")]
        self.assertEqual(together[1:4], (7, 7, 2), "the firm with the smallest other part")
        [answers] = [row for row in parts if row[2] == together[0] and row[0] == "Оцените"]
        self.assertEqual(answers[3], 2)

    def test_a_supervisor_has_the_own_branches_and_paper_says_so(self):
        rows = self._rows("supervisor")
        words = str(rows)
        self.assertIn(self.branch.name, words)
        self.assertNotIn(self.other_branch.name, words)
        self.assertIn("Answers of these branches only", words)
        self.assertEqual(rows[1][-1][1:4], (7, 7, 5))

    def test_paper_has_all_of_it(self):
        pages = PdfReader(self._saved("pdf")).pages
        words = " ".join(" ".join(page.extract_text() for page in pages).split())
        for said in (
            self.campaign.name,
            "Results by question",
            "Who was asked and who answered",
            "Answers by parts of the customers",
            "Response rate",
            "Оцените",
            "Телефон",
        ):
            self.assertIn(said, words)
        self.assertTrue(pages[-1].extract_text().rstrip().endswith(str(len(pages))), "pages are numbered through")

    @mute_logger("odoo.http")
    def test_nobody_else_has_it(self):
        for role in ("manager", "operator", "specialist", "privacy", "administrator"):
            with self.subTest(role):
                self.assertIn(self._file("pdf", role).status_code, (403, 404))

    def test_a_survey_without_an_answer_is_a_report_too(self):
        self.campaign = self._running(survey_id=self.questionnaire.copy().id)
        for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
            answer = self._file(kind)
            self.assertEqual((answer.status_code, answer.content[: len(start)]), (200, start))

    def test_ways_of_answering_are_told_apart(self):
        for customer, mark in zip(self.citizens[8:10], (5, 3), strict=True):
            self._take(self.campaign, customer, mark, self.other_branch, way="written")
        self.env.flush_all()
        ways = self._rows()[3]
        rows = {row[2]: row[3:5] for row in ways if row[0] == "Оцените"}
        self.assertEqual(rows, {"By the Internet": (7, 2.86), "In writing": (2, 4)})
        self.campaign.sudo().is_anonymous = True
        self.env.flush_all()
        self.assertEqual(len(self._rows()), 3, "two who wrote are few: no way is told apart")
