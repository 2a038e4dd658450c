from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.grid_contact import texting
from odoo.addons.grid_reception.tests.common import ReceptionCase

from .common_asking import AskingCase


@tagged("post_install", "-at_install")
class TestMarkByDigit(AskingCase, ReceptionCase):
    """A digit in answer to an SMS is the mark of what was asked last; the first mark counts."""

    def setUp(self):
        super().setUp()
        self.company.asks_marks_by_sms = True
        self.provider.write({"sender": "5050", "is_answered": True})
        self.asked = self.citizens[0]
        self.asked.email = False
        self.window = self._at(self.first, self.manager)

    def _visit(self):
        visit = self._ticket(partner_id=self.asked.id)
        self.window._next()._start()
        visit._finish()
        self.env["grid.mark.request"]._ask_batch()
        return visit

    def _answered(self):
        appeal = self._appeal(partner_id=self.asked.id, partner_email=False)
        appeal.action_register()
        appeal.action_take()
        appeal.answer_ids.unlink()
        self.env["grid.appeal.answer"].create({"ticket_id": appeal.id, "delivery": "handed", "body": "<p>Да.</p>"})
        appeal._mark_answered()
        self.env["grid.mark.request"]._ask_batch()
        return appeal

    def _asked_survey(self, low=1, high=5, **values):
        """A survey of one scale, asked by SMS; return the invitation of the customer."""
        questionnaire = self.env["survey.survey"].create({"title": "Одна шкала", "survey_type": "survey"})
        scale = {"title": "Оцените", "question_type": "scale", "scale_min": low, "scale_max": high}
        self.env["survey.question"].create({**scale, "survey_id": questionnaire.id})
        campaign = self._running(asks_by="sms", survey_id=questionnaire.id, **values)
        self._send_all()
        return campaign.invitation_ids.filtered(lambda one: one.partner_id == self.asked)

    def _say(self, text, phone=None):
        journal = self.env["grid.sms.incoming"]
        return journal._take(self.provider, [(f"k{len(journal.search([]))}", phone or self.asked.phone, text)])

    def _low(self):
        return self.env["grid.low.mark"].search([("partner_id", "=", self.asked.id)])

    # --- what was asked
    def test_a_visit(self):
        visit = self._visit()
        said = self._say("Оценка 2")
        self.assertEqual((visit.mark, said.state, said.partner_id), (2, "mark", self.asked))
        low = self.env["grid.low.mark"].search([("visit_id", "=", visit.id)])
        self.assertEqual(low.value, 2, "a low one is looked into as any other")

    def test_an_answer_to_an_appeal(self):
        appeal = self._answered()
        self.assertEqual(self._say("5.").state, "mark")
        self.assertEqual((appeal.mark_ids.value, appeal.mark_ids.way, appeal.mark_ids.words), (5, "sms", ""))

    def test_a_survey_of_one_scale(self):
        invitation = self._asked_survey(is_anonymous=False)
        self.assertEqual(self._say("4").state, "mark")
        [sheet] = invitation.campaign_id.sheet_ids
        self.assertEqual((sheet.partner_id, sheet.way), (self.asked, "auto_informer"))
        self.assertEqual(sheet.user_input_line_ids.value_scale, 4)

    def test_of_an_anonymous_one_nothing_tells_who_answered(self):
        invitation = self._asked_survey()
        before = invitation.read(["state", "sent_on", "write_date"])
        for digit in ("4", "2", "4"):
            self.assertFalse(self._say(digit))
        self.assertFalse(self.env["grid.sms.incoming"].search([("phone", "=", self.asked.phone)]))
        sheets = invitation.campaign_id.sheet_ids
        self.assertEqual((len(sheets), sheets.user_input_line_ids.value_scale, sheets.partner_id.ids), (1, 4, []))
        self.assertEqual(invitation.read(["state", "sent_on", "write_date"]), before)

    def test_a_survey_of_several_questions_is_not_answered_by_a_digit(self):
        campaign = self._running(asks_by="sms")
        self._send_all()
        self.assertEqual(self._say("4").state, "new")
        self.assertFalse(campaign.sheet_ids)

    # --- the latest, in its term, once
    def test_the_latest_that_was_asked(self):
        visit = self._visit()
        invitation = self._asked_survey(is_anonymous=False)
        self._say("3")
        self.assertEqual((visit.mark, len(invitation.campaign_id.sheet_ids)), (0, 1))
        self.assertEqual(self._say("5").state, "late", "she corrects the latest, not an earlier one")
        self.assertEqual(visit.mark, 0)

    def test_the_first_mark_counts_whatever_way_it_came(self):
        visit = self._visit()
        visit._take_mark(4)
        self.assertEqual((self._say("1").state, visit.mark), ("late", 4))

    def test_words_given_with_a_mark_are_not_lost_by_a_digit(self):
        appeal = self._answered()
        appeal._give_mark(4, "Спасибо", "letter")
        self.assertEqual(self._say("1").state, "late")
        self.assertEqual((appeal.mark_ids.value, appeal.mark_ids.words), (4, "Спасибо"))

    def test_after_its_term_a_person_reads_it(self):
        visit = self._visit()
        request = self.env["grid.mark.request"].search([("visit_id", "=", visit.id)])
        request.asked_at = fields.Datetime.now() - timedelta(days=2, minutes=1)
        self.assertEqual((self._say("5").state, visit.mark), ("new", 0))

    def test_a_closed_survey_takes_nothing(self):
        invitation = self._asked_survey(is_anonymous=False)
        invitation.campaign_id.action_close()
        self.assertEqual(self._say("4").state, "new")

    def test_a_digit_beyond_the_scale_or_of_another_telephone_is_no_mark(self):
        visit = self._visit()
        for text, phone in (("7", None), ("5", "+79991112233"), ("0", None)):
            self.assertEqual(self._say(text, phone).state, "new")
        self.assertEqual(visit.mark, 0)

    # --- what the SMS says
    def _words(self, record, site="https://seti.example"):
        self.company.website = site
        self.env["ir.config_parameter"].set_param("web.base.url", site)
        return record.with_context(lang="en_US")._words_of_sms(self.provider)

    def test_it_names_the_digit_beside_the_link_where_both_are_one_part(self):
        request = self.env["grid.mark.request"].search([("visit_id", "=", self._visit().id)])
        self.asked.lang = "en_US"
        words = self._words(request)
        self.assertIn("/o/m", words)
        self.assertIn("or answer 1-5", words)
        self.assertEqual(texting.message(words).count, 1)

    def test_it_names_the_digit_alone_where_both_would_cost_another_part(self):
        request = self.env["grid.mark.request"].search([("visit_id", "=", self._visit().id)])
        self.asked.lang = "en_US"
        words = self._words(request, f"https://{'seti-' * 25}.example")
        self.assertNotIn("/o/", words)
        self.assertIn("one digit from 1 to 5", words)
        self.assertEqual(texting.message(words).count, 1)

    def test_where_nobody_can_answer_it_names_the_link_alone(self):
        request = self.env["grid.mark.request"].search([("visit_id", "=", self._visit().id)])
        self.provider.is_answered = False
        self.asked.lang = "en_US"
        words = self._words(request)
        self.assertTrue(words.rpartition("/o/")[2].startswith("m"))
        self.assertNotIn("1", words.partition("http")[0])

    def test_a_survey_names_its_own_scale_or_the_link_alone(self):
        self.asked.lang = "en_US"
        self.assertIn("answer 0-9", self._words(self._asked_survey(low=0, high=9)))
        campaign = self._running(asks_by="sms")
        self.assertTrue(self._words(campaign.invitation_ids[0]).rpartition("/o/")[2].startswith("s"))
