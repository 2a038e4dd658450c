from fractions import Fraction

from lxml import html

from odoo.exceptions import UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import PASSWORD

from ..indicators import rounded
from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveySheet(HttpCase, SurveyCase):
    """Answers by the link of an invitation and from paper: once each, and anonymous where it was promised."""

    def setUp(self):
        super().setUp()
        self.campaign = self._running()
        self._send_all()
        self.invitation = self.campaign.invitation_ids[0]
        self.path = f"/survey-of-service/{self.invitation._key()}"
        self.authenticate(None, None)
        self.good = {f"q{self.mark.id}": "4", f"q{self.choice.id}": [self.phone.id, self.site.id],
                     f"q{self.words.id}": " Быстрее <отвечать> "}  # fmt: skip

    def _send(self, path=None, **typed):
        self.env.flush_all()
        typed = {"csrf_token": Request.csrf_token(self), **typed}
        return self.url_open(path or self.path, data=typed, allow_redirects=False)

    def test_the_link_shows_the_questions_and_sending_keeps_the_answers(self):
        page = self.url_open(self.path)
        self.assertEqual((page.status_code, page.headers["Cache-Control"]), (200, "no-store"))
        self.assertIn("Чем удобно", page.text)
        self.assertNotIn(self.invitation.partner_id.name, page.text)
        self.assertFalse(self.campaign.sheet_ids)
        self.assertEqual(self._send(**self.good).status_code, 303)
        sheet = self.campaign.sheet_ids
        lines = sheet.user_input_line_ids
        self.assertEqual(lines.filtered("value_scale").value_scale, 4)
        self.assertEqual(lines.suggested_answer_id, self.phone + self.site)
        self.assertEqual(lines.filtered("value_text_box").value_text_box, "Быстрее <отвечать>")
        self.assertEqual((sheet.way, sheet.state, sheet.answered_on), ("internet", "done", self.company._legal_today()))

    def test_a_page_open_for_too_long_keeps_what_was_answered(self):
        for token in ("", "0o1", "я"):
            answer = self._send(**self.good, csrf_token=token)
            self.assertIn(answer.status_code, (400, 422), token)
            self.assertFalse(self.campaign.sheet_ids)
        answer = self._send(**self.good, csrf_token="0o1")
        page = html.fromstring(answer.content)
        self.assertEqual(page.xpath(f"//textarea[@name='q{self.words.id}']")[0].text.strip(), "Быстрее <отвечать>")
        (token,) = page.xpath("//main//input[@name='csrf_token']/@value")
        self.assertEqual(self._send(**self.good, csrf_token=token).status_code, 303)
        self.assertTrue(self.campaign.sheet_ids)

    def test_a_second_sheet_changes_nothing(self):
        self._send(**self.good)
        self.assertEqual(self._send(**{**self.good, f"q{self.mark.id}": "1"}).status_code, 303)
        self.assertEqual(self.campaign.sheet_ids.user_input_line_ids.filtered("value_scale").value_scale, 4)
        self.assertFalse(html.fromstring(self.url_open(self.path).content).xpath("//main//form"))

    def test_bad_input_is_said_beside_what_was_written(self):
        bad = (
            {},
            {f"q{self.mark.id}": "6"},
            {f"q{self.mark.id}": "\0"},
            {f"q{self.mark.id}": "4", f"q{self.choice.id}": "999999"},
            {f"q{self.mark.id}": "4", f"q{self.words.id}": "я" * 2001},
        )
        for typed in bad:
            with self.subTest(str(typed)[:60]):
                answer = self._send(**{f"q{self.words.id}": "Моё мнение", **typed})
                self.assertEqual(answer.status_code, 422)
                self.assertTrue(html.fromstring(answer.content).xpath("//*[@id='errors']"))
        self.assertFalse(self.campaign.sheet_ids)

    def test_a_closed_survey_takes_nothing(self):
        self.campaign.action_close()
        self.assertEqual(self._send(**self.good).status_code, 422)
        self.assertFalse(html.fromstring(self.url_open(self.path).content).xpath("//main//form"))
        self.assertFalse(self.campaign.sheet_ids)

    @mute_logger("odoo.http")
    def test_no_other_key_opens_anything(self):
        waiting = self._running(survey_id=self.env.ref("grid_quality.survey_yearly").id).invitation_ids[0]
        for key in ("1", "1.x", waiting._key(), self.invitation._key() + "0"):
            self.assertEqual(self._send(f"/survey-of-service/{key}", **self.good).status_code, 404)
            self.assertEqual(self._send(f"/survey-of-service/{key}/refuse").status_code, 404)

    def test_looking_at_the_refusal_changes_nothing_and_sending_it_does(self):
        partner = self.invitation.partner_id
        self.assertEqual(self.url_open(f"{self.path}/refuse").status_code, 200)
        self.assertTrue(partner._has_consent("survey"))
        self.assertEqual(self._send(f"{self.path}/refuse", csrf_token="0o1").status_code, 422)
        self.assertTrue(partner._has_consent("survey"))
        self.assertEqual(self._send(f"{self.path}/refuse").status_code, 303)
        self.env.invalidate_all()
        self.assertFalse(partner._has_consent("survey"))
        self.assertEqual(self._send(f"{self.path}/refuse").status_code, 303)

    def test_nothing_of_an_anonymous_sheet_leads_to_its_customer(self):
        before = self.invitation.read()
        self._send(**self.good)
        self.env.invalidate_all()
        sheet = self.campaign.sheet_ids
        self.assertEqual(self.invitation.read(), before)
        self.assertFalse(sheet.partner_id or sheet.email or sheet.nickname or sheet.message_ids)
        for record in (sheet, *sheet.user_input_line_ids):
            self.assertFalse(record.create_uid or record.write_uid)
            for moment in (record.create_date, record.write_date):
                self.assertEqual((moment.hour, moment.minute, moment.second, moment.microsecond), (0, 0, 0, 0))
        self.assertNotIn(self.invitation._key(), str(sheet.read()))

    def test_a_sheet_that_is_not_anonymous_names_its_customer(self):
        campaign = self._running(survey_id=self.questionnaire.copy().id, is_anonymous=False, asks_by="hand")
        sheets = self.env["survey.user_input"]
        for _twice in range(2):
            sheets._take_sheet(
                campaign, campaign.stratum_ids[0], {}, "written", sheets._ballot(campaign, self.firm.id), self.firm
            )
        self.assertEqual(campaign.sheet_ids.partner_id, self.firm)

    def test_there_are_not_more_sheets_than_customers(self):
        self._take(self.campaign, self.firm, 5)
        sheets = self.env["survey.user_input"]
        with self.assertRaisesRegex(UserError, "Every customer"):
            sheets._take_sheet(
                self.campaign, self._stratum(self.campaign, self.branch, "3"), {self.mark: 1}, "written", "another"
            )

    # ------------------------------------------------------------------
    # Paper
    # ------------------------------------------------------------------
    def _sign_in(self, role):
        self.users[role].password = PASSWORD
        self.authenticate(self.users[role].login, PASSWORD)

    def _paper(self, **typed):
        path = f"/grid_quality/sheet/{self.campaign.id}"
        page = html.fromstring(self.url_open(path).content)
        hidden = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")}
        return self._send(path, **{**hidden, **typed})

    def test_paper_sheets_follow_one_another(self):
        self._sign_in("supervisor")
        part = self._stratum(self.campaign, self.branch)
        for count in (1, 2):
            answer = self._paper(stratum=part.id, **self.good)
            self.assertEqual(answer.status_code, 303)
            self.assertEqual(len(self.campaign.sheet_ids), count)
        self.assertEqual(set(self.campaign.sheet_ids.mapped("way")), {"written"})
        page = html.fromstring(self.url_open(answer.headers["Location"]).content)
        self.assertEqual(page.xpath("//option[@selected]/@value"), [str(part.id)])

    def test_the_same_paper_sheet_sent_twice_is_counted_once(self):
        self._sign_in("supervisor")
        typed = {"stratum": self._stratum(self.campaign, self.branch).id, "sheet": "one", **self.good}
        self.assertIn("saved=kept", self._paper(**typed).headers["Location"])
        self.assertIn("saved=before", self._paper(**typed).headers["Location"])
        self.assertEqual(len(self.campaign.sheet_ids), 1)

    def test_a_paper_sheet_needs_its_branch_and_an_answer(self):
        self._sign_in("supervisor")
        self.assertEqual(self._paper(**self.good).status_code, 422)
        self.assertEqual(self._paper(stratum=self.campaign.stratum_ids[0].id).status_code, 422)
        self.assertFalse(self.campaign.sheet_ids)

    @mute_logger("odoo.http")
    def test_paper_is_entered_by_who_may(self):
        self.users["portal"] = self.portal_user
        for role in ("portal", "operator", "administrator", "specialist", "privacy"):
            with self.subTest(role):
                self._sign_in(role)
                self.assertIn(self.url_open(f"/grid_quality/sheet/{self.campaign.id}").status_code, (403, 404))

    def test_a_manager_enters_paper_of_the_own_branches_and_sees_no_answer(self):
        self._sign_in("manager")
        page = html.fromstring(self.url_open(f"/grid_quality/sheet/{self.campaign.id}").content)
        parts = self.campaign.stratum_ids.filtered(lambda one: one.branch_id == self.branch)
        self.assertEqual({one for one in page.xpath("//option/@value") if one}, {str(one.id) for one in parts})
        theirs = self._stratum(self.campaign, self.other_branch)
        self.assertEqual(self._paper(stratum=theirs.id, **self.good).status_code, 422)
        self.assertEqual(self._paper(stratum=parts[0].id, **self.good).status_code, 303)
        self.assertEqual(self.campaign.sheet_ids.way, "written")
        self.campaign.action_close()
        self.env.flush_all()
        with mute_logger("odoo.http"):
            self.assertIn(self.url_open(f"/grid_quality/sheet/{self.campaign.id}").status_code, (403, 404))

    def test_surveys_for_each_thousand_customers(self):
        """Indicator Рс 3.2: sheets, not answers, by the way they came."""
        today, pages = self.company._legal_today(), self.env["grid.indicator.year"]
        page = pages.search([("year", "=", today.year), ("branch_id", "=", False)], limit=1)
        page = page or pages.create({"year": today.year})
        self._take(self.campaign, self.firm, 5, options=self.phone, words="Всё хорошо")
        self._take(self.campaign, self.citizens[0], 5, way="written")
        facts = page._figures().facts
        points = self.env["grid.usage.point"].search([("company_id", "=", self.company.id)])
        sheets = self.env["survey.user_input"].search(
            [("campaign_id", "!=", False), ("answered_on", ">=", f"{today.year}-01-01")]
        )
        ways = {"feedback_3_2a": "written", "feedback_3_2b": "internet", "feedback_3_2c": "auto_informer"}
        for code, way in ways.items():
            given = sheets.filtered(lambda one, way=way: one.way == way)
            with self.subTest(code):
                self.assertEqual(facts[code], rounded(Fraction(len(given) * 1000, len(points.partner_id))))
