from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestRule(DeadlineCase):
    def due(self, code, started_at, branch=None, **facts):
        return self.env["legal.rule"]._due(code, started_at, branch, **facts)

    def test_six_fields_make_a_rule(self):
        rule = self.env["legal.rule"].create(
            {
                "code": "test_least",
                "name": "Least",
                "act_id": self.act.id,
                "amount": 3,
                "unit": "calendar_days",
                "valid_from": "2020-01-01",
            }
        )
        self.assertEqual((rule.start, rule.roll), ("next_day", "next_working_day"))
        self.assertEqual((rule.direction, rule.day_end), ("forward", "midnight"))
        self.assertEqual((self.call.start, self.call.roll), ("event", "none"))
        self.assertEqual(self.answer_group_1.roll, "none")

    def test_due_is_the_last_second_of_the_local_day_in_utc(self):
        due_at, explanation = self.due("test_answer", "2025-12-10 05:00:00")
        self.assertEqual(str(due_at), "2026-01-12 16:59:59")
        self.assertEqual(explanation[0], {"code": "event", "at": "2025-12-10T12:00:00"})
        self.assertEqual(explanation[-1], {"code": "due_day", "day": "2026-01-12"})

    def test_hours_by_the_clock(self):
        due_at, _explanation = self.due("test_call", "2026-05-08 15:00:00")
        self.assertEqual(str(due_at), "2026-05-08 19:00:00")

    def test_night_in_kemerovo_is_the_day_before_in_utc(self):
        """02:00 on 1 April in Kemerovo is 31 March in UTC: April counts."""
        self.make_rule(code="test_april", amount=1, valid_from="2026-04-01")
        due_at, _explanation = self.due("test_april", "2026-03-31 19:00:00")
        self.assertEqual(str(due_at), "2026-04-02 16:59:59")
        with self.assertRaisesRegex(UserError, "31"):
            self.due("test_april", "2026-03-31 16:59:59")

    def test_the_zone_of_the_branch_comes_before_the_zone_of_the_company(self):
        moscow = self.Promise.create({"name": "Moscow", "tz": "Europe/Moscow"})
        due_at, explanation = self.due("test_answer", "2026-03-31 19:00:00", moscow)
        self.assertEqual(str(due_at), "2026-04-30 20:59:59")
        self.assertEqual(explanation[0]["place"], "Moscow")

    def test_facts_choose_the_rule(self):
        due_at, _explanation = self.due("test_answer", "2026-01-15 05:00:00", group="1")
        self.assertEqual(str(due_at), "2026-01-29 16:59:59")
        due_at, _explanation = self.due("test_answer", "2026-01-15 05:00:00", group="3")
        self.assertEqual(str(due_at), "2026-02-16 16:59:59")

    def test_the_edition_of_the_day_counts(self):
        self.answer.valid_to = "2025-12-31"
        self.make_rule(code="test_answer", amount=20, valid_from="2026-01-01")
        due_at, _explanation = self.due("test_answer", "2025-12-31 16:59:59")
        self.assertEqual(str(due_at), "2026-01-30 16:59:59")
        due_at, _explanation = self.due("test_answer", "2025-12-31 17:00:00")
        self.assertEqual(str(due_at), "2026-01-21 16:59:59")

    def test_no_rule_for_the_day_names_code_date_and_facts(self):
        with self.assertRaisesRegex(UserError, "“test_answer”.*1.*2006.*group: 3.*Add a rule"):
            self.due("test_answer", "2006-11-01 05:00:00", group="3")

    def test_two_rules_that_fit_equally_are_refused(self):
        self.make_rule(("kind", "=", "claim"), code="test_answer", name="Claim")
        with self.assertRaisesRegex(UserError, "(?s)fit equally.*Claim"):
            self.due("test_answer", "2026-01-15 05:00:00", group="1", kind="claim")

    def test_a_year_before_the_calendar_is_refused(self):
        with self.assertRaisesRegex(UserError, "2011.*not loaded.*Add the days off"):
            self.due("test_answer", "2011-05-10 05:00:00")

    def test_a_refusal_names_the_facts_nobody_gave(self):
        self.make_rule(("lane", "=", "paper"), ("power", "<=", "150"), code="test_offer")
        with self.assertRaisesRegex(UserError, r"for these facts: — \(give also: lane, power\)"):
            self.due("test_offer", "2026-01-15 05:00:00")

    def test_a_backward_rule_names_the_latest_day(self):
        rule = self.make_rule(code="test_before", amount=5, unit="working_days", direction="backward")
        self.assertEqual(rule.roll, "none")
        due_at, _explanation = self.due("test_before", "2026-05-13 03:00:00")
        self.assertEqual(str(due_at), "2026-05-05 16:59:59")

    def test_an_act_before_an_event_is_refused_or_warned_of(self):
        self.make_rule(code="test_before", amount=5, unit="working_days", direction="backward", name="Notice")
        check = self.env["legal.rule"]._check_act
        event = "2026-05-13 03:00:00"
        self.assertEqual(check("test_before", event, "2026-05-04 16:00:00"), "")
        self.assertIn("strict", check("test_before", event, "2026-05-05 03:00:00"))
        with self.assertRaisesRegex(UserError, "(?s)Too late for “Notice”.*05.05.2026"):
            check("test_before", event, "2026-05-05 17:00:00")
        self.company.legal_backward = "strict"
        with self.assertRaisesRegex(UserError, "(?s)Too late.*the strict reading"):
            check("test_before", event, "2026-05-05 03:00:00")

    def test_an_act_before_its_time_has_passed_is_refused(self):
        self.make_rule(code="test_wait", amount=10, unit="working_days", direction="not_before", name="Warning")
        check = self.env["legal.rule"]._check_act
        with self.assertRaisesRegex(UserError, "(?s)Too early for “Warning”.*allowed from 16.01.2026"):
            check("test_wait", "2025-12-22 03:00:00", "2026-01-15 16:59:59")
        self.assertEqual(check("test_wait", "2025-12-22 03:00:00", "2026-01-15 17:00:00"), "")
        record = self.Promise.create({"name": "Outage"})
        with self.assertRaisesRegex(UserError, "nothing is owed"):
            record._deadline_start("test_wait")

    def test_ways_of_counting_that_contradict_each_other_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "moves to the next working day"):
            self.make_rule(code="test_bad", unit="hours", roll="next_working_day")
        for bad in (
            {"extension_amount": 5, "extension_unit": "hours"},
            {"extension_amount": 5, "extension_max": 0},
            {"amount": 0, "start": "event"},
            {"unit": "hours", "extension_amount": 5, "extension_unit": "months"},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.make_rule(code="test_bad", **bad)
        with self.assertRaisesRegex(ValidationError, "extended or paused"):
            self.make_rule(code="test_bad", direction="backward", extension_amount=5)

    def test_a_fact_that_is_no_number_is_refused(self):
        self.make_rule(("power", "<=", "150"), code="test_power")
        with self.assertRaisesRegex(UserError, "“power” must be a number.*“much”"):
            self.due("test_power", "2026-01-15 05:00:00", power="much")

    def test_editing_law_is_seen_at_once(self):
        self.due("test_answer", "2026-01-15 05:00:00")
        self.answer.amount = 10
        self.assertEqual(str(self.due("test_answer", "2026-01-15 05:00:00")[0]), "2026-01-26 16:59:59")
        self.answer_group_1.condition_ids.value = "2"
        due_at, _explanation = self.due("test_answer", "2026-01-15 05:00:00", group="2")
        self.assertEqual(str(due_at), "2026-01-29 16:59:59")
        self.answer_group_1.condition_ids.unlink()
        self.answer_group_1.unlink()
        self.answer.unlink()
        with self.assertRaises(UserError):
            self.due("test_answer", "2026-01-15 05:00:00")

    def test_editions_with_the_same_conditions_never_share_a_day(self):
        with self.assertRaisesRegex(ValidationError, "Close the older one"), self.cr.savepoint():
            self.make_rule(code="test_answer", valid_from="2020-01-01")
        with self.assertRaisesRegex(ValidationError, "Close the older one"), self.cr.savepoint():
            self.make_rule(("group", "=", "1"), code="test_answer", valid_from="2020-01-01")
        self.answer.valid_to = "2019-12-31"
        later = self.make_rule(code="test_answer", valid_from="2020-01-01")
        with self.assertRaises(ValidationError):
            later.valid_from = "2019-12-31"

    def test_a_condition_that_makes_two_rules_equal_is_refused(self):
        other = self.make_rule(("group", "=", "2"), code="test_answer")
        with self.assertRaisesRegex(ValidationError, "Close the older one"):
            other.condition_ids.value = "1"

    def test_a_size_must_be_a_number(self):
        with self.assertRaisesRegex(ValidationError, "is not a number"):
            self.make_rule(("power", "<=", "a lot"), code="test_power")

    def test_law_of_every_installed_addon_is_without_overlaps(self):
        self.env["legal.rule"].search([])._check_editions()

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_what_is_no_term(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.answer.amount = -1
            self.env.flush_all()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.answer.valid_to = "2000-01-01"
            self.env.flush_all()

    def test_nobody_confirms_without_the_act(self):
        editor = self.answer.with_user(self.editor)
        for vals in ({"confidence": "confirmed"}, {"confirmed_by_id": self.editor.id}, {"confirmed_on": "2026-01-01"}):
            with self.assertRaisesRegex(UserError, "by the button"):
                editor.write(vals)
        with self.assertRaisesRegex(UserError, "by the button"):
            self.make_rule(code="test_new", confidence="confirmed")

    def test_confirmation_carries_who_and_when(self):
        self.answer.with_user(self.editor).action_confirm()
        self.assertEqual(self.answer.confidence, "confirmed")
        self.assertEqual(self.answer.confirmed_by_id, self.editor)
        self.assertTrue(self.answer.confirmed_on)
        self.assertEqual(self.answer.copy({"code": "test_copy"}).confidence, "unconfirmed")

    def test_an_upgrade_never_edits_law(self):
        """The shipped row is loaded once; what a person closed stays closed."""
        row = {"xml_id": "legal_deadline.test_row", "values": self.answer.copy_data({"code": "t_row"})[0]}
        rule = self.env["legal.rule"]._load_records([row])
        rule.valid_to = "2026-06-30"
        again = {**row, "values": {**row["values"], "valid_to": False, "amount": 99}}
        self.env["legal.rule"]._load_records([again], update=True)
        self.assertEqual((str(rule.valid_to), rule.amount), ("2026-06-30", 30))
