"""Every kind through every channel has its law, its rule and a dated due date."""

from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..models.helpdesk_ticket import KINDS
from .common import AppealCase

CHANNELS = ("window", "phone", "post", "email", "site", "account")
IDENTIFIED = ("window", "post", "account")
# Monday 02.03.2026, 10:00 in Novokuznetsk
NOW = "2026-03-02 03:00:00"
# 30 calendar days from Monday 02.03: Wednesday 01.04; 10 days: Thursday 12.03, all 23:59:59 local
DAY_30 = datetime(2026, 4, 1, 16, 59, 59)
DAY_10 = datetime(2026, 3, 12, 16, 59, 59)
# 10 working days from Monday 02.03, with the moved day off 09.03: Tuesday 17.03
WORKING_10 = datetime(2026, 3, 17, 16, 59, 59)
# registration: 3 calendar days (59-FZ) or one working day (order 186)
REGISTER = {"59-FZ": datetime(2026, 3, 5, 16, 59, 59), "186": datetime(2026, 3, 3, 16, 59, 59)}


@tagged("post_install", "-at_install")
class TestAppealLaw(AppealCase):
    @freeze_time(NOW)
    def test_every_kind_through_every_channel(self):
        utility = self.env["res.partner"].create(
            {"name": "ТСЖ «Тестовое»", "is_company": True, "customer_group": "2", "email": "tsj@example.com"}
        )
        people = {"1": self.citizen, "2": utility, "3": self.factory}
        cases = [(group, channel, kind) for group in people for channel in CHANNELS for kind, _label in KINDS]
        appeals = self.env["helpdesk.ticket"].create(
            [
                self._vals(partner_id=people[group].id, channel_id=self._channel(channel).id, kind=kind)
                for group, channel, kind in cases
            ]
        )
        registering = [appeal.next_due_at for appeal in appeals]
        appeals.action_register()
        for (group, channel, kind), appeal, register_by in zip(cases, appeals, registering, strict=True):
            with self.subTest(group=group, channel=channel, kind=kind):
                basis, code, due = self._expected(group, channel, kind)
                self.assertEqual(
                    (appeal.law_basis, appeal.answer_code, appeal._answer_deadline().due_at),
                    (basis, code, due),
                )
                self.assertEqual(register_by, REGISTER[basis])
                self.assertEqual(appeal.customer_group, group)

    def _expected(self, group, channel, kind):
        if kind == "claim":
            return ("186", "claim_consumer_10d", DAY_10) if group == "1" else ("186", "claim_pretrial_30d", DAY_30)
        if kind == "pd_request":
            return "186", "pd_access_answer", WORKING_10
        special = kind in ("authority_request", "outage_message", "negative_info", "proposal", "gratitude")
        by_59 = group == "1" and channel in IDENTIFIED and not special
        return ("59-FZ" if by_59 else "186"), "appeal_answer", DAY_30

    def test_claims_and_personal_data_count_from_the_receipt(self):
        """The law counts from the day the demand came, whenever the company registers it."""
        for kind, due in (("claim", DAY_10), ("pd_request", WORKING_10)):
            with freeze_time(NOW):
                appeal = self._appeal(kind=kind)
            with freeze_time("2026-03-04 03:00:00"):
                appeal.action_register()
            self.assertEqual(appeal._answer_deadline().due_at, due)
            self.assertEqual(appeal._answer_deadline().started_at, datetime(2026, 3, 2, 3))

    def test_the_group_of_the_usage_point_comes_first(self):
        point = self.env["grid.usage.point"].create(
            {
                "name": "TSA-1",
                "partner_id": self.citizen.id,
                "branch_id": self.branch.id,
                "address": "Кемерово, ул. Мира, 1",
                "customer_group": "3",
            }
        )
        appeal = self._appeal(kind="claim", usage_point_id=point.id)
        self.assertEqual((appeal.customer_group, appeal.answer_code), ("3", "claim_pretrial_30d"))

    def test_an_unknown_applicant_has_a_term_of_registration(self):
        appeal = self._appeal(partner_id=False)
        self.assertEqual((appeal.customer_group, appeal.law_basis), (False, "186"))
        self.assertEqual(appeal.deadline_ids.code, "appeal_register")

    def test_the_law_is_decided_when_the_customer_is_known(self):
        appeal = self._appeal(partner_id=False, partner_name="Тестова Мария", partner_email="testova@example.com")
        appeal.action_register()
        self.assertEqual((appeal.customer_group, appeal.law_basis), ("1", "59-FZ"))

    def test_the_group_of_a_registered_appeal_stays(self):
        appeal = self._appeal()
        appeal.action_register()
        self.citizen.customer_group = "3"
        appeal.kind = "consultation"
        self.assertEqual((appeal.customer_group, appeal.law_basis), ("1", "59-FZ"))

    def test_without_a_row_registration_is_refused(self):
        self.env["grid.appeal.law"].search([]).action_archive()
        with self.assertRaisesRegex(UserError, "Ask the methodologist"):
            self._appeal()

    def test_the_table_is_edited_not_the_code(self):
        self.env["grid.appeal.law"].create(
            {
                "name": "Thanks are answered like claims here",
                "sequence": 1,
                "kind": "gratitude",
                "customer_group": "1",
                "law_basis": "186",
                "answer_code": "claim_consumer_10d",
            }
        )
        self.assertEqual(self._appeal(kind="gratitude").answer_code, "claim_consumer_10d")

    def test_a_row_names_a_rule_that_exists(self):
        with self.assertRaisesRegex(ValidationError, "There is no rule “answer_soon”"):
            self.env.ref("grid_appeal.law_gratitude").answer_code = "answer_soon"

    def test_an_upgrade_leaves_the_company_its_table(self):
        for xmlid in ("law_gratitude", "category_trees", "channel_post", "stage_new", "team_customers"):
            data = self.env["ir.model.data"].search([("module", "=", "grid_appeal"), ("name", "=", xmlid)])
            self.assertTrue(data.noupdate, xmlid)

    def test_a_row_of_another_company_does_not_decide(self):
        company = self.env["res.company"].create({"name": "Другие сети"})
        self.env["grid.appeal.law"].create(
            {"name": "Ours only", "sequence": 1, "law_basis": "186", "company_id": company.id}
        )
        self.assertEqual(self._appeal().law_basis, "59-FZ")

    def test_the_explanation_names_the_law(self):
        with freeze_time(NOW):
            appeal = self._appeal()
            self.assertIn("art. 8 p. 2", appeal.due_explanation)
            appeal.action_register()
        self.assertIn("art. 12 p. 1", appeal.due_explanation)
        self.assertIn("Law applied: Law 59-FZ — Citizen by letter", appeal.due_explanation)
        self.assertIn("(company procedure)", appeal.due_explanation)
        self.assertIn("Тест-А", appeal.due_explanation)
        self.assertIn("01.04.2026", appeal.due_explanation)

    def test_a_row_that_chose_a_law_is_archived_not_deleted(self):
        appeal = self._appeal()
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            appeal.law_id.unlink()
        unused = appeal.law_id.copy()
        unused.unlink()
        self.assertFalse(unused.exists())

    def test_the_table_knows_how_many_answers_allow_a_refusal(self):
        """More than one earlier answer under 59-FZ, one under order 186, none for a claim."""
        answers = {
            name: self.env.ref(f"grid_appeal.law_{name}").answers_to_refuse
            for name in ("citizen_identified", "citizen_other", "group_3", "claim_consumer")
        }
        self.assertEqual(answers, {"citizen_identified": 2, "citizen_other": 1, "group_3": 1, "claim_consumer": 0})

    @freeze_time("2026-12-31 18:30:00")  # 01.01.2027, 01:30 in Novokuznetsk, still 2026 in Kaliningrad
    def test_the_year_of_the_number_is_the_year_of_the_branch(self):
        self.district.tz = "Europe/Kaliningrad"
        appeals = self._appeal() + self._appeal(branch_id=self.district.id)
        appeals.action_register()
        self.assertEqual(appeals.mapped("number"), ["TSA-2027-000001", "TSL-2026-000001"])
