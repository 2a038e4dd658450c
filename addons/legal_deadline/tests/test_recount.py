from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..deadlines import FIXED_HOLIDAYS
from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestRecount(DeadlineCase):
    """Nothing that changes in the law or the calendar moves a running promise; the dry run shows, an act moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.env["legal.deadline"].search([("state", "in", ("running", "paused"))])._by_act().write(
            {"state": "cancelled"}
        )
        cls.answer.write({"extension_amount": 30, "extension_max": 1})
        cls.letter = cls.Promise.create({"name": "Letter"})
        # the 30th day, Sunday 19.04.2026, rolls to Monday 20.04
        cls.deadline = cls.letter._deadline_start("test_answer", "2026-03-20 05:00:00")

    def look(self):
        action = self.env["legal.deadline.recount"].with_user(self.editor).action_look()
        return self.env[action["res_model"]].with_user(self.editor).browse(action["res_id"])

    def day_off(self, day="2026-04-20", **vals):
        return self.env["legal.calendar.day"].create({"date": day, "source": "local act", **vals})

    def test_nothing_changed_nothing_shown(self):
        recount = self.look()
        self.assertFalse(recount.line_ids)
        self.assertEqual(recount.looked_through, 1)
        with self.assertRaisesRegex(UserError, "Nothing is chosen"):
            recount.action_move()

    def test_a_day_off_moves_nothing_until_the_act(self):
        self.day_off()
        self.assertDue(self.deadline, "2026-04-20 23:59:59")
        recount = self.look()
        line = recount.line_ids
        self.assertEqual(line.deadline_id, self.deadline)
        self.assertEqual((str(line.due_after), line.shift_days), ("2026-04-21 16:59:59", 1))
        self.assertEqual(line.why, "days off now: 20.04.2026")
        self.assertEqual((recount.later, recount.earlier, recount.settled), (1, 0, 0))
        self.assertDue(self.deadline, "2026-04-20 23:59:59")
        with self.assertRaisesRegex(UserError, "Say why"):
            recount.action_move()
        recount.reason, recount.document = "local holiday", "Order 7"
        recount.action_move()
        self.assertDue(self.deadline, "2026-04-21 23:59:59")
        self.assertEqual(self.letter.next_due_at, self.deadline.due_at)
        event = self.deadline.event_ids[0]
        self.assertEqual((event.kind, event.reason, event.document), ("move", "local holiday", "Order 7"))
        self.assertEqual(event.user_id, self.editor)
        self.assertEqual([str(event.due_before), event.due_after], ["2026-04-20 16:59:59", self.deadline.due_at])
        self.assertIn("21.04.2026", self.deadline._explain().splitlines()[-1])
        self.assertFalse(self.look().line_ids)

    def test_what_was_not_accepted_stays(self):
        other = self.Promise.create({"name": "Other"})._deadline_start("test_answer", "2026-03-20 05:00:00")
        self.day_off()
        recount = self.look()
        recount.line_ids.filtered(lambda line: line.deadline_id == other).is_accepted = False
        recount.reason = "local holiday"
        recount.action_move()
        self.assertDue(self.deadline, "2026-04-21 23:59:59")
        self.assertDue(other, "2026-04-20 23:59:59")

    def test_the_act_moves_only_what_was_shown(self):
        self.day_off()
        recount = self.look()
        recount.reason = "local holiday"
        self.day_off("2026-04-21")
        with self.assertRaisesRegex(UserError, "Count again"):
            recount.action_move()
        self.assertDue(self.deadline, "2026-04-20 23:59:59")

    def test_a_new_edition_that_reaches_back_is_shown_and_moved_by_the_act(self):
        self.answer.valid_to = "2026-03-19"
        new = self.make_rule(code="test_answer", amount=20, valid_from="2026-03-20", clause="art. 12 new")
        recount = self.look()
        self.assertEqual(recount.line_ids.why, "another edition: Test act, art. 12 new")
        self.assertEqual((recount.line_ids.rule_id, recount.line_ids.shift_days), (new, -11))
        recount.reason = "the law reaches back"
        recount.action_move()
        self.assertEqual(self.deadline.rule_id, new)
        self.assertDue(self.deadline, "2026-04-09 23:59:59")

    def test_a_contested_reading_is_shown(self):
        self.company.legal_day_off = "previous_working_day"
        line = self.look().line_ids
        self.assertEqual((line.why, line.shift_days), ("the company reads a contested norm another way", -3))

    def test_a_rule_that_is_gone_is_shown_and_moves_nothing(self):
        self.answer.valid_to = "2026-03-19"
        recount = self.look()
        self.assertEqual((recount.refused, recount.line_ids.is_accepted), (1, False))
        self.assertIn("No rule “test_answer”", recount.line_ids.why)

    def test_facts_choose_the_edition_as_they_did_then(self):
        citizen = self.Promise.create({"name": "Citizen", "group": "1"})
        deadline = citizen._deadline_start("test_answer", "2026-03-20 05:00:00")
        citizen.group = "3"
        self.assertNotIn(deadline, self.look().line_ids.deadline_id)

    def test_a_preliminary_date_is_settled_by_an_event(self):
        deadline = self.Promise.create({"name": "Late"})._deadline_start("test_answer", "2027-12-20 05:00:00")
        self.assertTrue(deadline.is_preliminary)
        self.publish_2028(off=("2028-01-20",))
        self.assertTrue(deadline.is_preliminary)
        recount = self.look()
        self.assertEqual(recount.settled, 1)
        self.assertEqual(recount.line_ids.why, "the production calendar of 2028 is published")
        recount.reason = "resolution of the Government"
        recount.action_move()
        self.assertFalse(deadline.is_preliminary)
        self.assertEqual(deadline.event_ids.sorted("id").mapped("kind"), ["start", "settle"])
        self.assertDue(deadline, "2028-01-19 23:59:59")

    def test_a_preliminary_date_that_moves_is_settled_too(self):
        deadline = self.Promise.create({"name": "Late"})._deadline_start("test_answer", "2027-12-20 05:00:00")
        self.publish_2028(off=("2028-01-19",))
        recount = self.look()
        self.assertEqual(recount.later, 1)
        recount.reason = "resolution of the Government"
        recount.action_move()
        self.assertEqual(deadline.event_ids.sorted("id").mapped("kind"), ["start", "settle"])
        self.assertDue(deadline, "2028-01-20 23:59:59")

    def publish_2028(self, off):
        days = self.env["legal.calendar.day"]
        days.create(
            [{"date": f"2028-{month:02}-{day:02}", "kind": "holiday"} for month, day in FIXED_HOLIDAYS]
            + [{"date": day, "kind": "moved_off"} for day in ("2028-11-06", *off)]
        )

    def test_extensions_and_pauses_are_counted_again_too(self):
        with freeze_time("2026-04-01 05:00:00"):
            self.letter._deadline_extend("test_answer", "a rare case", "2026-04-01 03:00:00")
        self.assertDue(self.deadline, "2026-05-19 23:59:59")
        self.day_off("2026-05-19")
        self.assertEqual(str(self.look().line_ids.due_after), "2026-05-20 16:59:59")

    def test_only_an_editor_recounts(self):
        for user in (self.reader, self.plain, self.customer):
            with self.assertRaises(AccessError):
                self.env["legal.deadline.recount"].with_user(user).action_look()

    def test_a_thousand_promises_are_recounted_in_a_bounded_number_of_queries(self):
        records = self.Promise.create([{"name": f"Letter {n}"} for n in range(1000)])
        records._deadline_start("test_answer", "2026-03-20 05:00:00")
        self.day_off()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        recount = self.look()
        self.assertEqual(len(recount.line_ids), 1001)
        self.assertLessEqual(self.cr.sql_log_count - before, 60)
        recount.reason = "local holiday"
        before = self.cr.sql_log_count
        recount.action_move()
        self.env.flush_all()
        self.assertLessEqual(self.cr.sql_log_count - before, 100)


@tagged("post_install", "-at_install")
class TestActDialog(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.officer = cls.reader
        cls.officer.group_ids += cls.env.ref("legal_deadline.group_deadline_officer")
        cls.ground = cls.env["legal.ground"].create({"name": "papers requested"})
        cls.answer.write({"extension_amount": 30, "extension_max": 1, "extension_ground_ids": [(4, cls.ground.id)]})
        cls.letter = cls.Promise.create({"name": "Letter", "user_id": cls.officer.id})
        cls.deadline = cls.letter._deadline_start("test_answer", "2026-01-15 05:00:00").with_user(cls.officer)

    def dialog(self, act):
        context = {"default_deadline_id": self.deadline.id, "default_act": act}
        return Form(self.env["legal.deadline.act"].with_user(self.officer).with_context(**context))

    @freeze_time("2026-02-10 05:00:00")
    def test_an_extension_is_previewed_and_recorded(self):
        self.assertTrue(self.deadline.can_extend)
        self.assertFalse(self.deadline.can_pause)
        form = self.dialog("extend")
        self.assertEqual(str(form.due_after), "2026-03-16 16:59:59")
        form.ground_id = self.ground
        form.notified_at = "2026-02-10 04:00:00"
        form.reason = "papers are awaited"
        form.save().action_do()
        self.assertDue(self.deadline, "2026-03-16 23:59:59")
        self.assertEqual(self.deadline.event_ids[0].user_id, self.officer)
        self.deadline.invalidate_recordset(["can_extend", "extension_refusal"])
        self.assertFalse(self.deadline.can_extend)
        self.assertRegex(self.deadline.extension_refusal, f"“{self.deadline.rule_id.name}” cannot be extended again")

    def test_what_is_late_is_not_extended_and_says_so(self):
        with freeze_time("2026-02-16 16:59:59"):
            self.assertTrue(self.deadline.can_extend)
            self.assertFalse(self.deadline.extension_refusal)
        self.env.invalidate_all()
        with freeze_time("2026-02-16 17:00:00"):
            self.assertFalse(self.deadline.can_extend)
            self.assertIn("The term has ended", self.deadline.extension_refusal)

    def test_a_pause_names_its_document(self):
        wizard = self.env["legal.deadline.act"].create({"deadline_id": self.deadline.id, "act": "pause", "reason": "x"})
        with self.assertRaisesRegex(UserError, "Fill in “Document”"):
            wizard.action_do()

    def test_a_miss_and_its_cause(self):
        form = self.dialog("miss")
        form.cause, form.reason = "own_fault", "forgotten"
        form.save().action_do()
        self.assertEqual((self.deadline.state, self.deadline.cause), ("missed", "own_fault"))
        form = self.dialog("cause")
        form.cause, form.reason = "force_majeure", "the flood"
        form.save().action_do()
        self.assertEqual(self.deadline.cause, "force_majeure")

    @freeze_time("2026-01-20 05:00:00")
    def test_redirect_and_cancel(self):
        form = self.dialog("redirect")
        form.receiver, form.reason, form.notified_at = "Supplier", "not our network", "2026-01-16 05:00:00"
        form.save().action_do()
        self.assertEqual(self.deadline.state, "cancelled")
        call = self.letter._deadline_start("test_call", "2026-01-20 04:00:00")
        self.env["legal.deadline.act"].create(
            {"deadline_id": call.id, "act": "cancel", "reason": "by mistake"}
        ).action_do()
        self.assertEqual(call.state, "cancelled")

    def test_the_dialog_acts_on_the_deadline_it_was_opened_on(self):
        self.letter._deadline_done("test_answer", "2026-03-20 05:00:00")
        second = self.letter._deadline_start("test_answer", "2026-03-21 05:00:00")
        self.letter._deadline_done("test_answer", "2026-06-20 05:00:00")
        form = self.dialog("cause")
        form.cause, form.reason = "applicant", "she was away"
        form.save().action_do()
        self.assertEqual((self.deadline.cause, second.cause), ("applicant", False))
        vals = {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
        with self.assertRaisesRegex(UserError, "its state is “Missed”"):
            self.env["legal.deadline.act"].create(vals).action_do()

    def test_what_is_overdue_is_not_cancelled_away(self):
        vals = {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
        with self.assertRaisesRegex(UserError, "Close it as missed"):
            self.env["legal.deadline.act"].create(vals).action_do()

    def test_nobody_opens_a_dialog_on_what_she_does_not_see(self):
        self.letter.user_id = self.editor
        vals = {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
        with self.assertRaises(AccessError):
            self.env["legal.deadline.act"].with_user(self.officer).create(vals)

    def test_a_dialog_and_a_recount_are_their_makers_own(self):
        vals = {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
        dialog = self.env["legal.deadline.act"].with_user(self.officer).create(vals)
        self.officer.group_ids += self.env.ref("legal_deadline.group_rule_editor")
        recount = self.env["legal.deadline.recount"].with_user(self.officer).create({})
        other = self.editor
        other.group_ids += self.env.ref("legal_deadline.group_deadline_officer")
        for record in (dialog, recount):
            with self.assertRaises(AccessError):
                record.with_user(other).read(["create_uid"])
        with self.assertRaisesRegex(UserError, "Count again"):
            recount.line_ids.create({"recount_id": recount.id, "deadline_id": self.deadline.id})

    def test_the_dialog_is_for_officers_who_may_write_the_record(self):
        with self.assertRaises(AccessError):
            self.env["legal.deadline.act"].with_user(self.plain).create(
                {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
            )
        self.letter.user_id = self.editor
        wizard = self.env["legal.deadline.act"].create(
            {"deadline_id": self.deadline.id, "act": "cancel", "reason": "x"}
        )
        with self.assertRaises(AccessError):
            wizard.with_user(self.officer).action_do()
