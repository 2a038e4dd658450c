from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestRuleWords(DeadlineCase):
    """The table of rules as a lawyer reads it."""

    def test_terms_in_words(self):
        terms = [
            ({"amount": 1, "unit": "hours"}, "1 hour"),
            ({"amount": 8, "unit": "hours", "hours_by": "office"}, "8 hours by office hours"),
            ({"amount": 5, "unit": "working_days", "direction": "backward"}, "5 working days before"),
            ({"amount": 10, "unit": "working_days", "direction": "not_before"}, "not earlier than in 10 working days"),
        ]
        for number, (vals, said) in enumerate(terms):
            self.assertEqual(self.make_rule(code=f"test_words_{number}", **vals).term_text, said)

    def test_the_days_in_force_in_words(self):
        for valid_from, valid_to, said in (
            (False, False, "from the beginning"),
            ("2006-11-02", False, "from 02.11.2006"),
            (False, "2025-12-31", "until 31.12.2025"),
            ("2006-11-02", "2025-12-31", "02.11.2006 – 31.12.2025"),
        ):
            self.answer.write({"valid_from": valid_from, "valid_to": valid_to})
            self.assertEqual(self.answer.in_force_text, said)

    def test_extensions_in_words(self):
        self.assertFalse(self.answer.extension_text)
        self.answer.write({"extension_amount": 30})
        self.assertEqual(self.answer.extension_text, "by 30 calendar days, once")
        self.answer.write({"extension_unit": "working_days", "extension_max": 2})
        self.assertEqual(self.answer.extension_text, "by 30 working days, up to 2 times")

    def test_who_confirmed_a_rule_and_when(self):
        for confidence in ("unconfirmed", "partly", "published"):
            self.answer.confidence = confidence
            self.assertEqual(self.answer.confirmation_text, "lawyer to confirm")
            self.assertFalse(self.answer.confirmed_text)
        self.answer.with_user(self.editor).action_confirm()
        day = self.answer.confirmed_on.strftime("%d.%m.%Y")
        self.assertEqual(self.answer.confirmation_text, "confirmed")
        self.assertEqual(self.answer.confirmed_text, f"{self.editor.name}, {day}")

    def test_conditions_are_said_in_words_while_they_are_typed(self):
        form = Form(self.call.with_user(self.editor))
        with form.condition_ids.new() as condition:
            condition.fact, condition.operator, condition.value = "group", "in", "2|3"
            self.assertEqual(condition.display_name, "group: 2 or 3")
        self.assertEqual(form.save().condition_text, "group: 2 or 3")

    def test_editions_stand_newest_first_the_one_from_the_beginning_last(self):
        self.answer.write({"valid_from": False, "valid_to": "2019-12-31"})
        new = self.make_rule(code="test_answer", valid_from="2020-01-01")
        self.assertEqual(self.answer.edition_ids, new + self.answer_group_1 + self.answer)

    def test_promises_of_all_editions_are_counted_in_one_query(self):
        letters = self.Promise.create([{"name": name} for name in ("one", "two", "three")])
        letters._deadline_start("test_answer", "2026-01-15 05:00:00")
        letters[0]._deadline_done("test_answer", "2026-01-20 05:00:00")
        rules = (self.answer + self.answer_group_1 + self.call).with_user(self.editor)
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.assertEqual(rules.mapped("open_count"), [2, 0, 0])

    def test_filters_find_what_a_lawyer_looks_for(self):
        search = self.env["ir.ui.view"].search([("model", "=", "legal.rule"), ("type", "=", "search")])
        forever = self.make_rule(code="test_forever", valid_from=False)
        past = self.make_rule(code="test_past", valid_to="2007-01-01", norm_kind="company", extension_amount=5)
        rules = self.env["legal.rule"]
        own = [("id", "in", (forever + past).ids)]
        arch = self.env["legal.rule"].get_view(search.id, "search")["arch"]
        for name, found in (
            ("in_force", forever),
            ("to_confirm", forever + past),
            ("company_rules", past),
            ("extended", past),
            ("paused", rules),
        ):
            self.assertEqual(rules.search(own + self.domain_of(arch, name)), found, name)

    @staticmethod
    def domain_of(arch, name):
        """Return the domain of a filter of a search view."""
        [found] = etree.fromstring(arch).xpath(f"//filter[@name='{name}']")
        return safe_eval(found.get("domain"))

    def test_the_title_of_the_table_says_how_many_are_to_be_confirmed(self):
        rules = self.env["legal.rule"].search([("confidence", "!=", "confirmed")])
        action = self.env["legal.rule"].with_user(self.reader).action_open_table()
        self.assertEqual(action["name"], f"Rules (to be confirmed: {len(rules)})")
        rules.action_confirm()
        self.assertEqual(self.env["legal.rule"].action_open_table()["name"], "Rules")

    def test_a_ground_that_a_rule_names_is_not_deleted(self):
        ground = self.env["legal.ground"].create({"name": "Papers asked for"})
        self.answer.write({"extension_amount": 30, "extension_ground_ids": [(4, ground.id)]})
        self.assertEqual(ground.extended_rule_ids, self.answer)
        with self.assertRaisesRegex(UserError, "named by a rule"):
            ground.with_user(self.editor).unlink()
