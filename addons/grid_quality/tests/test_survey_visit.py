import re
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.grid_reception.tests.common import ReceptionCase

from .common_asking import AskingCase


@tagged("post_install", "-at_install")
class TestSurveyVisit(HttpCase, AskingCase, ReceptionCase):
    """A survey on the screen of a window: whoever was served there, once a visit, however often one presses."""

    def setUp(self):
        super().setUp()
        (self.choice + self.words).unlink()
        self.window = self._at(self.first, self.manager)
        self.campaign = self._running(asks_by="kiosk")
        self.path = f"/queue/rating/{self.first._rating_key()}"
        self.field = f"q{self.mark.id}"
        self.authenticate(None, None)

    def _served(self, mark=5, **vals):
        """A visit that has just ended, and its mark."""
        visit = self._ticket(**vals)
        self.window._next()._start()
        visit._finish()
        visit.mark = mark
        return visit

    def _press(self, visit, **typed):
        self.env.flush_all()
        data = {"survey": "1", "ticket": visit.name, **typed}
        answer = self.url_open(self.path, data=data, allow_redirects=False)
        self.env.invalidate_all()
        return answer

    def _page(self, path=None):
        self.env.flush_all()
        return self.url_open(path or self.path).text

    def test_a_tap_after_the_mark_is_a_sheet_of_the_branch(self):
        visit = self._served(mark=0)
        self.assertNotIn(self.field, self._page(), "the mark of the visit comes first")
        visit.mark = 5
        self.assertIn(f'name="{self.field}"', self._page())
        self.assertEqual(self._press(visit, **{self.field: "4"}).status_code, 303)
        sheet = self.campaign.sheet_ids
        self.assertEqual((sheet.way, sheet.stratum_id.branch_id), ("office", self.branch))
        self.assertEqual(sheet.user_input_line_ids.value_scale, 4)
        self.assertFalse(sheet.stratum_id.customer_group or sheet.partner_id)
        self.assertEqual((sheet.create_date.hour, sheet.create_date.minute), (0, 0))
        self.assertNotIn(self.field, self._page())

    def test_one_visitor_does_not_press_for_a_hundred(self):
        visit = self._served()
        for mark in ("1", "2", "3"):
            self._press(visit, **{self.field: mark})
        self._press(self._ticket(), **{self.field: "1"})
        lines = self.campaign.sheet_ids.user_input_line_ids
        self.assertEqual(lines.mapped("value_scale"), [1])

    def test_a_known_customer_is_asked_once_a_period(self):
        for _visit in range(2):
            self._press(self._served(partner_id=self.citizens[0].id), **{self.field: "5"})
        self.assertEqual(len(self.campaign.sheet_ids), 1)
        for _visit in range(2):
            self._press(self._served(), **{self.field: "5"})
        self.assertEqual(len(self.campaign.sheet_ids), 3)

    def test_who_is_asked_by_another_survey_is_not_asked_here(self):
        other = self._running(asks_by="email")
        self.assertIn(self.citizens[0], other.invitation_ids.partner_id)
        self._served(partner_id=self.citizens[0].id)
        self.assertNotIn(self.field, self._page())

    def test_the_screen_asks_who_has_just_left_the_window(self):
        visit = self._served()
        visit.finished_at = fields.Datetime.now() - timedelta(minutes=4)
        self.assertNotIn(self.field, self._page())
        self._press(visit, **{self.field: "5"})
        later = self._served()
        self._ticket()
        self.window._next()
        self._press(later, **{self.field: "5"})
        self.assertFalse(self.campaign.sheet_ids)

    def test_what_cannot_be_is_refused_in_a_sentence(self):
        visit = self._served()
        for typed in ({}, {self.field: "6"}, {self.field: "\0"}):
            with self.subTest(typed):
                answer = self._press(visit, **typed)
                self.assertEqual(answer.status_code, 422)
                self.assertIn('role="alert"', answer.text)
        self.assertFalse(self.campaign.sheet_ids)

    def test_the_same_question_on_the_page_of_the_ticket(self):
        visit = self._served()
        path = f"/queue/ticket/{visit._key()}"
        page = self._page(path)
        self.assertIn(f'name="{self.field}"', page)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        self.assertEqual(self.url_open(path, data={"survey": "1", self.field: "3"}).status_code, 422)
        for mark in ("2", "5"):
            self.url_open(path, data={"survey": "1", "csrf_token": token, self.field: mark})
        self._press(visit, **{self.field: "5"})
        self.env.invalidate_all()
        self.assertEqual(self.campaign.sheet_ids.user_input_line_ids.mapped("value_scale"), [2])

    def test_a_low_mark_makes_a_task_that_names_nobody(self):
        self._press(self._served(partner_id=self.citizens[0].id), **{self.field: "1"})
        low = self.env["grid.low.mark"].search([("campaign_id", "=", self.campaign.id)])
        self.assertEqual((len(low), low.value, bool(low.user_id), bool(low.partner_id)), (1, 1, True, False))

    def test_the_bounds_know_how_many_visits_there_were(self):
        visits = [self._served() for _visit in range(6)]
        self._press(visits[-1], **{self.field: "4"})
        self.env["grid.survey.campaign"]._close_expired()
        part = self.campaign.stratum_ids.filtered(lambda one: one.branch_id == self.branch)
        self.assertEqual((part.population, part.is_few), (6, False))
        (result,) = self.campaign.with_user(self.users["head"]).result_ids
        self.assertEqual((result.answers, result.mean), (1, 4.0))
        self.assertGreaterEqual(len(self.campaign._report_tables()), 3)

    def test_days_out_of_the_period_are_not_asked_about(self):
        visit = self._served()
        visit.day = self.campaign.period_from - timedelta(days=1)
        self.assertFalse(visit._part_asking())

    def test_a_survey_too_long_for_a_screen_does_not_begin(self):
        question = {"survey_id": self.questionnaire.id, "title": "Ещё", "question_type": "text_box"}
        self.env["survey.question"].create(question)
        with self.assertRaisesRegex(UserError, "screen of a window"):
            self._running(asks_by="kiosk")

    def test_paper_is_no_part_of_it(self):
        self.assertFalse(self.campaign._is_of_customers())
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_quality.grid_survey_paper_action")
        self.assertIn("kiosk", action["domain"])
