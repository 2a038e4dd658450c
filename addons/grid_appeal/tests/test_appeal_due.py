"""The due date in words, in lists and in search."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealDue(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-03-02 03:00:00"):
            cls.appeal = cls._appeal()
            cls.appeal.action_register()  # due on 01.04.2026

    def _words(self, now):
        self.appeal.invalidate_recordset(["due_words"])
        with freeze_time(now):
            return self.appeal.due_words

    def test_words_by_the_day_of_the_branch(self):
        self.assertEqual(self._words("2026-03-02 05:00:00"), "30 d. left")
        self.assertEqual(self._words("2026-03-30 05:00:00"), "2 d. left")
        # 30.03 in London is 31.03 in Novokuznetsk already
        self.assertEqual(self._words("2026-03-30 17:30:00"), "tomorrow")
        self.assertEqual(self._words("2026-04-01 16:00:00"), "today")
        self.assertEqual(self._words("2026-04-01 17:30:00"), "overdue by 1 d.")
        self.assertEqual(self._words("2026-04-11 05:00:00"), "overdue by 10 d.")

    def test_a_date_before_that_of_the_answer_says_what_it_is_for(self):
        self.assertFalse(self.appeal.other_promise)
        category = self.env.ref("grid_appeal.category_supply_contract")
        category.receiver_id = self.env["res.partner"].create({"name": "ПАО «Энергосбыт»", "email": "gp@sbyt.example"})
        with freeze_time("2026-03-02 03:00:00"):
            theirs = self._appeal(category_id=category.id, kind="consultation")
            theirs.action_register()
        redirect = theirs.deadline_ids.filtered(lambda promise: promise.due_at == theirs.next_due_at)
        self.assertEqual(theirs.other_promise, redirect.rule_id.name)
        self.assertNotEqual(redirect, theirs._shown_deadline())

    def test_what_is_due_today_is_yellow_whatever_is_due(self):
        """To be registered within a day or three, to be answered within thirty: the last day is near all day long."""
        tickets = self.env["helpdesk.ticket"]
        for channel, registered in (("phone", False), ("post", False), ("post", True)):
            with self.subTest(channel=channel, registered=registered):
                with freeze_time("2026-03-02 15:30:00"):  # late in the evening: most of the term is its last day
                    appeal = self._appeal(channel_id=self._channel(channel).id)
                    if registered:
                        appeal.action_register()
                due = appeal.next_due_at
                for before, state in ((timedelta(days=1), "today"), (-timedelta(seconds=1), "overdue")):
                    self.env.invalidate_all()
                    with freeze_time(due - before + timedelta(seconds=2)):
                        words, near = (appeal.due_words, appeal.deadline_state)
                        found = tickets.search([("id", "=", appeal.id), ("deadline_state", "=", near)])
                    self.assertIn(state, words if state == "today" else near)
                    self.assertEqual(near, "due_soon" if state == "today" else "overdue")
                    self.assertEqual(found, appeal)

    def test_no_words_without_a_promise(self):
        self.appeal._mark_answered("2026-03-05 03:00:00")
        self.assertFalse(self.appeal.due_words)

    def test_what_is_next_is_named_as_the_button(self):
        appeal = self._appeal(kind="consultation")
        said = [appeal.next_step]
        appeal.action_register()
        said.append(appeal.next_step)
        appeal = self._as("specialist", appeal)
        appeal.action_take()
        said.append(appeal.next_step)
        appeal.action_answer()
        said.append(appeal.next_step)
        self.assertEqual(self._as("manager", appeal).next_step, "A specialist answers")
        appeal._mark_answered()
        said.append(appeal.next_step)
        appeal.action_close()
        self.assertEqual(said, ["Register", "Take into work", "Write the answer", "Send the answer", "Close"])
        self.assertFalse(appeal.next_step)

    def test_overdue_is_a_comparison_with_now(self):
        domain = [("deadline_state", "=", "overdue"), ("id", "=", self.appeal.id)]
        Ticket = self.env["helpdesk.ticket"]
        with freeze_time("2026-04-01 16:00:00"):
            self.assertFalse(Ticket.search(domain))
        with freeze_time("2026-04-01 17:30:00"):
            self.assertEqual(Ticket.search(domain), self.appeal)

    def test_my_work_is_mine_and_my_teams(self):
        team = self.env.ref("grid_appeal.team_customers")
        specialist = self.users["specialist"]
        team.user_ids = specialist
        mine, others = self._appeal(), self._appeal()
        (mine + others).action_register()
        mine.with_user(specialist).action_take()
        others.with_user(self.users["supervisor"]).action_take()
        action = self.env.ref("grid_appeal.helpdesk_ticket_action_my_work")
        domain = safe_eval(action.domain, {"uid": specialist.id})
        found = self.env["helpdesk.ticket"].with_user(specialist).search(domain)
        self.assertIn(mine, found)
        self.assertIn(self.appeal, found)  # of the team, not taken yet
        self.assertNotIn(others, found)
