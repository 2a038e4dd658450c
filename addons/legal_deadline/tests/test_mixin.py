from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.bulk import insert_all
from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestMixin(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter, cls.call_record = cls.Promise.create([{"name": "Letter"}, {"name": "Call"}])

    def test_start_gives_one_promise_a_record_in_their_order(self):
        records = self.call_record + self.letter
        deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.assertEqual(deadlines.mapped("res_id"), records.ids)
        self.assertEqual(set(deadlines.mapped("state")), {"running"})
        self.assertEqual(deadlines.rule_id, self.answer)
        self.assertEqual(deadlines.company_id, self.company)
        self.assertDue(deadlines[0], "2026-02-16 23:59:59")
        self.assertEqual(self.letter.next_due_at, deadlines[1].due_at)
        self.assertEqual(deadlines[0].event_ids.mapped("kind"), ["start"])
        self.assertRecordValues(
            deadlines[0].event_ids,
            [{"happened_at": deadlines[0].started_at, "user_id": self.env.uid}],
        )

    def test_facts_of_a_record_and_of_the_call_choose_the_rule(self):
        self.letter.group = "1"
        batch = (self.letter + self.call_record)._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.assertEqual(batch[0].rule_id, self.answer_group_1)
        self.assertEqual(batch[1].rule_id, self.answer)
        other = self.Promise.create({"group": "1"})
        explicit = other._deadline_start("test_answer", "2026-01-15 05:00:00", group="2")
        self.assertEqual(explicit.rule_id, self.answer)

    def test_each_record_has_the_zone_of_its_branch(self):
        moscow = self.Promise.create({"name": "Moscow", "tz": "Europe/Moscow"})
        batch = (self.letter + moscow)._deadline_start("test_answer", "2026-03-31 19:00:00")
        self.assertEqual(batch.mapped(lambda one: str(one.due_at)), ["2026-05-04 16:59:59", "2026-04-30 20:59:59"])

    def test_a_model_may_count_from_a_moment_of_each_record(self):
        self.letter.received_at = "2026-01-12 05:00:00"
        batch = (self.letter + self.call_record)._deadline_start("test_call", "2026-01-15 05:00:00")
        self.assertEqual(batch.mapped(lambda one: str(one.due_at)), ["2026-01-12 09:00:00", "2026-01-15 09:00:00"])
        for deadline in batch:
            self.assertEqual(deadline.event_ids.happened_at, deadline.started_at)

    @freeze_time("2026-01-15 05:00:00")
    def test_start_without_a_moment_is_now(self):
        self.assertEqual(str(self.letter._deadline_start("test_call").due_at), "2026-01-15 09:00:00")

    def test_starting_twice_returns_the_running_promise(self):
        first = self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        again = (self.letter + self.call_record)._deadline_start("test_answer", "2026-02-15 05:00:00")
        self.assertEqual(again[0], first)
        self.assertEqual(len(first.event_ids), 1)
        first_done = self.letter._deadline_done("test_answer", "2026-01-16 05:00:00")
        self.assertNotEqual(self.letter._deadline_start("test_answer"), first_done)

    def test_two_open_promises_of_one_code_are_refused_by_the_database(self):
        vals = self.letter._deadline_vals("test_answer", "2026-01-15 05:00:00", {}, {})
        self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            insert_all(self.env["legal.deadline"], [vals])

    def test_done_in_time_is_met_and_late_is_missed(self):
        records = self.letter + self.call_record
        deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.letter._deadline_done("test_answer", "2026-02-16 16:59:59")
        self.call_record._deadline_done("test_answer", "2026-02-16 17:00:00")
        self.assertEqual(deadlines.mapped("state"), ["met", "missed"])
        self.assertEqual(str(deadlines[0].done_at), "2026-02-16 16:59:59")
        self.assertEqual(records.mapped("deadline_state"), ["met", "missed"])
        self.assertFalse(self.letter.next_due_at)

    def test_done_twice_changes_nothing(self):
        deadline = self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.assertEqual(self.letter._deadline_done("test_answer", "2026-01-20 05:00:00"), deadline)
        self.assertFalse(self.letter._deadline_done("test_answer", "2026-03-20 05:00:00"))
        self.assertFalse(self.letter._deadline_done("test_call"))
        self.assertEqual((deadline.state, str(deadline.done_at)), ("met", "2026-01-20 05:00:00"))
        self.assertEqual(sorted(deadline.event_ids.mapped("kind")), ["done", "start"])

    def test_cancel_keeps_its_reason(self):
        deadline = self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        with self.assertRaisesRegex(UserError, "Say why"):
            self.letter._deadline_cancel("test_answer", "  ")
        self.letter._deadline_cancel("test_answer", "registered by mistake")
        self.assertEqual(deadline.state, "cancelled")
        self.assertIn("registered by mistake", deadline.event_ids.mapped("reason"))
        self.assertEqual(self.letter.deadline_state, "none")

    def test_next_due_is_the_earliest_running_promise(self):
        self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        call = self.letter._deadline_start("test_call", "2026-01-15 05:00:00")
        self.assertEqual(self.letter.next_due_at, call.due_at)
        self.letter._deadline_done("test_call", "2026-01-15 06:00:00")
        self.assertEqual(str(self.letter.next_due_at), "2026-02-16 16:59:59")

    def test_a_refusal_promises_nothing(self):
        with self.assertRaises(UserError):
            self.letter._deadline_start("test_unknown")
        self.assertFalse(self.letter.deadline_ids)

    def test_a_record_with_promises_is_not_deleted(self):
        self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        with self.assertRaisesRegex(UserError, "is not deleted"):
            self.letter.unlink()
        self.call_record.unlink()
        self.assertFalse(self.call_record.exists())

    def test_a_copy_promises_nothing(self):
        self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        copy = self.letter.copy()
        self.assertFalse(copy.deadline_ids)
        self.assertFalse(copy.next_due_at)

    def test_the_explanation_of_a_record_names_each_promise(self):
        self.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.letter._deadline_start("test_call", "2026-01-15 05:00:00")
        self.assertEqual(self.letter.deadline_explanation.count("<p>"), 2)
        self.assertIn("art. 12", self.letter.deadline_explanation)


@tagged("post_install", "-at_install")
class TestStatus(DeadlineCase):
    """Status is a comparison with now; every status is found by search as it is shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = ("none", "running", "met", "missed", "cancelled", "both")
        cls.records = cls.Promise.create([{"name": name} for name in names])
        none, running, met, missed, cancelled, both = cls.records
        (cls.records - none)._deadline_start("test_answer", "2026-01-15 05:00:00")
        both._deadline_start("test_call", "2026-01-15 05:00:00")
        met._deadline_done("test_answer", "2026-01-16 05:00:00")
        missed._deadline_done("test_answer", "2026-03-16 05:00:00")
        cancelled._deadline_cancel("test_answer", "test")
        both._deadline_done("test_call", "2026-01-20 05:00:00")
        cls.running = running

    def statuses(self):
        """Return the shown status of each record, checked against the search of every status."""
        self.env.invalidate_all()
        shown = {record.name: record.deadline_state for record in self.records}
        mine = [("id", "in", self.records.ids)]
        for status in dict(self.Promise._fields["deadline_state"].selection):
            found = self.Promise.search([("deadline_state", "=", status), *mine])
            self.assertEqual(set(found.mapped("name")), {name for name, one in shown.items() if one == status}, status)
            others = self.Promise.search([("deadline_state", "!=", status), *mine])
            self.assertEqual(others, self.records - found)
        return shown

    def test_status_follows_the_clock(self):
        ended = {"none": "none", "met": "met", "missed": "missed", "cancelled": "none"}
        for now, status in (
            ("2026-01-16 00:00:00", "running"),
            ("2026-02-10 16:59:59", "running"),
            ("2026-02-10 17:00:00", "due_soon"),
            ("2026-02-16 16:59:59", "due_soon"),
            ("2026-02-16 17:00:00", "overdue"),
        ):
            with freeze_time(now):
                self.assertEqual(self.statuses(), {**ended, "running": status, "both": status}, now)

    def test_status_of_a_promise_follows_the_clock_too(self):
        deadline = self.running.deadline_ids
        for now, status in (
            ("2026-02-10 16:59:59", "running"),
            ("2026-02-10 17:00:00", "due_soon"),
            ("2026-02-16 17:00:00", "overdue"),
        ):
            with freeze_time(now):
                self.env.invalidate_all()
                self.assertEqual(deadline.deadline_state, status)
                found = self.env["legal.deadline"].search([("deadline_state", "=", status), ("id", "=", deadline.id)])
                self.assertEqual(found, deadline)
        met = self.records[2].deadline_ids
        domain = [("deadline_state", "in", ["met", "overdue"]), ("id", "in", (met + deadline).ids)]
        with freeze_time("2026-02-16 17:00:00"):
            self.assertEqual(self.env["legal.deadline"].search(domain), met + deadline)

    @freeze_time("2026-02-16 17:00:00")
    def test_overdue_is_found_in_one_query(self):
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.Promise.search([("deadline_state", "=", "overdue")])
