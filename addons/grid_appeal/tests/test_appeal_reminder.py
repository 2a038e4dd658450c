"""Whose days count for an appeal, and who is told of its date."""

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealReminder(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["helpdesk.ticket.team"].create({"name": "Тестовая группа"})
        cls.specialist, cls.supervisor, cls.head = (cls.users[role] for role in ("specialist", "supervisor", "head"))
        cls.appeal = cls._appeal(user_id=cls.specialist.id, team_id=cls.team.id, branch_id=cls.district.id)

    def told(self, level, appeal=None):
        appeal = appeal or self.appeal
        self.env.invalidate_all()
        return appeal._deadline_recipients(level)[appeal.id]

    def test_the_executor_is_the_handler_else_the_team(self):
        leader, member = self.users["manager"], self.users["operator"]
        self.team.write({"user_id": leader.id, "user_ids": (leader + member).ids})
        self.assertEqual(self.told("executor"), self.specialist)
        self.specialist.active = False
        self.assertEqual(self.told("executor"), leader)
        self.team.user_id = False
        self.assertEqual(self.told("executor"), leader + member)
        self.team.user_ids = False
        self.assertFalse(self.told("executor"))

    def test_whoever_stands_in_for_an_absent_handler_is_told_too(self):
        substitute = self._make_user("substitute", "specialist", self.branch)
        absence = self.env["grid.absence"].create(
            {
                "user_id": self.specialist.id,
                "substitute_id": substitute.id,
                "date_from": "2026-07-01",
                "date_to": "2026-07-14",
            }
        )
        with freeze_time("2026-06-30 16:00:00"):  # still June at the branch
            self.assertEqual(self.told("executor"), self.specialist)
        with freeze_time("2026-06-30 18:00:00"):
            self.assertEqual(self.told("executor"), self.specialist + substitute)
            self.assertEqual(self.told("supervisor"), self.supervisor)
            absence.substitute_id = self.stranger
            self.assertEqual(self.told("executor"), self.specialist)
            absence.substitute_id = False
            self.assertEqual(self.told("executor"), self.specialist)

    def test_the_warning_itself_reaches_whoever_stands_in(self):
        substitute = self._make_user("substitute", "specialist", self.branch)
        self.env["grid.absence"].create(
            {"user_id": self.specialist.id, "substitute_id": substitute.id, "date_to": "2099-01-01"}
        )
        promise = self.appeal._shown_deadline()
        with freeze_time(promise.warn_at):
            self.env["legal.deadline"]._remind("executor")
        self.assertEqual(promise.notice_ids.user_ids, self.specialist + substitute)

    def test_who_does_not_see_the_appeal_is_not_told(self):
        self.appeal.user_id = self.stranger
        self.assertFalse(self.told("executor"))
        self.team.user_ids = self.stranger + self.specialist
        self.assertEqual(self.told("executor"), self.specialist)

    def test_the_supervisor_is_of_the_branch_or_above_it(self):
        other = self._make_user("supervisor_b", "supervisor", self.other_branch)
        self.assertEqual(self.told("supervisor"), self.supervisor)
        self.assertEqual(self.told("supervisor", self._appeal(branch_id=self.other_branch.id)), other)

    def test_a_supervisor_of_the_team_comes_before_those_of_the_branch(self):
        near = self._make_user("supervisor_team", "supervisor", self.branch)
        self.assertEqual(self.told("supervisor"), self.supervisor + near)
        self.team.user_ids = near + self.specialist
        self.assertEqual(self.told("supervisor"), near)
        self.team.write({"user_ids": False, "user_id": self.supervisor.id})
        self.assertEqual(self.told("supervisor"), self.supervisor)

    def test_the_head_is_of_the_company(self):
        company = self.env["res.company"].create({"name": "Другие сети"})
        new_test_user(
            self.env,
            "head elsewhere",
            "grid_customer.group_head",
            company_id=company.id,
            company_ids=company.ids,
        )
        own = self.env["res.users"].search([("all_group_ids", "in", self.env.ref("grid_customer.group_head").id)])
        self.assertIn(self.head, self.told("head"))
        self.assertEqual(self.told("head"), own.filtered(lambda user: self.company in user.company_ids))

    def test_many_appeals_are_asked_about_at_once(self):
        appeals = self.env["helpdesk.ticket"].create(
            [self._vals(user_id=self.specialist.id, branch_id=self.branch.id, partner_id=False) for _n in range(200)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        told = appeals._deadline_recipients("supervisor")
        self.assertEqual(set(told), set(appeals.ids))
        self.assertLessEqual(self.cr.sql_log_count - before, 15)

    def test_the_number_names_an_appeal_to_outsiders(self):
        self.assertEqual(self.appeal._deadline_number(), f"No. {self.appeal.id}")
        self.appeal.action_register()
        self.assertEqual(self.appeal._deadline_number(), self.appeal.number)

    def test_the_days_of_the_branch_count(self):
        self.other_branch.tz = "Europe/Moscow"
        with freeze_time("2026-03-02 03:00:00"):
            ours, theirs = self._appeal(), self._appeal(branch_id=self.other_branch.id)
            (ours + theirs).action_register()  # both to be answered by Wednesday 01.04.2026, local
        both = ours + theirs
        for now, windows in (
            ("2026-03-31 16:59:59", ["week", "week"]),
            ("2026-03-31 17:00:00", ["today", "week"]),  # in Kemerovo it is Wednesday already
            ("2026-03-31 21:00:00", ["today", "today"]),
            ("2026-04-01 17:00:00", ["overdue", "today"]),
            ("2026-04-01 21:00:00", ["overdue", "overdue"]),
        ):
            with freeze_time(now):
                self.env.invalidate_all()
                self.assertEqual(both.mapped("deadline_window"), windows, now)
                promises = both.deadline_ids.filtered(lambda one: one.state == "running")
                self.assertEqual(promises.sorted("res_id").mapped("deadline_window"), windows, now)
                for window in ("overdue", "today", "week", "later"):
                    found = self.env["helpdesk.ticket"].search(
                        [("deadline_window", "=", window), ("id", "in", both.ids)], order="id"
                    )
                    self.assertEqual(found, both.filtered(lambda one, w=window: one.deadline_window == w), now)
