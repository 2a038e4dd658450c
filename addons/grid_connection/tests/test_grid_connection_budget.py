from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.grid_service.tests.opening import queries_to_open

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

    def test_saying_what_is_late_costs_the_same_for_one_and_for_many(self):
        words = dict.fromkeys(("due_words", "late_text", "act_due_words", "act_is_late"), {})
        with freeze_time(SUBMITTED):
            self._submitted(20)
        with freeze_time("2026-06-01 03:00:00"):
            self._page(1, words)
            with self.assertQueryCount(14):
                self._page(1, words)
            with self.assertQueryCount(14):
                page = self._page(20, words)
        self.assertEqual(len([one for one in page if one["late_text"]]), 20)

    def test_a_form_takes_the_same_queries_whatever_has_happened(self):
        little, much = self._walked(1), self._walked(3)
        for name in ("move_ids", "paper_ids", "deadline_ids", "stage_ids"):
            self.assertGreater(len(much[name]), len(little[name]), name)
        with freeze_time("2026-06-01 03:00:00"):
            spent = [queries_to_open(connection.with_user(self.users["specialist"])) for connection in (little, much)]
        self.assertEqual(*spent)
        self.assertLessEqual(spent[0], 60)

    def _walked(self, rounds):
        """Return an offered connection with so many rows, whose papers lacked so many times."""
        connection = self._draft()
        for number in range(rounds):
            self._rows(connection, str(number))
        connection.work_ids.unlink()
        self._do(connection, "submit", SUBMITTED)
        self._do(connection, "take_to_check", "2026-04-01 04:00:00")
        for day in range(2, rounds + 2):
            self._do(connection, "lack", f"2026-04-{day:02} 03:00:00", items=["Заявление"])
            self._do(connection, "supplied", f"2026-04-{day:02} 04:00:00")
        self._do(connection, "complete", "2026-04-07 03:00:00")
        with freeze_time("2026-04-08 03:00:00"):
            connection.action_reckon_fee()
        self._do(connection, "publish_offer", "2026-04-08 03:00:00")
        return connection

    def _submitted(self, count):
        connections = self.env["grid.connection"].with_user(self.users["operator"])
        made = connections.create([self._values(subject=f"Дом {number}") for number in range(count)])
        made.request_id._move("submit")
        return made

    def _page(self, count, more=None):
        self.env.flush_all()
        self.env.invalidate_all()
        connections = self.env["grid.connection"].with_user(self.users["specialist"])
        return connections.search([("outcome", "=", False)], limit=count, order="id desc").web_read(PAGE | (more or {}))
