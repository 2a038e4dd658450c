from freezegun import freeze_time

from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase

#: What a page of the pipeline shows.
PAGE = {
    name: {}
    for name in ("number", "subject", "power_total_kw", "phase", "next_due_at", "deadline_state", "actor_due_at", "fee")
} | {name: {"fields": {"display_name": {}}} for name in ("partner_id", "step_id", "user_id", "service_id")}


@tagged("post_install", "-at_install")
class TestGridConnectionBudget(ConnectionCase):
    def test_an_application_is_made_and_submitted_within_its_budget(self):
        with freeze_time(SUBMITTED):
            self._submitted(1)  # warms the tables of law, rates and passports
            with self.assertQueryCount(50):
                self._submitted(1)
                self.env.flush_all()

    def test_a_page_of_the_pipeline_costs_the_same_for_one_and_for_many(self):
        with freeze_time(SUBMITTED):
            self._submitted(3)
            self._page(1)
            with self.assertQueryCount(12):
                self._page(1)
            self._submitted(20)
            with self.assertQueryCount(12):
                self.assertEqual(len(self._page(20)), 20)

    def _submitted(self, count):
        connections = self.env["grid.connection"].with_user(self.users["operator"])
        made = connections.create([self._values(subject=f"Дом {number}") for number in range(count)])
        made.request_id._move("submit")
        return made

    def _page(self, count):
        self.env.flush_all()
        self.env.invalidate_all()
        connections = self.env["grid.connection"].with_user(self.users["specialist"])
        return connections.search([("outcome", "=", False)], limit=count, order="id desc").web_read(PAGE)
