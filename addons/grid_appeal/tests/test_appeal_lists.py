"""The lists that people open daily, and the days on the calendar of due dates."""

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AppealCase

# appeals received on 02.03.2026 are to be answered by Wednesday 01.04.2026
TUESDAY, WEDNESDAY, THURSDAY = "2026-03-31 03:00:00", "2026-04-01 03:00:00", "2026-04-02 03:00:00"


@tagged("post_install", "-at_install")
class TestAppealLists(AppealCase):
    def test_a_list_duplicates_by_one_action(self):
        bound = self.env["ir.actions.actions"].with_context(lang="en_US").get_bindings("helpdesk.ticket")
        self.assertNotIn("Duplicate", [action["name"] for action in bound.get("action", ())])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.specialist = cls.users["specialist"]
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Тестовая группа", "user_ids": [(6, 0, cls.specialist.ids)]}
        )
        with freeze_time("2026-03-02 03:00:00"):
            elsewhere = cls.team.create({"name": "Другая группа"})
            cls.mine = cls._appeal(user_id=cls.specialist.id, team_id=elsewhere.id)
            cls.untaken = cls._appeal(team_id=cls.team.id, user_id=False)
            cls.colleague = cls._appeal(team_id=cls.team.id, user_id=cls.users["manager"].id)
            cls.every = cls.mine + cls.untaken + cls.colleague
            cls.every.action_register()

    def shown(self, name):
        """What the action of a list shows to the specialist, of the appeals of this test."""
        action = self.env.ref(f"grid_appeal.helpdesk_ticket_action_{name}")
        domain = safe_eval(action.domain, {"uid": self.specialist.id})
        return self._as("specialist", self.env["helpdesk.ticket"]).search(domain).sudo() & self.every

    def test_what_is_due_today_or_late_is_the_work_of_today(self):
        with freeze_time(TUESDAY):
            self.assertFalse(self.shown("today"))
        for now in (WEDNESDAY, THURSDAY):
            with freeze_time(now), self.subTest(now=now):
                self.assertEqual(self.shown("today"), self.mine + self.untaken)

    def test_my_team_is_everything_its_people_handle(self):
        self.assertEqual(self.shown("my_team"), self.untaken + self.colleague)

    def test_the_calendar_shows_the_day_of_the_branch(self):
        """Two in the morning on the Pacific is still yesterday in Kaliningrad: each branch has its own day."""
        self.branch.tz, self.other_branch.tz = "Asia/Kamchatka", "Europe/Kaliningrad"
        with freeze_time("2026-03-02 03:00:00"):
            east, west = self._appeal(), self._appeal(branch_id=self.other_branch.id)
            (east + west).action_register()
        both = east + west
        self.assertEqual(both.mapped("due_on"), [east.due_on] * 2)
        self.assertNotEqual(east.next_due_at, west.next_due_at)
        day = east.due_on
        for operator, found in (("<=", both), (">=", both), ("<", east.browse()), (">", east.browse())):
            with self.subTest(operator=operator):
                domain = [("due_on", operator, day), ("id", "in", both.ids)]
                self.assertEqual(east.search(domain, order="id"), found)

    def test_the_calendar_has_the_colours_of_the_lists(self):
        colours = []
        for now in ("2026-03-03 03:00:00", WEDNESDAY, THURSDAY):
            with freeze_time(now):
                self.env.invalidate_all()
                colours.append(self.mine.due_colour)
        self.assertEqual(colours, [10, 2, 1])

    def test_every_view_opens_for_those_who_have_it(self):
        for kind in ("calendar", "activity", "pivot", "graph"):
            with self.subTest(kind=kind):
                tickets = self._as("specialist", self.env["helpdesk.ticket"])
                self.assertIn("helpdesk.ticket", tickets.get_views([(False, kind)])["models"])
