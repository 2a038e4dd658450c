from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestLowMarkSheet(SurveyCase):
    """A low mark in a questionnaire comes to the supervisor, and ends with an answer to the customer, or with none."""

    def _low(self, campaign):
        return self.env["grid.low.mark"].search([("campaign_id", "=", campaign.id)])

    def _named(self):
        return self._running(is_anonymous=False)

    def _answered(self, low, role="supervisor", **values):
        low = self._as(role, low)
        low.write({"answer": "Линия отремонтирована.", **values})
        low.action_answer()
        return low

    def test_a_low_mark_is_one_task_of_the_supervisor_of_the_branch(self):
        campaign = self._named()
        self._take(campaign, self.citizens[0], 1, words="Долго ждали")
        low = self._low(campaign)
        self.assertEqual((len(low), low.value, low.partner_id), (1, 1, self.citizens[0]))
        self.assertEqual((low.user_id, low.branch_id), (self.users["supervisor"], self.branch))
        self.assertEqual(low.activity_ids.user_id, self.users["supervisor"])
        self.assertEqual(low.words, "Оцените – 1\nДолго ждали")

    def test_several_low_marks_of_a_sheet_are_one_task(self):
        second = self.mark.copy({"title": "Вежливость"})
        campaign = self._named()
        sheets = self.env["survey.user_input"]
        stratum, ballot = self._stratum(campaign, self.branch), sheets._ballot(campaign, self.citizens[0].id)
        for _twice in range(2):
            sheets._take_sheet(campaign, stratum, {self.mark: 2, second: 1}, "written", ballot, self.citizens[0])
        self.assertEqual(self._low(campaign).words, "Вежливость – 1\nОцените – 2")

    def test_a_good_mark_is_no_task_and_the_company_says_what_is_low(self):
        campaign = self._named()
        self._take(campaign, self.citizens[0], 3)
        self.company.low_mark = 0
        self._take(campaign, self.citizens[1], 1)
        self.assertFalse(self._low(campaign))

    def test_the_customer_is_told_once(self):
        campaign = self._named()
        self.citizens[0].lang = "en_US"
        self._take(campaign, self.citizens[0], 1)
        low = self._answered(self._low(campaign))
        low.action_answer()
        letter = self.env["mail.mail"].search([("body_html", "like", "Линия отремонтирована")])
        self.assertEqual((len(letter), letter.email_to), (1, self.citizens[0].email_normalized))
        self.assertEqual(letter.subject, "On your answers to the survey “Как мы работаем”")
        self.assertIn("Линия отремонтирована", "".join(low.message_ids.mapped("body")))
        self.assertEqual((low.state, low.told_by_id), ("answered", self.users["supervisor"]))
        self.assertFalse(low.activity_ids)

    def test_another_way_is_noted_without_a_letter(self):
        campaign = self._named()
        self._take(campaign, self.citizens[0], 1)
        low = self._answered(self._low(campaign), told_way="phone")
        self.assertFalse(self.env["mail.mail"].search([("body_html", "like", "Линия отремонтирована")]))
        self.assertIn("Линия отремонтирована", "".join(low.message_ids.mapped("body")))

    def test_an_anonymous_one_holds_nobody_and_tells_nobody(self):
        campaign = self._running()
        self._take(campaign, self.citizens[0], 1)
        low = self._low(campaign)
        self.assertFalse(low.partner_id)
        self.assertEqual((low.branch_id, low.user_id), (self.branch, self.users["supervisor"]), "six were asked there")
        for record in (low, low.activity_ids):
            self.assertFalse(record.create_uid)
            moment = record.create_date
            self.assertEqual((moment.hour, moment.minute, moment.second), (0, 0, 0))
        self.assertFalse(low.message_ids)
        with self.assertRaisesRegex(UserError, "found and done"):
            self._as("supervisor", low).action_answer()
        mails = self.env["mail.mail"].search_count([])
        self.assertEqual(self._answered(low).state, "answered")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_where_few_were_asked_the_head_alone_looks_into_an_anonymous_one(self):
        campaign = self._running()
        self._take(campaign, self.firm, 1)
        low = self._low(campaign)
        self.assertFalse(low.branch_id)
        self.assertTrue(low.user_id.has_group("grid_customer.group_head"))
        seen = {role: self._as(role, self.env["grid.low.mark"]).search([("id", "=", low.id)]) for role in self.users
                if role in ("supervisor", "head")}  # fmt: skip
        self.assertFalse(seen["supervisor"])
        self.assertEqual(seen["head"], low)
        self.assertEqual(self._answered(low, "head").state, "answered")

    def test_whose_sheet_it_is_stays_with_the_sheet(self):
        campaign = self._running()
        self._take(campaign, self.citizens[0], 1)
        self.assertNotIn("sheet_id", self._as("supervisor", self._low(campaign)).fields_get())
