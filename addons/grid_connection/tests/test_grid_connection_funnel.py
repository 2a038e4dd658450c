from freezegun import freeze_time

from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionFunnel(ConnectionCase):
    def test_each_application_is_counted_once_on_every_stage_it_came_to(self):
        self._draft()
        submitted, offered, paid, late = (self._draft(subject=f"Дом {number}") for number in range(4))
        self._do(submitted, "submit", SUBMITTED)
        self._offered(offered)
        for connection in (paid, late):
            self._offered(connection)
            self._pay(connection, 18300, "2026-04-10")
        self._do(paid, "start_works", "2026-04-20 03:00:00")
        self._do(paid, "secure", "2026-06-01 03:00:00")
        self._do(submitted, "withdraw", "2026-04-02 03:00:00")
        with freeze_time("2026-12-01 03:00:00"):
            funnel = self.env["grid.connection.funnel"].with_user(self.users["head"])
            ours = [("connection_id", "in", (submitted | offered | paid | late).ids)]
            names = ("applied", "offered", "contracted", "connected", "annulled", "works_late")
            measures = [f"{name}:sum" for name in (*names, "power_total_kw", "fee")]
            found = funnel._read_group(ours, [], measures)[0]
            self.assertEqual(found, (4, 3, 2, 1, 0, 1, 60, 18300 * 3))
            ended = dict(funnel._read_group(ours, ["ended_as"], ["__count"]))
            ends = funnel._read_group(ours, [], ["withdrawn:sum", "annulled_unpaid:sum", "annulled_no_docs:sum"])[0]
        self.assertEqual(ended, {"withdrawn": 1, False: 3})
        self.assertEqual(ends, (1, 0, 0))

    def test_an_offer_that_is_overdue_and_not_sent_is_late_and_owed(self):
        waiting, sent, sent_late = (self._draft(subject=f"Дом {number}") for number in range(3))
        self._do(waiting, "submit", SUBMITTED)
        self._offered(sent)
        self._offered(sent_late, at="2026-04-20 03:00:00")
        self.assertTrue(sent_late.offer_late)
        ours = [("connection_id", "in", (waiting | sent | sent_late).ids)]
        measures = ["offered:sum", "offer_owed:sum", "offer_late:sum"]
        for moment, found in (("2026-04-02 03:00:00", (2, 2, 1)), ("2026-12-01 03:00:00", (2, 3, 2))):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self.env["grid.connection.funnel"]._read_group(ours, [], measures)[0], found)
        self._do(waiting, "withdraw", "2026-04-03 03:00:00")
        self.env.invalidate_all()
        with freeze_time("2026-12-01 03:00:00"):
            self.assertEqual(self.env["grid.connection.funnel"]._read_group(ours, [], measures)[0], (2, 2, 1))

    def test_a_figure_opens_down_to_the_cases_behind_it(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        self.env.flush_all()
        funnel = self.env["grid.connection.funnel"].with_user(self.users["head"])
        action = funnel.search([("connection_id", "=", connection.id)]).action_open_case()
        self.assertEqual((action["res_model"], action["res_id"]), ("grid.connection", connection.id))
        listed = funnel.get_view(view_type="list")["arch"]
        for name in ("connection_id", "partner_id", "submitted_at", "power_total_kw", "fee"):
            self.assertIn(f'name="{name}"', listed)

    def test_restoring_papers_is_no_application_for_a_connection(self):
        restored = self._draft(service_id=self.env.ref("grid_connection.service_tp_restore").id)
        self._do(restored, "submit", SUBMITTED)
        self.env.flush_all()
        self.assertFalse(self.env["grid.connection.funnel"].search([("connection_id", "=", restored.id)]))

    def test_the_funnel_of_another_branch_is_not_seen(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        self.env.flush_all()
        funnel = self.env["grid.connection.funnel"]
        self.assertFalse(funnel.with_user(self.stranger).search([("connection_id", "=", connection.id)]))
        self.assertTrue(funnel.with_user(self.users["operator"]).search([("connection_id", "=", connection.id)]))
