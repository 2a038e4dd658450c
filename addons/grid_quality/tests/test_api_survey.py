"""The question of the voice menu over HTTP: one mark a call and a telephone, the same when it is delivered again."""

from uuid import uuid4

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common_api import ApiCase
from odoo.addons.grid_contact.tests.common_calls import CallsMixin

from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestApiSurvey(ApiCase, SurveyCase, CallsMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()
        wizard = cls.env["grid.appeal.source.key"].create({"source_id": cls.exchange.id})
        cls.key = wizard.action_issue()["context"]["issued_key"]
        (cls.choice + cls.words).unlink()

    def setUp(self):
        super().setUp()
        self.campaign = self._running(asks_by="ivr")

    def _ask(self, path, idempotency=None, **asked):
        self.env.flush_all()
        response = self._call(f"/ivr/{path}", asked, idempotency=idempotency)
        self.assertIn(response.status_code, (200, 201), response.text)
        self.env.invalidate_all()
        return response.json()

    def _marks(self):
        return self.campaign.sheet_ids.user_input_line_ids.mapped("value_scale")

    def test_a_caller_who_was_served_is_asked_and_marks(self):
        call = self._answered()
        asked = self._ask("question", call=call.source_number)
        self.assertTrue(asked["found"])
        self.assertIn("Оцените", asked["words"])
        self.assertTrue(self._ask("mark", call=call.source_number, mark="4")["taken"])
        sheet = self.campaign.sheet_ids
        self.assertEqual((self._marks(), sheet.way), ([4], "auto_informer"))
        self.assertEqual(sheet.stratum_id.branch_id, self.branch)
        self.assertFalse(self._ask("question", call=call.source_number)["found"])

    def test_delivered_again_it_is_taken_once(self):
        call, key = self._answered(), str(uuid4())
        answers = [self._ask("mark", key, call=call.source_number, mark="5") for _twice in range(2)]
        self.assertEqual(answers[0], answers[1])
        self.assertFalse(self._ask("mark", call=call.source_number, mark="1")["taken"])
        self.assertEqual(self._marks(), [5])

    def test_the_key_of_another_call_is_refused(self):
        one, other, key = self._answered(), self._answered("+79051111111"), str(uuid4())
        self._ask("mark", key, call=one.source_number, mark="5")
        sent = {"call": other.source_number, "mark": "5"}
        self._refused(self._call("/ivr/mark", sent, idempotency=key), 409, "key_reused")

    def test_what_is_kept_of_the_request_does_not_tell_the_mark(self):
        """Two marks of one call make the same digest: nobody finds by trying which was given."""
        call, digests = self._answered(), []
        for mark in ("4", "5"):
            key = str(uuid4())
            self._ask("mark", key, call=call.source_number, mark=mark)
            digests.append(self.env["grid.api.request"].search([("key", "=", key)]).digest)
        self.assertEqual(digests[0], digests[1])

    def test_one_telephone_marks_once_a_period(self):
        for mark in ("5", "1"):
            call = self._answered("+79051111111")
            self._ask("mark", call=call.source_number, mark=mark)
        self.assertEqual(self._marks(), [5])

    def test_another_key_than_a_mark_asks_again(self):
        call = self._answered()
        for mark in ("0", "9", "*"):
            answer = self._ask("mark", call=call.source_number, mark=mark)
            self.assertFalse(answer["taken"])
            self.assertIn("Оцените", answer["words"])
        self.assertTrue(self._ask("mark", call=call.source_number, mark=3)["taken"])

    def test_who_was_not_served_is_not_asked(self):
        lost = self._lost()
        for number in (lost.source_number, "unknown"):
            self.assertEqual(self._ask("question", call=number), {"found": False, "words": ""})
            self.assertFalse(self._ask("mark", call=number, mark="5")["taken"])
        self.assertFalse(self._marks())

    def test_after_the_survey_nobody_is_asked(self):
        call = self._answered()
        self.campaign.action_close()
        self.assertFalse(self._ask("question", call=call.source_number)["found"])
        self.assertFalse(self._ask("mark", call=call.source_number, mark="5")["taken"])

    def test_bad_input(self):
        number = self._answered().source_number
        for asked in ({}, {"call": number}, {"call": 7, "mark": "1"}, {"call": number, "mark": []}, {"x": 1}):
            self._refused(self._call("/ivr/mark", asked), 422, "invalid")
        self._refused(self._call("/ivr/question", []), 400, "not_an_object")
        for path in ("question", "mark"):
            self._refused(self._call(f"/ivr/{path}", {}, key="wrong"), 401, "no_key")

    def test_a_low_mark_makes_a_task(self):
        self._ask("mark", call=self._answered().source_number, mark="1")
        self.assertEqual(self.env["grid.low.mark"].search([("campaign_id", "=", self.campaign.id)]).value, 1)

    def test_the_indicator_counts_sheets_of_the_voice_menu(self):
        self._ask("mark", call=self._answered().source_number, mark="5")
        today, pages = self.company._legal_today(), self.env["grid.indicator.year"]
        page = pages.search([("year", "=", today.year), ("branch_id", "=", False)], limit=1)
        self.assertTrue((page or pages.create({"year": today.year}))._figures().facts["feedback_3_2c"])

    def test_a_question_of_words_does_not_begin(self):
        self.mark.question_type = "text_box"
        with self.assertRaisesRegex(UserError, "one question"):
            self._running(asks_by="ivr")

    def test_the_document_of_the_interface_names_both(self):
        document = self.url_open("/api/openapi.json").json()
        self.assertLessEqual(
            {"/ivr/question", "/ivr/mark"}, {path.removeprefix("/api/v1") for path in document["paths"]}
        )
