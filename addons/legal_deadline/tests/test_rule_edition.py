from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestRuleEdition(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls.Promise.create({"name": "Letter", "group": "1"})
        cls.record._deadline_start("test_answer", "2026-01-15 05:00:00")

    def test_an_edition_that_gave_a_date_stays_as_it_is(self):
        self.assertTrue(self.answer_group_1.is_used)
        self.assertFalse(self.answer.is_used)
        for vals in (
            {"amount": 5},
            {"unit": "months"},
            {"valid_from": "2010-01-01"},
            {"roll": "next_working_day"},
            {"code": "other"},
        ):
            with self.assertRaisesRegex(UserError, "Make a new edition"):
                self.answer_group_1.write(vals)

    def test_its_conditions_stay_too(self):
        condition = self.answer_group_1.condition_ids
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            condition.value = "2"
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            condition.unlink()
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            condition.copy()
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            self.answer_group_1.unlink()

    def test_closing_confirming_and_writing_the_same_are_free(self):
        rule = self.answer_group_1
        rule.write({"amount": 10, "unit": "working_days", "valid_from": "2006-11-02"})
        rule.write({"valid_to": "2026-12-31", "name": "Clearer name", "warn_days": 2})
        rule.action_confirm()
        self.assertEqual(rule.confidence, "confirmed")

    def test_an_upgrade_gives_a_shipped_edition_the_extension_of_its_law_once(self):
        self.env["ir.model.data"].create(
            {"module": "legal_deadline", "name": "test_rule", "model": "legal.rule", "res_id": self.answer_group_1.id}
        )
        ground = self.env["legal.ground"].create({"name": "papers requested"})
        complete = self.env["legal.rule"]._complete_extension
        complete("legal_deadline.test_rule", 5, "working_days", ground)
        complete("legal_deadline.test_rule", 9, "years")
        complete("legal_deadline.gone", 9, "years")
        rule = self.answer_group_1
        self.assertEqual((rule.extension_amount, rule.extension_unit, rule.extension_max), (5, "working_days", 1))
        self.assertEqual(rule.extension_ground_ids, ground)

    def test_a_new_edition_closes_the_old_one_and_opens_its_copy(self):
        rule = self.answer_group_1.with_user(self.editor)
        action = self.env.ref("legal_deadline.legal_rule_edition_action")
        wizard = Form(
            self.env[action.res_model]
            .with_user(self.editor)
            .with_context(default_rule_id=rule.id, default_amount=rule.amount)
        )
        wizard.valid_from = "2026-07-01"
        wizard.amount = 7
        opened = wizard.save().action_make()
        new = self.env["legal.rule"].browse(opened["res_id"])
        self.assertEqual(str(rule.valid_to), "2026-06-30")
        self.assertEqual((new.amount, new.code, str(new.valid_from)), (7, "test_answer", "2026-07-01"))
        self.assertEqual(new.condition_ids.mapped("value"), ["1"])
        self.assertFalse(new.valid_to)
        self.assertEqual(new.edition_ids, rule + self.answer + new)
        due_at, _explanation = self.env["legal.rule"]._due("test_answer", "2026-07-01 05:00:00", group="1")
        self.assertEqual(str(due_at), "2026-07-10 16:59:59")

    def test_a_new_edition_moves_no_running_promise(self):
        before = self.record.deadline_ids.due_at
        self.env["legal.rule.edition"].create(
            {"rule_id": self.answer_group_1.id, "valid_from": "2026-01-10", "amount": 3}
        ).action_make()
        self.assertEqual(self.record.deadline_ids.due_at, before)
        self.assertEqual(self.record.deadline_ids.rule_id, self.answer_group_1)

    def test_a_new_edition_begins_while_the_old_one_is_in_force(self):
        self.answer.valid_to = "2020-12-31"
        for day in ("2006-11-02", "2000-01-01", "2021-01-01"):
            wizard = self.env["legal.rule.edition"].create({"rule_id": self.answer.id, "valid_from": day, "amount": 3})
            with self.assertRaisesRegex(UserError, "while the old one is in force"):
                wizard.action_make()
