from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DeadlineCase

BEFORE_DUE = "2026-02-10 05:00:00"


@tagged("post_install", "-at_install")
class TestExtension(DeadlineCase):
    """A letter registered on 15.01.2026: due on 16.02, extended to 16.03 (golden cases 21 and 22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exceptional, cls.papers, cls.foreign = cls.env["legal.ground"].create(
            [{"name": "exceptional case", "is_general": True}, {"name": "papers requested"}, {"name": "of another law"}]
        )
        cls.answer.write(
            {
                "extension_amount": 30,
                "extension_unit": "calendar_days",
                "extension_max": 1,
                "extension_ground_ids": [(6, 0, (cls.exceptional + cls.papers).ids)],
            }
        )
        cls.letter = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.letter._deadline_start("test_answer", "2026-01-15 05:00:00")

    @freeze_time(BEFORE_DUE)
    def test_it_counts_from_the_original_start(self):
        self.letter._deadline_extend("test_answer", "papers are awaited", "2026-02-09 03:00:00", ground=self.papers)
        self.assertDue(self.deadline, "2026-03-16 23:59:59")
        self.assertEqual(self.letter.next_due_at, self.deadline.due_at)
        event = self.deadline.event_ids[0]
        self.assertRecordValues(
            event,
            [
                {
                    "kind": "extend",
                    "reason": "papers are awaited",
                    "ground_id": self.papers.id,
                    "amount": 30,
                    "unit": "calendar_days",
                    "user_id": self.env.uid,
                }
            ],
        )
        self.assertEqual(str(event.notified_at), "2026-02-09 03:00:00")
        self.assertEqual([str(event.due_before), event.due_after], ["2026-02-16 16:59:59", self.deadline.due_at])
        self.assertIn("Extended by 30 calendar days, counted from the original start", self.deadline._explain())
        self.assertIn("16.03.2026", self.deadline._explain().splitlines()[-1])

    @freeze_time(BEFORE_DUE)
    def test_the_general_ground_is_taken_when_none_is_named(self):
        self.letter._deadline_extend("test_answer", "a rare case", "2026-02-09 03:00:00")
        self.assertEqual(self.deadline.event_ids[0].ground_id, self.exceptional)

    @freeze_time(BEFORE_DUE)
    def test_a_shorter_extension_may_be_given(self):
        self.letter._deadline_extend("test_answer", "ten days will do", "2026-02-09 03:00:00", amount=10)
        self.assertDue(self.deadline, "2026-02-24 23:59:59")  # 14.01 + 40 days

    def refused(self, words, **how):
        arguments = {"reason": "because", "notified_at": "2026-02-09 03:00:00", **how}
        with self.assertRaisesRegex(UserError, words):
            self.letter._deadline_extend("test_answer", **arguments)
        self.assertEqual(str(self.deadline.due_at), "2026-02-16 16:59:59")

    @freeze_time(BEFORE_DUE)
    def test_what_the_law_does_not_allow_is_refused(self):
        self.refused("Say why", reason=" ")
        self.refused("when the customer was told", notified_at=False)
        self.refused("when the customer was told", notified_at="2026-02-11 03:00:00")
        self.refused("when the customer was told", notified_at="2026-01-14 03:00:00")
        self.refused("at most 30", amount=0)
        self.refused("at most 30", amount=31)
        self.refused("Name one of the grounds.*exceptional case; papers requested", ground=self.foreign)
        self.papers.is_general = self.exceptional.is_general = False
        self.refused("Name one of the grounds")

    def test_after_the_due_date_it_is_too_late(self):
        with freeze_time("2026-02-16 17:00:00"):
            self.refused("ended on 16.02.2026 23:59.*the decision: 17.02.2026 00:00")

    @freeze_time(BEFORE_DUE)
    def test_it_is_granted_as_often_as_the_law_says(self):
        self.letter._deadline_extend("test_answer", "once", "2026-02-09 03:00:00")
        with self.assertRaisesRegex(UserError, "1 times, and it was extended 1 times"):
            self.letter._deadline_extend("test_answer", "twice", "2026-02-09 03:00:00")

    @freeze_time(BEFORE_DUE)
    def test_a_rule_without_an_extension_is_not_extended(self):
        self.letter._deadline_start("test_call", "2026-02-10 04:00:00")
        with self.assertRaisesRegex(UserError, "its law knows no extension"):
            self.letter._deadline_extend("test_call", "because", "2026-02-09 03:00:00")
        with self.assertRaisesRegex(UserError, "“Letter” has no deadline “test_other”"):
            self.letter._deadline_extend("test_other", "because", "2026-02-09 03:00:00")

    @freeze_time("2026-01-10 05:00:00")
    def test_another_unit_goes_on_from_the_end(self):
        """Golden case 24: 10 + 5 working days."""
        self.make_rule(code="test_pd", amount=10, unit="working_days", extension_amount=5)
        deadline = self.letter._deadline_start("test_pd", "2025-12-23 05:00:00")
        self.assertDue(deadline, "2026-01-16 23:59:59")
        self.letter._deadline_extend("test_pd", "reasoned notice", "2026-01-09 03:00:00")
        self.assertDue(deadline, "2026-01-23 23:59:59")

    @freeze_time(BEFORE_DUE)
    def test_what_the_calendar_has_moved_meanwhile_is_an_event_of_its_own(self):
        self.env["legal.calendar.day"].create({"date": "2026-02-16", "source": "local act"})
        self.letter._deadline_extend("test_answer", "a rare case", "2026-02-09 03:00:00")
        self.assertEqual(self.deadline.event_ids.sorted("id").mapped("kind"), ["start", "move", "extend"])
        moved, extended = self.deadline.event_ids.sorted("id")[1:]
        self.assertEqual([str(moved.due_before), str(moved.due_after)], ["2026-02-16 16:59:59", "2026-02-17 16:59:59"])
        self.assertEqual(extended.due_before, moved.due_after)
        self.assertIn("calendar", moved.reason)

    @freeze_time(BEFORE_DUE)
    def test_a_batch_is_extended_in_a_bounded_number_of_queries(self):
        letters = self.Promise.create([{"name": f"Letter {n}"} for n in range(300)])
        letters._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        letters._deadline_extend("test_answer", "a flood of letters", "2026-02-09 03:00:00")
        self.env.flush_all()
        self.assertLessEqual(self.cr.sql_log_count - before, 40)

    @freeze_time(BEFORE_DUE)
    def test_who_may_not_write_the_record_extends_nothing(self):
        self.open_promise_model()
        self.letter.user_id = self.editor
        with self.assertRaises(AccessError):
            self.letter.with_user(self.plain)._deadline_extend("test_answer", "because", "2026-02-09 03:00:00")


@tagged("post_install", "-at_install")
class TestPause(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offer = cls.make_rule(code="test_offer", amount=10, unit="working_days", pause="restart")
        cls.check = cls.make_rule(code="test_check", amount=10, unit="working_days", pause="continue")
        cls.case = cls.Promise.create({"name": "Application"})

    def test_asking_for_information_stops_no_answer(self):
        self.case._deadline_start("test_answer", "2026-01-15 05:00:00")
        with self.assertRaisesRegex(UserError, "knows no pause. Asking the customer for information stops no term"):
            self.case._deadline_pause("test_answer", "information asked")

    def test_a_new_term_begins_where_the_law_says_so(self):
        deadline = self.case._deadline_start("test_offer", "2026-03-02 05:00:00")
        self.assertDue(deadline, "2026-03-17 23:59:59")
        self.case._deadline_pause(
            "test_offer", "papers lack", document="Notice No. 5 of 05.03.2026", at="2026-03-05 05:00:00"
        )
        self.assertEqual((deadline.state, self.case.deadline_state), ("paused", "paused"))
        self.assertFalse(self.case.next_due_at)
        self.case._deadline_resume("test_offer", "papers came", at="2026-03-20 05:00:00")
        self.assertDue(deadline, "2026-04-03 23:59:59")
        self.assertEqual(self.case.next_due_at, deadline.due_at)
        self.assertEqual(deadline.event_ids.mapped("kind"), ["resume", "pause", "start"])
        self.assertEqual(deadline.event_ids[1].document, "Notice No. 5 of 05.03.2026")
        self.assertIn("a new term is counted from there", deadline._explain())

    def test_the_rest_is_counted_where_the_law_says_so(self):
        deadline = self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-05 05:00:00")  # three days have passed
        self.case._deadline_resume("test_check", "papers came", at="2026-03-20 05:00:00")
        self.assertDue(deadline, "2026-03-31 23:59:59")  # seven more
        self.case._deadline_pause("test_check", "again", at="2026-03-24 05:00:00")
        self.case._deadline_resume("test_check", "again", at="2026-03-26 05:00:00")
        self.assertDue(deadline, "2026-04-02 23:59:59")

    def test_a_paused_promise_is_neither_due_nor_overdue(self):
        deadline = self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-05 05:00:00")
        with freeze_time("2026-04-01 05:00:00"):
            self.env.invalidate_all()
            self.assertEqual(deadline.deadline_state, "paused")
            self.assertNotIn(deadline, deadline.search([("deadline_state", "in", ["overdue", "due_soon"])]))

    def test_a_promise_fulfilled_during_its_pause_is_judged_by_the_time_that_was_left(self):
        deadline = self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-05 05:00:00")
        self.case._deadline_done("test_check", "2026-04-20 05:00:00")
        self.assertEqual(deadline.state, "met")
        self.assertDue(deadline, "2026-04-29 23:59:59")
        self.assertEqual(deadline.event_ids.sorted("id").mapped("kind"), ["start", "pause", "resume", "done"])

    def test_a_paused_promise_is_not_missed(self):
        self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-05 05:00:00")
        with self.assertRaisesRegex(UserError, "no deadline “Answer on the merits” on which this can be done"):
            self.case._deadline_miss("test_check", "own_fault", "forgotten")

    @freeze_time("2026-03-10 05:00:00")
    def test_acts_follow_each_other_and_none_is_in_the_future(self):
        self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-04 05:00:00")
        with self.assertRaisesRegex(UserError, "not in the future"):
            self.case._deadline_resume("test_check", at="2030-01-01 05:00:00")
        self.case._deadline_resume("test_check", at="2026-03-06 05:00:00")
        with self.assertRaisesRegex(UserError, "after the one before it"):
            self.case._deadline_pause("test_check", "again", at="2026-03-05 05:00:00")
        for moment in ("2020-01-01 05:00:00", "2026-03-11 05:00:00"):
            with self.assertRaisesRegex(UserError, "after it has begun and not in the future"):
                self.case._deadline_done("test_check", moment)

    def test_a_pause_outside_the_term_is_refused(self):
        self.case._deadline_start("test_check", "2026-03-02 05:00:00")
        for moment in ("2026-03-01 05:00:00", "2026-03-17 17:00:00"):
            with self.assertRaisesRegex(UserError, "between its start and its due date"):
                self.case._deadline_pause("test_check", "papers lack", at=moment)
        with self.assertRaisesRegex(UserError, "no deadline “Answer on the merits” on which this can be done"):
            self.case._deadline_resume("test_check")
        self.case._deadline_pause("test_check", "papers lack", at="2026-03-05 05:00:00")
        with self.assertRaisesRegex(UserError, "after the one before it"):
            self.case._deadline_resume("test_check", at="2026-03-04 05:00:00")


@tagged("post_install", "-at_install")
class TestEnd(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.letter._deadline_start("test_answer", "2026-01-15 05:00:00")

    def test_what_is_overdue_is_a_miss_and_no_redirect(self):
        with self.assertRaisesRegex(UserError, "is overdue. Close it as missed"):
            self.letter._deadline_redirect("test_answer", "not ours", "Supplier", "2026-01-16 05:00:00")

    @freeze_time("2026-01-20 05:00:00")
    def test_a_redirect_names_its_receiver_and_a_notice_that_can_be(self):
        for receiver, told in (("Supplier", "2099-01-01"), ("Supplier", "1999-01-01"), ("Supplier", False)):
            with self.assertRaisesRegex(UserError, "when the customer was told"):
                self.letter._deadline_redirect("test_answer", "not ours", receiver, told)
        with self.assertRaisesRegex(UserError, "to whom"):
            self.letter._deadline_redirect("test_answer", "not ours", " ", "2026-01-16 05:00:00")

    @freeze_time("2026-01-20 05:00:00")
    def test_a_redirect_stops_the_own_term_and_records_its_notice(self):
        self.letter._deadline_redirect(
            "test_answer", "not our network", receiver="Supplier", notified_at="2026-01-16 05:00:00"
        )
        self.assertEqual((self.deadline.state, self.letter.deadline_state), ("cancelled", "none"))
        event = self.deadline.event_ids[0]
        self.assertEqual((event.kind, event.receiver), ("redirect", "Supplier"))
        self.assertEqual(str(event.notified_at), "2026-01-16 05:00:00")

    def test_a_promise_that_nobody_will_keep_is_closed_as_missed(self):
        with self.assertRaisesRegex(UserError, "is not missed: it is due on 16.02.2026"):
            self.letter._deadline_miss("test_answer", "own_fault", "forgotten", at="2026-02-01 05:00:00")
        self.letter._deadline_miss("test_answer", "own_fault", "forgotten", at="2026-02-17 05:00:00")
        self.assertEqual((self.deadline.state, self.deadline.cause), ("missed", "own_fault"))
        self.assertFalse(self.deadline.done_at)

    def test_a_late_end_tells_its_cause_and_a_later_act_corrects_it(self):
        self.letter._deadline_done("test_answer", "2026-02-20 05:00:00", cause="own_fault")
        self.assertEqual(self.deadline.cause, "own_fault")
        self.letter._deadline_cause("test_answer", "force_majeure", "the flood", document="Certificate 7")
        self.assertEqual(self.deadline.cause, "force_majeure")
        self.assertEqual(self.deadline.event_ids.mapped("kind"), ["cause", "done", "start"])
        self.assertEqual(self.deadline.event_ids.mapped("cause"), ["force_majeure", "own_fault", False])

    def test_a_promise_kept_in_time_has_no_cause(self):
        self.letter._deadline_done("test_answer", "2026-02-10 05:00:00", cause="own_fault")
        self.assertFalse(self.deadline.cause)
        with self.assertRaisesRegex(UserError, "no deadline “Answer on the merits”"):
            self.letter._deadline_cause("test_answer", "own_fault", "because")
