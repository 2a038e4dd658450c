from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestRuleWhatIf(DeadlineCase):
    """A methodologist asks: this event, that day, those facts; everything else answers as she types."""

    def question(self, code="test_answer", day="2025-12-10", user=None, **vals):
        form = Form(self.env["legal.rule.what_if"].with_user(user or self.editor))
        form.norm_id = self.env["legal.rule"]._newest(code)
        form.event_date = day
        form.event_time = 12
        for name, value in vals.items():
            form[name] = value
        return form

    def give(self, form, **facts):
        """Fill in lines of facts that came by themselves."""
        for fact, value in facts.items():
            with form.fact_ids.edit(self.facts(form).index(fact)) as line:
                line.value = value
        return form

    @staticmethod
    def facts(form, column="name"):
        """Return a column of the lines of facts as it stands on the screen."""
        return [line[column] for line in form.fact_ids._records]

    def test_the_answer_is_there_as_soon_as_the_event_is(self):
        form = Form(self.env["legal.rule.what_if"].with_user(self.editor))
        self.assertFalse(form.due_text or form.refusal or form.editions_html)
        form.norm_id = self.answer_group_1
        form.event_date = "2025-12-10"
        form.event_time = 12
        self.assertEqual(form.rule_id, self.answer)
        self.assertEqual(form.norm_text, "Test act, art. 12")
        self.assertEqual(form.in_force_text, "from 02.11.2006")
        self.assertEqual(form.confirmation_text, "lawyer to confirm")
        self.assertEqual(form.due_text, "12.01.2026 (Mon) 23:59")
        self.assertEqual(form.control_text, "30.12.2025 (Tue) 23:59")
        self.assertEqual(form.warn_text, "27.12.2025 (Sat) 05:59")
        self.assertFalse(form.is_preliminary or form.refusal or form.allowed_text or form.strict_text)
        self.assertEqual(form.explanation_text.splitlines()[0], "Event: 10.12.2025 (Wed) at 12:00")
        self.assertEqual(form.explanation_html.count("<br"), len(form.explanation_text.splitlines()) - 1)
        self.assertIn("Internal control: 30.12.2025", form.explanation_text)

    def test_what_is_promised_is_chosen_by_the_name_of_its_newest_edition(self):
        self.answer.valid_to = "2025-12-31"
        self.make_rule(code="test_answer", name="Answer anew", valid_from="2026-01-01")
        choice = self.env["legal.rule"].with_user(self.reader).with_context(show_code=True)
        domain = self.env["legal.rule.what_if"]._fields["norm_id"].domain
        names = [name for _id, name in choice.name_search("test_", domain)]
        self.assertEqual(names, ["test_answer — Answer anew", "test_call — Answer on the merits"])

    @freeze_time("2026-03-31 19:30:00")
    def test_the_day_and_the_hour_are_local_ones_of_the_company(self):
        form = Form(self.env["legal.rule.what_if"].with_user(self.editor))
        self.assertEqual((str(form.event_date), form.event_time, form.tz), ("2026-04-01", 2.5, "Asia/Novokuznetsk"))

    def test_the_zone_may_be_another(self):
        form = self.question("test_call", tz="Europe/Moscow", event_time=23.5)
        self.assertEqual(form.due_text, "11.12.2025 (Thu) 03:30")
        form.tz = "Asia/Kamchatka"
        self.assertEqual(form.due_text, "11.12.2025 (Thu) 03:30")
        form.tz = False
        self.assertFalse(form.due_text or form.refusal)

    def test_facts_that_the_rules_ask_for_come_by_themselves_with_what_the_rules_know(self):
        self.make_rule(("group", "in", "2|3"), ("power", "<=", "150"), code="test_answer", amount=20)
        form = self.question()
        self.assertEqual(self.facts(form), ["group", "power"])
        self.assertEqual(self.facts(form, "value"), [False, False])
        self.assertEqual(self.facts(form, "hint"), ["1; 2; 3", "≤ 150"])
        self.give(form, group="1")
        self.assertEqual((form.rule_id, form.due_text), (self.answer_group_1, "24.12.2025 (Wed) 23:59"))
        self.give(form, group="2", power="150")
        self.assertEqual(form.due_text, "30.12.2025 (Tue) 23:59")

    def test_what_was_typed_stays_when_another_promise_is_chosen(self):
        self.make_rule(("lane", "=", "paper"), code="test_offer")
        form = self.give(self.question(), group="1")
        form.norm_id = self.env["legal.rule"]._newest("test_offer")
        self.assertEqual(self.facts(form), ["lane", "group"])
        self.assertEqual(self.facts(form, "value"), [False, "1"])

    def test_a_value_may_be_typed_as_people_call_it(self):
        labels = {"group": ("customer group", {"1": "Citizens", "2": "Providers"})}
        explanation = type(self.env["legal.explanation"])
        self.patch(explanation, "_fact_labels", lambda self: labels)
        form = self.give(self.question(), **{"customer group": " citizens "})
        self.assertEqual(form.rule_id, self.answer_group_1)
        self.assertEqual(self.facts(form, "hint"), ["1 — Citizens"])
        for name in ("Customer Group", "group"):
            with form.fact_ids.edit(0) as line:
                line.name = name
            self.assertEqual(form.rule_id, self.answer_group_1, name)

    def test_a_fact_may_be_added_and_one_that_no_rule_asks_for_is_said_to_be(self):
        form = self.question("test_call")
        with form.fact_ids.new() as line:
            line.name, line.value = "colour", "red"
            self.assertEqual(line.hint, "no rule asks for it")
        self.assertEqual(form.rule_id, self.call)

    def test_every_edition_of_the_code_has_its_verdict(self):
        self.make_rule(("group", "in", "2|3"), code="test_answer", amount=15)
        self.make_rule(("group", "=", "1"), ("kind", "=", "claim"), code="test_answer", valid_to="2009-12-31")
        form = self.give(self.question(), group="1")
        for verdict in (
            "chosen",
            "in force, but less exact",
            "does not fit: group: 2 or 3",
            "not in force on this day (02.11.2006 – 31.12.2009)",
        ):
            self.assertEqual(form.editions_html.count(verdict), 1, verdict)
        self.assertLess(form.editions_html.index("chosen"), form.editions_html.index("less exact"))

    def test_the_name_of_a_condition_is_text_not_markup(self):
        self.answer.clause = "<b>art. 12</b>"
        self.assertIn("&lt;b&gt;art. 12", self.question().editions_html)

    def test_no_rule_is_said_with_what_is_lacking_and_nothing_typed_is_lost(self):
        self.make_rule(("lane", "=", "paper"), ("power", "<=", "150"), code="test_offer")
        form = self.give(self.question("test_offer"), power="100")
        self.assertIn("give also: lane", form.refusal)
        self.assertFalse(form.due_text or form.rule_id or form.explanation_text)
        self.assertIn("does not fit: lane: paper", form.editions_html)
        self.assertEqual(form.save().fact_ids.mapped("value"), [False, "100"])

    def test_two_that_tie_are_said_to_contradict_each_other(self):
        self.make_rule(("sort", "=", "claim"), code="test_answer", name="Claim")
        form = self.give(self.question(), group="1", sort="claim")
        self.assertIn("fit equally", form.refusal)
        self.assertEqual(form.editions_html.count("fits as exactly as another"), 2)
        self.assertFalse(form.rule_id)

    def test_a_day_without_a_rule_or_a_calendar_is_said(self):
        form = self.question(day="2006-11-01")
        self.assertIn("No rule “test_answer” is in force on 01.11.2006", form.refusal)
        form.event_date = "2011-05-10"
        self.assertIn("production calendar of 2011 is not loaded", form.refusal)
        self.assertEqual(form.rule_id, self.answer)

    def test_what_cannot_be_read_is_said(self):
        self.make_rule(("power", "<=", "150"), code="test_offer")
        form = self.give(self.question("test_offer"), power="much")
        self.assertIn("must be a number", form.refusal)
        form = self.question(event_time=25)
        self.assertIn("Correct the time", form.refusal)
        form = self.question(day="9999-12-31")
        self.assertIn("a year that no calendar has", form.refusal)

    def test_a_term_back_from_an_event_has_two_readings_and_judges_the_act(self):
        self.make_rule(code="test_before", amount=5, unit="working_days", direction="backward")
        form = self.question("test_before", "2026-05-13")
        self.assertEqual(form.due_text, "05.05.2026 (Tue) 23:59")
        self.assertEqual(form.strict_text, "04.05.2026 (Mon) 23:59")
        self.assertFalse(form.control_text or form.verdict)
        for day, verdict in (("2026-05-04", "in_time"), ("2026-05-05", "at_risk"), ("2026-05-06", "late")):
            form.act_date = day
            self.assertEqual(form.verdict, verdict)

    def test_a_time_that_must_pass_names_the_first_day_allowed(self):
        self.make_rule(code="test_wait", amount=10, unit="working_days", direction="not_before")
        form = self.question("test_wait", "2025-12-22")
        self.assertEqual(form.allowed_text, "16.01.2026 (Fri) 00:00")
        self.assertFalse(form.due_text or form.control_text or form.warn_text)
        form.act_date, form.act_time = "2026-01-15", 23.9
        self.assertEqual(form.verdict, "too_early")
        form.act_date, form.act_time = "2026-01-16", 0
        self.assertEqual(form.verdict, "in_time")

    def test_a_year_that_is_not_published_makes_the_date_preliminary(self):
        form = self.question(day="2040-03-01")
        self.assertTrue(form.is_preliminary)
        self.assertIn("Preliminary", form.explanation_text)

    def test_it_opens_from_a_rule_with_facts_that_the_rule_fits(self):
        old = self.make_rule(("group", "=", "9"), ("power", ">", "150"), code="test_answer", valid_to="2015-12-31")
        question = self.env["legal.rule.what_if"].with_user(self.reader).with_context(what_if_rule_id=old.id)
        form = Form(question)
        self.assertEqual((form.norm_id.code, str(form.event_date), form.rule_id), ("test_answer", "2015-12-31", old))
        self.assertEqual(self.facts(form), ["group", "power"])
        self.assertEqual(self.facts(form, "value"), ["9", "151"])

    def test_who_reads_rules_may_ask_and_nobody_else(self):
        for user in (self.reader, self.editor):
            self.assertTrue(self.question(user=user).save().due_text)
        for user in (self.plain, self.customer):
            with self.assertRaises(AccessError):
                self.env["legal.rule.what_if"].with_user(user).create({})

    def test_asking_promises_nothing(self):
        count = self.env["legal.deadline"].search_count([])
        self.question().save()
        self.assertEqual(self.env["legal.deadline"].search_count([]), count)
