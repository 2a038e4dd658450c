"""Presses at the same moment: a visit and a call are counted once, a customer is called by one and texted once."""

from datetime import time

from odoo import Command, fields
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase
from odoo.addons.grid_contact.campaigns.quiet import QuietHours

from ..models import grid_texted

RACING = "SELECT id FROM grid_survey_campaign WHERE name = 'Наплыв'"
CUSTOMERS = "SELECT id FROM res_partner WHERE name LIKE 'Наплыв %%'"
#: What the tests committed, the children first.
SWEEP = (
    f"DELETE FROM survey_user_input WHERE campaign_id IN ({RACING})",  # noqa: S608
    f"DELETE FROM mail_message WHERE model = 'grid.survey.campaign' AND res_id IN ({RACING})",  # noqa: S608
    "DELETE FROM grid_survey_campaign WHERE name = 'Наплыв'",
    "DELETE FROM survey_survey WHERE title ->> 'en_US' = 'Наплыв'",
    "DELETE FROM grid_mark_request WHERE branch_id = %(branch)s",
    "DELETE FROM grid_queue_event WHERE branch_id = %(branch)s",
    "DELETE FROM grid_queue_ticket WHERE branch_id = %(branch)s",
    "DELETE FROM grid_reception_service WHERE branch_id = %(branch)s",
    "DELETE FROM grid_office WHERE branch_id = %(branch)s",
    "DELETE FROM grid_sms WHERE provider_id IN (SELECT id FROM grid_sms_provider WHERE name = 'Наплыв')",
    "DELETE FROM grid_sms_provider WHERE name = 'Наплыв'",
    f"DELETE FROM grid_usage_point WHERE partner_id IN ({CUSTOMERS})",  # noqa: S608
    f"DELETE FROM grid_consent WHERE partner_id IN ({CUSTOMERS})",  # noqa: S608
    "DELETE FROM grid_consent_text WHERE version = 'asking'",
    "DELETE FROM grid_branch_res_users_rel WHERE branch_id = %(branch)s",
    "DELETE FROM res_partner WHERE name LIKE 'Наплыв %%'",
)


@tagged("post_install", "-at_install")
class TestAskingRace(RaceCase):
    CODE = "TSY"

    def setUp(self):
        super().setUp()
        self.patch(grid_texted, "QUIET", QuietHours(time(0), time(0)))
        # a job that sends what was committed would be at work while it is swept away
        self.patch(self.registry["grid.sms.provider"], "_wake", lambda providers, wait=None: None)
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Наплыв", "code": self.CODE})
            self._people(env, branch)
            self.visit = self._visit(env, branch).id
            survey = env["survey.survey"].create({"title": "Наплыв"})
            question = {"title": "Оцените", "question_type": "scale", "scale_min": 1, "scale_max": 5}
            self.question = env["survey.question"].create({"survey_id": survey.id, **question}).id
            self.by_phone = self._survey(env, survey, branch, "call").id
            self.of_visitors = self._survey(env, survey.copy({"title": "Наплыв"}), branch, "kiosk").id
            env.cr.commit()

    def _people(self, env, branch):
        """Customers with a telephone alone, who agreed to surveys; operators; a provider; the company asks by SMS."""
        env["grid.sms.provider"].create(
            {"name": "Наплыв", "kind": "trial", "sender": "GridDesk", "sequence": -1, "company_id": env.company.id}
        )
        values = [{"name": f"Наплыв {n}", "phone": f"+7999111{n:03}5", "company_id": env.company.id} for n in range(4)]
        customers = env["res.partner"].create(values)
        points = [{"name": one.name, "partner_id": one.id, "address": "ул. Мира, 1"} for one in customers]
        env["grid.usage.point"].create([{**point, "branch_id": branch.id} for point in points])
        text = env["grid.consent.text"].create({"purpose": "survey", "version": "asking", "body": "Да."})
        env["grid.consent"].create([{"partner_id": one.id, "text_id": text.id} for one in customers])
        users = [new_test_user(env, f"race_asking_{n}", "grid_customer.group_operator") for n in range(3)]
        for user in users:
            user.branch_ids = branch
        self.users, self.customer = [user.id for user in users], customers[0].id

    def _visit(self, env, branch):
        office = env["grid.office"].create(
            {
                "name": "Наплыв",
                "branch_id": branch.id,
                "address": "ул. Мира, 1",
                "reception_service_ids": [Command.create({"name": "А", "letter": "А"})],
            }
        )
        visit = env["grid.queue.ticket"].create({"service_id": office.reception_service_ids.id})
        visit.write({"state": "done", "finished_at": fields.Datetime.now(), "partner_id": self.customer})
        return visit

    def _survey(self, env, survey, branch, asks_by):
        today = env.company._legal_today()
        campaign = env["grid.survey.campaign"].create(
            {
                "name": "Наплыв",
                "survey_id": survey.id,
                "branch_ids": branch.ids,
                "period_from": today.replace(day=1),
                "period_to": today.replace(year=today.year + 1),
                "expires_on": today.replace(year=today.year + 1),
                "asks_by": asks_by,
            }
        )
        campaign.action_begin()
        return campaign

    def _sweep_before(self, env, branch):
        for statement in SWEEP:
            env.cr.execute(statement, {"branch": branch.id or 0})

    def _sweep_after(self, env):
        users = env["res.users"].with_context(active_test=False).search([("login", "=like", "race_asking_%")])
        partners = users.partner_id
        users.unlink()
        partners.unlink()

    def _seen(self, model, ids):
        guard, env = self._transaction()
        self.addCleanup(guard.__exit__, None, None, None)
        return env[model].browse(ids)

    @mute_logger("odoo.sql_db")
    def test_presses_at_once_count_one_visit(self):
        def press(env, number):
            visit = env["grid.queue.ticket"].browse(self.visit)
            return visit._take_survey({visit._part_asking().campaign_id._questions(): number} if number else {})

        self._clicks(press)
        sheets = self._seen("grid.survey.campaign", self.of_visitors).sheet_ids
        self.assertEqual((len(sheets), len(sheets.user_input_line_ids)), (1, 1))

    @mute_logger("odoo.sql_db")
    def test_operators_at_once_call_different_customers(self):
        def take(env, number):
            own = env(user=self.users[number - 1], su=False)
            return own["grid.survey.invitation"]._take_next(own["grid.survey.campaign"].browse(self.by_phone)).id

        taken = self._clicks(take)
        self.assertEqual(len(set(taken)), 3)

    @mute_logger("odoo.sql_db")
    def test_a_result_sent_at_once_is_kept_once(self):
        guard, env = self._transaction()
        with guard:
            own = env(user=self.users[0], su=False)
            campaign = own["grid.survey.campaign"].browse(self.by_phone)
            invitation = own["grid.survey.invitation"]._take_next(campaign).id
            env.cr.commit()

        def save(env, number):
            own = env(user=self.users[0], su=False)
            mine = own["grid.survey.invitation"].browse(invitation)
            if mine.sudo().state == "new":
                mine._asked_by_phone({env["survey.question"].browse(self.question): number})

        self._clicks(save, count=2)
        self.assertEqual(len(self._seen("grid.survey.campaign", self.by_phone).sheet_ids), 1)

    @mute_logger("odoo.sql_db")
    def test_two_jobs_at_once_ask_for_a_mark_once(self):
        guard, env = self._transaction()
        with guard:
            visit = env["grid.queue.ticket"].browse(self.visit)
            company = visit.company_id
            env["grid.mark.request"].create(
                {
                    "visit_id": visit.id,
                    "partner_id": self.customer,
                    "company_id": company.id,
                    "branch_id": visit.branch_id.id,
                }
            )
            env.cr.commit()
        self._clicks(lambda env, number: len(env["grid.mark.request"]._ask_batch()), count=2)
        customer = self._seen("res.partner", self.customer)
        messages = customer.env["grid.sms"].search([("partner_id", "=", customer.id)])
        self.assertEqual(len(messages), 1)
