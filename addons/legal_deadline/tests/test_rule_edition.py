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

    def edition(self, rule, **vals):
        vals = {"rule_id": rule.id, "valid_from": "2026-07-01", "source": "Official publication", **vals}
        return self.env["legal.rule.edition"].create(vals)

    def made(self, rule, **vals):
        """Make a new edition and return its row."""
        return self.env["legal.rule"].browse(self.edition(rule, **vals).action_make()["res_id"])

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

    def test_a_condition_is_not_brought_from_another_rule(self):
        foreign = self.make_rule(("group", "=", "7"), code="test_other").condition_ids
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            foreign.rule_id = self.answer_group_1
        with self.assertRaisesRegex(UserError, "Make a new edition"):
            self.answer_group_1.condition_ids = [(4, foreign.id)]

    def test_a_confirmation_is_of_what_the_row_said_then(self):
        def confirmed():
            rule = self.make_rule(("group", "=", "7"), code="test_other", valid_to="2010-01-01")
            rule.action_confirm()
            return rule

        for change in (
            lambda rule: rule.write({"amount": 31}),
            lambda rule: rule.write({"clause": "art. 77"}),
            lambda rule: rule.write({"facts": "group=8"}),
            lambda rule: rule.condition_ids.write({"value": "8"}),
            lambda rule: rule.condition_ids.unlink(),
            lambda rule: rule.write({"confidence": "partly"}),
        ):
            rule = confirmed()
            change(rule)
            self.assertNotEqual(rule.confidence, "confirmed")
            self.assertFalse(rule.confirmed_by_id or rule.confirmed_on)
            rule.unlink()
        rule = confirmed()
        rule.write({"valid_to": "2011-01-01", "note": "read"})
        self.assertEqual((rule.confidence, rule.confirmed_by_id), ("confirmed", self.env.user))

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
        wizard = Form(self.env[action.res_model].with_user(self.editor).with_context(default_rule_id=rule.id))
        self.assertEqual((wizard.amount, wizard.unit), (10, "working_days"))
        wizard.valid_from = "2026-07-01"
        wizard.amount = 7
        wizard.source = "Official publication No. 5"
        opened = wizard.save().action_make()
        new = self.env["legal.rule"].browse(opened["res_id"])
        self.assertEqual(str(rule.valid_to), "2026-06-30")
        self.assertEqual((new.amount, new.code, str(new.valid_from)), (7, "test_answer", "2026-07-01"))
        self.assertEqual(new.condition_ids.mapped("value"), ["1"])
        self.assertFalse(new.valid_to)
        self.assertEqual((new.source, new.confidence), ("Official publication No. 5", "unconfirmed"))
        self.assertEqual(new.edition_ids, rule + self.answer + new)
        due_at, _explanation = self.env["legal.rule"]._due("test_answer", "2026-07-01 05:00:00", group="1")
        self.assertEqual(str(due_at), "2026-07-10 16:59:59")

    def test_a_new_edition_moves_no_running_promise(self):
        before = self.record.deadline_ids.due_at
        self.edition(self.answer_group_1, valid_from="2026-01-10", amount=3).action_make()
        self.assertEqual(self.record.deadline_ids.due_at, before)
        self.assertEqual(self.record.deadline_ids.rule_id, self.answer_group_1)

    def test_a_new_edition_begins_while_the_old_one_is_in_force(self):
        self.answer.valid_to = "2020-12-31"
        for day in ("2006-11-02", "2000-01-01", "2021-01-01"):
            wizard = self.edition(self.answer, valid_from=day, amount=3)
            with self.assertRaisesRegex(UserError, "while the old one is in force"):
                wizard.action_make()

    def test_the_first_edition_of_all_may_be_open_to_the_past(self):
        self.answer.valid_from = False
        new = self.made(self.answer, valid_from="2020-01-01", amount=15, clause="art. 13")
        self.assertEqual(str(self.answer.valid_to), "2019-12-31")
        self.assertEqual((new.amount, new.clause, str(new.valid_from)), (15, "art. 13", "2020-01-01"))

    def test_a_new_edition_of_a_confirmed_rule_is_to_be_confirmed_and_says_its_own_source(self):
        self.answer.source = "Old text"
        self.answer.action_confirm()
        new = self.made(self.answer)
        self.assertEqual((new.confidence, new.source), ("unconfirmed", "Official publication"))
        self.assertFalse(new.confirmed_by_id)
        form = Form(self.env["legal.rule.edition"].with_context(default_rule_id=new.id))
        form.valid_from = "2030-01-01"
        with self.assertRaisesRegex(AssertionError, "source is a required field"):
            form.save()

    def test_an_unchanged_clause_keeps_its_translations(self):
        for lang in ("en_US", "ru_RU"):
            self.env["res.lang"]._activate_lang(lang)
        self.answer.with_context(lang="ru_RU").clause = "ст. 12"
        new = self.made(self.answer)
        self.assertEqual((new.clause, new.with_context(lang="ru_RU").clause), ("art. 12", "ст. 12"))

    def test_another_unit_is_counted_in_its_own_way(self):
        self.answer.write({"extension_amount": 30, "day_end": "office_close"})
        new = self.made(self.answer, unit="working_days", amount=20)
        self.assertEqual((new.unit, new.roll, new.start), ("working_days", "none", "next_day"))
        self.assertEqual((new.extension_amount, new.extension_unit), (30, "calendar_days"))
        hours = self.made(new, valid_from="2027-01-01", unit="hours", amount=48)
        self.assertEqual((hours.start, hours.roll, hours.day_end), ("event", "none", "midnight"))
        self.assertEqual((hours.extension_amount, hours.extension_unit), (0, False))

    def test_running_promises_that_the_new_edition_would_move_are_counted_before_it_is_made(self):
        names = ("on the day", "after", "done", "paused")
        later = self.Promise.create([{"name": name, "group": "1"} for name in names])
        # 18:30 in UTC of 14 February is the night of the 15th in Kemerovo
        deadlines = later._deadline_start("test_answer", "2026-02-14 18:30:00")
        later[2]._deadline_done("test_answer", "2026-02-16 05:00:00")
        deadlines[3]._by_act().state = "paused"
        wizard = Form(self.env["legal.rule.edition"].with_context(default_rule_id=self.answer_group_1.id))
        self.assertEqual(wizard.bound_count, 0)
        for day, count in (("2026-02-16", 0), ("2026-02-15", 3), ("2026-01-15", 4)):
            wizard.valid_from = day
            self.assertEqual(wizard.bound_count, count)

    def test_each_promise_is_counted_by_the_local_day_of_its_own_zone(self):
        moscow = self.Promise.create({"name": "Moscow", "group": "1", "tz": "Europe/Moscow"})
        moscow._deadline_start("test_answer", "2026-02-14 18:30:00")
        self.assertEqual(self.edition(self.answer_group_1, valid_from="2026-02-15").bound_count, 0)
        self.assertEqual(self.edition(self.answer_group_1, valid_from="2026-02-14").bound_count, 1)
