from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

#: What the tests committed, the children first; branches and appeals are swept by the case itself.
SWEEP = (
    "DELETE FROM survey_user_input WHERE campaign_id IN (SELECT id FROM grid_survey_campaign WHERE name = 'Гонка')",
    "DELETE FROM mail_message WHERE model = 'grid.survey.campaign' AND res_id IN "
    "(SELECT id FROM grid_survey_campaign WHERE name = 'Гонка')",
    "DELETE FROM grid_survey_campaign WHERE name = 'Гонка'",
    "DELETE FROM survey_survey WHERE title ->> 'en_US' = 'Гонка'",
    "DELETE FROM mail_message WHERE id IN (SELECT mail_message_id FROM mail_mail WHERE email_to LIKE '%@race.example')",
    "DELETE FROM mail_mail WHERE email_to LIKE '%@race.example'",
    "DELETE FROM grid_usage_point WHERE name LIKE 'Гонка %'",
    "DELETE FROM grid_consent WHERE partner_id IN (SELECT id FROM res_partner WHERE email LIKE '%@race.example')",
    "DELETE FROM grid_consent_text WHERE version = 'race'",
    "DELETE FROM res_partner WHERE email LIKE '%@race.example'",
)


@tagged("post_install", "-at_install")
class TestSurveyRace(RaceCase):
    """Clicks at the same moment draw once, count one sheet, and send one letter to each."""

    CODE = "TSQ"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка", "code": self.CODE})
            customers = env["res.partner"].create(
                [{"name": f"Гонка {n}", "email": f"{n}@race.example", "company_id": env.company.id} for n in range(4)]
            )
            env["grid.usage.point"].create(
                [
                    {"name": one.name, "partner_id": one.id, "branch_id": branch.id, "address": "ул. Мира, 1"}
                    for one in customers
                ]
            )
            text = env["grid.consent.text"].create({"purpose": "survey", "version": "race", "body": "Да."})
            env["grid.consent"].create([{"partner_id": one.id, "text_id": text.id} for one in customers])
            survey = env["survey.survey"].create({"title": "Гонка"})
            question = {"title": "Оцените", "question_type": "scale", "scale_min": 1, "scale_max": 5}
            env["survey.question"].create({"survey_id": survey.id, **question})
            self.campaign = self._survey(env, survey, branch).id
            self.again = self._survey(env, survey, branch).id
            env.cr.commit()

    def _survey(self, env, survey, branch):
        return env["grid.survey.campaign"].create(
            {
                "name": "Гонка",
                "survey_id": survey.id,
                "branch_ids": branch.ids,
                "period_from": "2026-01-01",
                "period_to": "2026-12-31",
                "expires_on": "2099-12-31",
                "sample_size": 2,
            }
        )

    def _sweep_before(self, env, branch):
        for statement in SWEEP:
            env.cr.execute(statement)

    def _begin(self):
        guard, env = self._transaction()
        with guard:
            env["grid.survey.campaign"].browse(self.campaign).action_begin()
            env.cr.commit()

    @mute_logger("odoo.sql_db")
    def test_clicks_at_once_draw_once(self):
        self._clicks(lambda env, number: env["grid.survey.campaign"].browse(self.campaign).action_begin(), count=2)
        guard, env = self._transaction()
        with guard:
            self.assertEqual(len(env["grid.survey.campaign"].browse(self.campaign).invitation_ids), 2)

    @mute_logger("odoo.sql_db")
    def test_two_surveys_that_begin_at_once_ask_different_customers(self):
        surveys = (self.campaign, self.again)
        self._clicks(
            lambda env, number: env["grid.survey.campaign"].browse(surveys[number - 1]).action_begin(), count=2
        )
        guard, env = self._transaction()
        with guard:
            asked = env["grid.survey.campaign"].browse(surveys).invitation_ids
            self.assertEqual((len(asked), len(asked.partner_id)), (4, 4))

    @mute_logger("odoo.sql_db")
    def test_clicks_at_once_count_one_sheet(self):
        self._begin()

        def click(env, number):
            campaign = env["grid.survey.campaign"].browse(self.campaign)
            sheets = env["survey.user_input"]
            answers = {campaign._questions(): number}
            ballot = sheets._ballot(campaign, campaign.invitation_ids[0].partner_id.id)
            return sheets._take_sheet(campaign, campaign.stratum_ids, answers, "internet", ballot)

        self.assertEqual(sorted(self._clicks(click)), [False, False, True])
        guard, env = self._transaction()
        with guard:
            sheets = env["grid.survey.campaign"].browse(self.campaign).sheet_ids
            self.assertEqual((len(sheets), len(sheets.user_input_line_ids)), (1, 1))

    @mute_logger("odoo.sql_db")
    def test_two_jobs_at_once_write_to_nobody_twice(self):
        self._begin()
        self._clicks(lambda env, number: env["grid.survey.invitation"]._send_batch(), count=2)
        guard, env = self._transaction()
        with guard:
            letters = env["mail.mail"].search([("email_to", "=like", "%@race.example")]).mapped("email_to")
            self.assertEqual((len(letters), len(set(letters))), (2, 2))
