from odoo.tests import new_test_user, tagged

from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyForgotten(SurveyCase):
    """What a customer is told and given of her answers, and what becomes of them when her data are erased."""

    def setUp(self):
        super().setUp()
        self.person, self.other = self.citizens[:2]
        self.officer = new_test_user(self.env, "survey_officer", "grid_customer.group_privacy")

    def test_what_she_answered_is_hers_to_read_and_nobody_elses(self):
        campaign = self._running(name="Опрос о приёме", is_anonymous=False)
        self._take(campaign, self.person, 4, options=self.phone, words="Быстрее отвечать")
        (survey,) = self.person._exported_besides()["surveys"]
        self.assertEqual((survey["survey"], survey["answered_on"]), ("Опрос о приёме", self.company._legal_today()))
        said = {row["question"]: row["answer"] for row in survey["answers"]}
        self.assertEqual(said, {"Оцените": "4", "Чем удобно": "Телефон", "Что улучшить": "Быстрее отвечать"})
        self.assertFalse(self.other._exported_besides()["surveys"])
        kept = [who._kept_besides().values() for who in (self.person, self.other)]
        counts = [sum(len(section["rows"]) for section in sections) for sections in kept]
        self.assertEqual(counts, [1, 0])

    def test_an_anonymous_sheet_is_nobodys(self):
        self._take(self._running(is_anonymous=True), self.person, 4)
        self.assertFalse(self.person._exported_besides()["surveys"])

    def test_erasure_keeps_the_answers_and_forgets_whose_they_were(self):
        campaign = self._running(is_anonymous=False)
        for customer in (self.person, self.other):
            self._take(campaign, customer, 4)
        waiting = campaign.invitation_ids.filtered(lambda one: one.partner_id in self.person + self.other)
        self.assertEqual(len(waiting), 2)
        self.person.with_user(self.officer)._pseudonymise("Просьба")
        self.assertEqual(len(campaign.sheet_ids), 2)
        self.assertEqual(campaign.sheet_ids.partner_id, self.other)
        self.assertEqual(waiting.exists().partner_id, self.other, "no letter goes to who was erased")
