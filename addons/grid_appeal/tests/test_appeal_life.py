"""An appeal from receipt to closing, and everything its life refuses."""

from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealLife(AppealCase):
    def test_story_from_letter_to_closing(self):
        """A letter is registered by the administrator, answered by a specialist, closed in time."""
        with freeze_time("2026-11-23 03:00:00"):  # Monday, 10:00 in Novokuznetsk
            appeal = self._as("administrator", self.env["helpdesk.ticket"]).create(self._vals())
        self.assertEqual(appeal.state, "new")
        self.assertFalse(appeal.number)
        self.assertEqual(appeal.next_due_at, datetime(2026, 11, 26, 16, 59, 59))

        with freeze_time("2026-11-24 04:30:00"):
            appeal.action_register()
        self.assertEqual(appeal.number, "TSA-2026-000001")
        self.assertEqual(appeal.registered_at, datetime(2026, 11, 24, 4, 30))
        self.assertEqual(appeal.registered_by_id, self.users["administrator"])
        self.assertEqual(appeal.law_basis, "59-FZ")
        self.assertEqual(appeal.next_due_at, datetime(2026, 12, 24, 16, 59, 59))
        self.assertEqual(appeal._answer_deadline().rule_id, self.env.ref("grid_appeal.rule_appeal_answer_59fz"))

        appeal = self._as("specialist", appeal)
        with freeze_time("2026-11-25 02:00:00"):
            appeal.action_take()
        self.assertEqual((appeal.state, appeal.user_id), ("in_work", self.users["specialist"]))

        with freeze_time("2026-12-20 02:00:00"):
            appeal._mark_answered()
        self.assertEqual((appeal.state, appeal.deadline_state), ("answered", "met"))
        self.assertFalse(appeal.next_due_at)

        appeal.outcome = "justified"
        appeal = self._as("head", appeal)
        with freeze_time("2026-12-21 02:00:00"):
            appeal.action_close()
        self.assertEqual((appeal.state, appeal.closed_date), ("closed", datetime(2026, 12, 21, 2)))
        self.assertTrue(appeal.closed)

        history = "\n".join(appeal.sudo().message_ids.sorted("id").mapped("body"))
        self.assertLess(history.index("Test administrator"), history.index("Test specialist"))

    def test_the_history_says_each_act_once(self):
        appeal = self._appeal()
        self.env.flush_all()
        appeal.action_register()
        self._as("specialist", appeal).action_take()
        appeal._mark_answered()
        appeal.outcome = "justified"
        appeal.action_close()
        self.cr.precommit.run()
        texts = [html2plaintext(message.body) for message in appeal.message_ids]
        for words in ("Registered by", "Taken into work by", "Closed by"):
            self.assertEqual(sum(words in text for text in texts), 1, words)
        self.assertNotIn("state", appeal.message_ids.sudo().tracking_value_ids.field_id.mapped("name"))

    def test_a_late_answer_is_a_missed_promise(self):
        with freeze_time("2026-03-02 03:00:00"):
            appeal = self._appeal()
            appeal.action_register()
            appeal.action_take()
        with freeze_time("2026-04-02 03:00:00"):
            appeal._mark_answered()
        self.assertEqual(appeal._answer_deadline().state, "missed")
        self.assertEqual(appeal.deadline_state, "missed")

    def test_the_stage_follows_the_state(self):
        appeal = self._appeal()
        self.assertEqual(appeal.stage_id, self.env.ref("grid_appeal.stage_new"))
        appeal.action_register()
        self.assertEqual(appeal.stage_id, self.env.ref("grid_appeal.stage_registered"))
        self.assertFalse(appeal.closed)

    def test_a_dragged_card_is_the_act_it_means(self):
        appeal = self._as("specialist", self._appeal())
        appeal.stage_id = self.env.ref("grid_appeal.stage_registered")
        self.assertTrue(appeal.number)
        appeal.stage_id = self.env.ref("grid_appeal.stage_in_work")
        self.assertEqual(appeal.user_id, self.users["specialist"])

    def test_a_dragged_card_does_not_jump(self):
        appeal = self._appeal()
        for stage in ("in_work", "answered", "closed"):
            with self.assertRaisesRegex(UserError, "by moving its card"), self.cr.savepoint():
                appeal.stage_id = self.env.ref(f"grid_appeal.stage_{stage}")
        self.assertEqual(appeal.state, "new")

    def test_closed_is_not_reopened(self):
        appeal = self._closed()
        for stage in ("new", "registered", "in_work", "answered"):
            with self.assertRaises(UserError), self.cr.savepoint():
                appeal.stage_id = self.env.ref(f"grid_appeal.stage_{stage}")
        with self.assertRaises(UserError), self.cr.savepoint():
            appeal.state = "in_work"
        self.assertTrue(appeal.closed_date)

    def test_wrong_acts_are_refused_with_a_sentence(self):
        appeal = self._appeal()
        for act, sentence in (
            ("action_take", "cannot be taken into work: its state is “New”"),
            ("action_close", "cannot be closed: its state is “New”"),
            ("_mark_answered", "cannot be answered: its state is “New”"),
        ):
            with self.assertRaisesRegex(UserError, sentence):
                getattr(appeal, act)()
        closed = self._closed()
        for act in ("action_take", "action_close", "_mark_answered"):
            with self.assertRaisesRegex(UserError, "Closed"):
                getattr(closed, act)()

    def test_a_batch_with_one_wrong_appeal_changes_nothing(self):
        good, wrong = self._appeal(), self._closed()
        good.action_register()
        with self.assertRaises(UserError), self.cr.savepoint():
            (good + wrong).action_take()
        self.assertEqual(good.state, "registered")

    def test_registering_twice_gives_one_number(self):
        appeal = self._appeal()
        appeal.action_register()
        number, registered_at = appeal.number, appeal.registered_at
        with freeze_time("2027-01-15 03:00:00"):
            told = self._as("manager", appeal).action_register()
        self.assertEqual((appeal.number, appeal.registered_at), (number, registered_at))
        self.assertIn(number, told["params"]["message"])
        self.assertEqual(len(appeal.deadline_ids), 2)

    def test_a_mixed_batch_registers_the_new_ones(self):
        old, new = self._appeal(), self._appeal()
        old.action_register()
        number = old.number
        (old + new).action_register()
        self.assertEqual((old.number, new.number), (number, number[:-1] + "2"))

    def test_an_applicant_must_be_named(self):
        appeal = self._appeal(partner_id=False)
        with self.assertRaisesRegex(UserError, "who applies"):
            appeal.action_register()
        appeal.is_anonymous = True
        appeal.action_register()
        self.assertTrue(appeal.number)
        self.assertFalse(appeal.partner_id)

    def test_the_customer_is_found_by_phone_in_any_spelling(self):
        appeal = self._appeal(partner_id=False, partner_name="Тестова М. И.", partner_phone="8 (905) 000-00-01")
        self.assertEqual(appeal.partner_phone, "+79050000001")
        appeal.action_register()
        self.assertEqual(appeal.partner_id, self.citizen)

    def test_an_unknown_customer_is_created_once(self):
        facts = {"partner_id": False, "partner_name": "Новиков Пётр", "partner_email": "novikov@example.com"}
        appeals = self._appeal(**facts) + self._appeal(**facts)
        appeals.action_register()
        self.assertEqual(len(appeals.partner_id), 1)
        self.assertEqual(appeals.partner_id.email, "novikov@example.com")

    def test_words_that_are_no_phone_stay_as_written(self):
        self.assertEqual(self._appeal(partner_phone="звонить соседке").partner_phone, "звонить соседке")

    def test_the_appeal_goes_to_the_team_of_its_category_and_branch(self):
        Team = self.env["helpdesk.ticket.team"]
        metering = self.env.ref("grid_appeal.category_metering")
        team = Team.create(
            {"name": "Учёт", "category_ids": metering.ids, "branch_ids": self.branch.ids, "company_id": False}
        )
        far = self._appeal(
            category_id=self.env.ref("grid_appeal.category_meter_fault").id, branch_id=self.other_branch.id
        )
        near = self._appeal(category_id=self.env.ref("grid_appeal.category_meter_fault").id, branch_id=self.district.id)
        (far + near).action_register()
        self.assertEqual(near.team_id, team)
        self.assertNotEqual(far.team_id, team)
        self.assertTrue(far.team_id)

    def test_a_category_brings_kind_and_theme(self):
        vals = self._vals(category_id=self.env.ref("grid_appeal.category_appliances").id)
        del vals["kind"], vals["theme"]
        appeal = self.env["helpdesk.ticket"].create(vals)
        self.assertEqual((appeal.kind, appeal.theme), ("claim", "power_quality"))

    def test_the_staff_form(self):
        """The clerk picks the customer, the category and writes the question."""
        form = Form(self._as("operator", self.env["helpdesk.ticket"]), "grid_appeal.helpdesk_ticket_view_form")
        self.assertFalse(form.due_explanation)
        form.partner_id = self.citizen
        self.assertEqual(form.partner_phone, "+79050000001")
        form.category_id = self.env.ref("grid_appeal.category_voltage_low")
        self.assertEqual((form.kind, form.theme), ("complaint", "power_quality"))
        form.name = "Низкое напряжение"
        form.description = "<p>Мигает</p>"
        appeal = form.save()
        self.assertEqual(appeal.branch_id, self.branch)
        self.assertEqual(appeal.channel_id, self._channel("phone"))
        appeal.action_register()
        self.assertTrue(appeal.number.startswith("TSA-"))
