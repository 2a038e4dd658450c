"""Appeals are given to who is there and has the least open work; an absent person's work goes to the substitute."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROLES, AppealCase


class AssignCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.busy = cls._make_user("busy", "specialist", cls.branch)
        cls.free = cls._make_user("free", "specialist", cls.branch)
        cls.category = cls.env["helpdesk.ticket.category"].create({"name": "Напряжение", "theme": "power_quality"})
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {
                "name": "Качество энергии",
                "branch_ids": cls.branch.ids,
                "category_ids": cls.category.ids,
                "user_ids": (cls.busy + cls.free).ids,
                "user_id": cls.users["supervisor"].id,
                "assignment": "automatic",
            }
        )
        cls._given(cls.busy, 2)

    @classmethod
    def _new(cls, count=1, **values):
        return cls.env["helpdesk.ticket"].create(
            [cls._vals(category_id=cls.category.id, **values) for _ in range(count)]
        )

    @classmethod
    def _given(cls, user, count, **values):
        """Appeals in the hands of this user."""
        appeals = cls._new(count, user_id=user.id, **values)
        appeals.action_register()
        return appeals

    def _absent(self, user, substitute=None, start=0, days=5):
        today = fields.Date.today()
        return self.env["grid.absence"].create(
            {
                "user_id": user.id,
                "substitute_id": substitute and substitute.id,
                "date_from": today + timedelta(days=start),
                "date_to": today + timedelta(days=start + days),
            }
        )

    def _told(self, user):
        return self.env["mail.message"].search(
            [("notified_partner_ids", "in", user.partner_id.ids), ("message_type", "=", "user_notification")]
        )


@tagged("post_install", "-at_install")
class TestAssign(AssignCase):
    def test_whoever_has_least_gets_it_at_registration(self):
        appeals = self._new(4)
        appeals.action_register()
        self.assertEqual(appeals.team_id, self.team)
        shares = {user: len(part) for user, part in appeals.grouped("user_id").items()}
        self.assertEqual(shares, {self.free: 3, self.busy: 1})
        self.assertEqual(set(appeals.mapped("state")), {"registered"}, "given is not yet taken into work")
        self.assertRegex(self._told(self.free).subject, "3$")
        self.assertIn("Given to Test free", " ".join(map(str, appeals.message_ids.mapped("body"))))

    def test_a_team_that_takes_itself_is_left_alone(self):
        self.team.assignment = "manual"
        appeal = self._new()
        appeal.action_register()
        self.assertFalse(appeal.user_id)

    def test_who_is_away_gets_nothing_and_who_returned_does(self):
        self._absent(self.free, start=-3)
        self._absent(self.busy, start=-30)
        appeal = self._new()
        appeal.action_register()
        self.assertEqual(appeal.user_id, self.busy)

    def test_never_the_person_complained_of(self):
        appeals = self._new(5, complained_of_id=self.free.id)
        appeals.action_register()
        self.assertEqual(appeals.user_id, self.busy)
        self.team.user_ids = self.free
        alone = self._new(complained_of_id=self.free.id)
        alone.action_register()
        self.assertFalse(alone.user_id)

    def test_a_member_who_does_not_see_the_branch_or_may_not_take_gets_nothing(self):
        self.team.user_ids = self.stranger + self.users["operator"] + self.busy
        appeal = self._new()
        appeal.action_register()
        self.assertEqual(appeal.user_id, self.busy)

    def test_questions_and_tasks_weigh_half(self):
        for _n in range(5):
            appeal = self._given(self.users["manager"], 1)
            self.env["grid.appeal.question"].create({"ticket_id": appeal.id, "name": "Вопрос", "user_id": self.free.id})
        self.assertEqual(
            dict(self.env["helpdesk.ticket"]._loads(self.busy + self.free)), {self.busy.id: 2, self.free.id: 2.5}
        )

    def test_the_supervisor_distributes_what_nobody_handles(self):
        self.team.assignment = "manual"
        appeals = self._new(3)
        appeals.action_register()
        mine = self._given(self.users["manager"], 1)
        said = self._as("supervisor", appeals + mine).action_distribute()["params"]
        self.assertEqual((appeals.user_id, mine.user_id), (self.busy + self.free, self.users["manager"]))
        self.assertIn("Test free 2", said["message"])
        self._absent(self.free)
        self._absent(self.busy)
        left = self._new()
        left.action_register()
        said = self._as("supervisor", left).action_distribute()["params"]
        self.assertEqual((left.user_id.id, said["type"]), (False, "warning"))
        self.assertIn("nobody of the team is there: 1", said["message"])

    def test_nobody_else_distributes(self):
        for role in ROLES:
            if role not in ("supervisor", "head"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self._as(role, self._new()).action_distribute()

    def test_a_batch_costs_a_constant_number_of_queries(self):
        self._new(10).action_register()
        small, large = self._new(100), self._new(200)
        costs = []
        for appeals in (small, large):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            appeals._route()
            appeals._give_automatically()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.assertTrue(all(appeal.user_id for appeal in appeals))
        # an INSERT or UPDATE takes 100 rows a statement
        self.assertLess(costs[1] - costs[0], 15)
        self.assertLess(costs[1], 60)


@tagged("post_install", "-at_install")
class TestAbsence(AssignCase):
    def test_the_open_work_goes_to_the_substitute_with_its_history(self):
        """Busy falls ill: her two appeals, a question and a task of others go to Free by one button."""
        mine = self.env["helpdesk.ticket"].search([("user_id", "=", self.busy.id)])
        other = self._given(self.users["manager"], 1)
        question = self.env["grid.appeal.question"].create(
            {"ticket_id": other.id, "name": "Когда поверка?", "user_id": self.busy.id}
        )
        context = other.action_ask_contribution()["context"]
        task = self.env["legal.inner.term"].with_context(**context).create({"name": "Замер", "user_id": self.busy.id})
        absence = self._absent(self.busy, self.free)
        said = self._as("supervisor", absence).action_hand_over()["params"]
        self.assertEqual(said["message"], "Handed over to Test free: appeals 2, questions and tasks 2.")
        self.assertEqual(mine.user_id + question.user_id + task.user_id, self.free)
        self.assertTrue(absence.handed_over_at)
        self.assertEqual(absence.handed_over_by_id, self.users["supervisor"])
        self.assertIn(
            "Handed over from Test busy, who is away, to Test free by Test supervisor", mine[0].message_ids[0].body
        )
        self.assertIn("Part handed over from Test busy to Test free", other.message_ids[0].body)
        self._as("supervisor", absence).action_hand_over()
        self.assertEqual(
            len(mine[0].message_ids.filtered(lambda m: "Handed over" in m.body)), 1, "twice changes nothing"
        )

    def test_what_the_substitute_may_not_have_is_left_and_named(self):
        mine = self.env["helpdesk.ticket"].search([("user_id", "=", self.busy.id)])
        mine[0].complained_of_id = self.free
        said = self._absent(self.busy, self.free).action_hand_over()["params"]
        self.assertEqual(mine.mapped("user_id.name"), ["Test busy", "Test free"])
        self.assertIn(mine[0].number, said["message"])
        said = self._absent(self.busy, self.stranger).action_hand_over()["params"]
        self.assertEqual(mine[0].user_id, self.busy, "the stranger does not see the branch")

    def test_without_a_substitute_nothing_moves(self):
        with self.assertRaisesRegex(UserError, "Name the substitute first"):
            self._absent(self.busy).action_hand_over()

    def test_closed_work_stays_with_who_did_it(self):
        done = self._given(self.busy, 1)
        done._mark_answered()
        self._absent(self.busy, self.free).action_hand_over()
        self.assertEqual(done.user_id, self.busy)

    def test_who_notes_an_absence(self):
        vals = {"user_id": self.busy.id, "date_to": fields.Date.today()}
        for role in ROLES:
            absences = self.env["grid.absence"].with_user(self.users[role])
            with self.subTest(role=role):
                absences.search([])
                if role in ("supervisor", "head"):
                    absences.create(vals)
                else:
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        absences.create(vals)
        foreign = self._absent(self.stranger, self.free)
        with self.assertRaises(AccessError):
            self._as("supervisor", foreign).note = "отпуск"
        with self.assertRaises(AccessError):
            self._as("supervisor", foreign).action_hand_over()
        self._as("head", foreign).note = "отпуск"

    def test_dates_and_people_make_sense(self):
        for vals in ({"days": -1}, {"substitute": self.busy}):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self._absent(self.busy, **vals).flush_recordset()


@tagged("post_install", "-at_install")
class TestPerformers(AppealCase):
    """Whom people may name as handler or executor."""

    def test_only_who_may_answer_and_sees_the_appeal(self):
        appeal = self._as("supervisor", self._appeal())
        question = appeal.env["grid.appeal.question"].create({"ticket_id": appeal.id, "name": "Когда поверка?"})
        appeal.action_register()
        appeal.action_answer()
        answer = appeal.answer_id
        gone = self._make_user("gone", "specialist", self.branch)
        gone.active = False
        others = self.portal_user, self.users["operator"], self.users["methodologist"], gone
        for user in others:
            for record, name in ((appeal, "user_id"), (question, "user_id"), (answer, "executor_id")):
                with self.subTest(user=user.name, record=record), self.assertRaises(UserError):
                    record[name] = user
        for record, name in ((appeal, "user_id"), (answer, "executor_id")):
            with self.subTest(record=record), self.assertRaisesRegex(UserError, "cannot answer the appeal"):
                record[name] = self.stranger
        for user in (self.users["manager"], self.users["specialist"], self.users["head"]):
            appeal.user_id = question.user_id = answer.executor_id = user
        question.user_id = self.stranger  # an executor of any branch answers his question

    def test_a_new_appeal_names_no_customer_as_its_handler(self):
        appeals = self.env["helpdesk.ticket"].with_user(self.users["operator"])
        with self.assertRaisesRegex(UserError, "cannot answer the appeal"):
            appeals.create(self._vals(user_id=self.portal_user.id))
        self.assertTrue(appeals.create(self._vals(user_id=self.users["specialist"].id)).user_id)
