from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyCampaign(SurveyCase):
    """Whom a survey asks, and that it asks each once."""

    def _sizes(self, campaign):
        return {(one.branch_id, one.customer_group): (one.population, one.asked) for one in campaign.stratum_ids}

    def test_places_are_shared_out_in_proportion(self):
        campaign = self._running(sample_size=5)
        found = self._sizes(campaign)
        self.assertEqual({part: size[0] for part, size in found.items()},
                         {(self.branch, "1"): 6, (self.branch, "3"): 1, (self.other_branch, "1"): 2})  # fmt: skip
        self.assertEqual(found[self.branch, "1"][1], 3)
        self.assertEqual(len(campaign.invitation_ids), 5)
        self.assertEqual(campaign.state, "running")

    def test_the_same_seed_draws_the_same_customers(self):
        first = self._running(sample_size=4, seed="a").invitation_ids.partner_id
        self.env["grid.survey.invitation"].search([]).unlink()
        self.assertEqual(self._running(sample_size=4, seed="a").invitation_ids.partner_id, first)

    def test_groups_and_branches_narrow_the_survey(self):
        campaign = self._running(group_1=False, group_2=False, branch_ids=self.branch.ids)
        self.assertEqual(campaign.invitation_ids.partner_id, self.firm)

    def test_a_district_belongs_to_its_branch(self):
        below = self._customers("Дачник", 1, self.district)
        campaign = self._running(branch_ids=self.branch.ids, asks_by="hand")
        self.assertIn(self.district, campaign.stratum_ids.branch_id)
        self.assertEqual(campaign.population, 8)
        self.assertTrue(below)

    def test_who_appealed_by_a_channel(self):
        self._appeal(partner_id=self.citizens[0].id, channel_id=self._channel("post").id)
        self._appeal(partner_id=self.citizens[1].id, channel_id=self._channel("email").id)
        campaign = self._running(channel_ids=self._channel("email").ids)
        self.assertEqual(campaign.invitation_ids.partner_id, self.citizens[1])

    def test_without_consent_or_address_nobody_is_drawn_but_all_are_counted(self):
        self.env["grid.consent"].search([("partner_id", "=", self.firm.id)])._withdraw("email")
        self.others[0].email = False
        campaign = self._running()
        self.assertEqual(campaign.population, 9)
        self.assertEqual(campaign.invitation_ids.partner_id, self.citizens + self.others[1])

    def test_two_surveys_about_one_time_do_not_ask_one_customer(self):
        first = self._running(sample_size=4)
        second = self._running(sample_size=9)
        self.assertFalse(first.invitation_ids.partner_id & second.invitation_ids.partner_id)
        self.assertEqual(first.invitation_ids.partner_id + second.invitation_ids.partner_id, self.everybody)
        with self.assertRaisesRegex(UserError, "Nobody can be asked"):
            self._campaign().action_begin()

    def test_a_second_click_changes_nothing(self):
        campaign = self._running()
        drawn = campaign.invitation_ids
        campaign.action_begin()
        self.assertEqual(campaign.invitation_ids, drawn)

    def test_what_has_begun_stays_as_it_is(self):
        campaign = self._running().with_user(self.users["methodologist"])
        with self.assertRaisesRegex(UserError, "has begun"):
            campaign.sample_size = 100
        with self.assertRaisesRegex(UserError, "buttons"):
            campaign.state = "draft"
        with self.assertRaisesRegex(UserError, "not deleted"):
            campaign.unlink()
        campaign.expires_on = "2099-01-01"

    def test_what_cannot_begin_says_why(self):
        self.mark.question_type = "date"
        with self.assertRaisesRegex(UserError, "Оцените"):
            self._campaign().action_begin()
        self.mark.question_type = "scale"
        with self.assertRaisesRegex(UserError, "last day"):
            self._campaign(expires_on="2020-01-01").action_begin()
        empty = self.env["survey.survey"].create({"title": "Пустая"})
        with self.assertRaisesRegex(UserError, "no question"):
            self._campaign(survey_id=empty.id).action_begin()

    def test_the_job_closes_what_has_expired(self):
        campaign = self._running()
        campaign.sudo().expires_on = "2020-01-01"
        self.env["grid.survey.campaign"]._close_expired()
        self.assertEqual(campaign.state, "closed")

    def test_the_draw_is_one_query(self):
        campaign = self._campaign()
        campaign._customers()
        with self.assertQueryCount(1):
            campaign._customers()

    def test_the_yearly_questionnaire_can_be_asked(self):
        campaign = self._running(survey_id=self.env.ref("grid_quality.survey_yearly").id)
        self.assertEqual(campaign.state, "running")
        self.assertEqual(len(campaign._questions()), 12)
