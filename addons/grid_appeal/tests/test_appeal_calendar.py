from freezegun import freeze_time

from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealCalendar(AppealCase):
    """A day off of a branch concerns the appeals of the branch and of those below it, and moves none that runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.places = cls.branch + cls.district + cls.other_branch
        cls.running = cls._registered()
        cls.env["legal.calendar.day"].create({"date": "2026-04-01", "place": f"grid.branch,{cls.branch.id}"})

    @classmethod
    @freeze_time("2026-03-02 03:00:00")
    def _registered(cls):
        """An appeal in each place; the thirtieth day of all of them is 1 April."""
        appeals = cls.env["helpdesk.ticket"].create([cls._vals(branch_id=branch.id) for branch in cls.places])
        appeals.action_register()
        return appeals

    def _due(self, appeals):
        return [str(due.date()) for due in appeals.mapped("next_due_at")]

    def test_running_promises_stay(self):
        self.assertEqual(self._due(self.running), ["2026-04-01"] * 3)

    def test_new_promises_of_the_branch_and_below_have_the_day_off(self):
        self.assertEqual(self._due(self._registered()), ["2026-04-02", "2026-04-02", "2026-04-01"])

    def test_the_dry_run_shows_those_that_would_move(self):
        answers = self.running.deadline_ids.filtered(lambda one: one.state == "running").sudo()
        moved = [one.deadline.res_id for one in answers._recount()]
        self.assertEqual(sorted(moved), sorted(self.running[:2].ids))
