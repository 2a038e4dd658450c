"""What changes in the rows of an application stays in the history of its connection."""

from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionHistory(ConnectionCase):
    def _history(self, connection):
        return [str(message.body) for message in connection.message_ids.sorted("id")]

    def test_rows_of_a_submitted_application_leave_their_changes(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        engineer = connection.with_user(self.users["specialist"])
        stage, work = (row.with_user(engineer.env.user) for row in self._rows(connection, "Гараж"))
        stage.power_kw = 7.5
        work.unlink()
        added, worked, changed, removed = self._history(connection)[-4:]
        self.assertIn("Stage of commissioning, added: Stage: Гараж, Commissioning: 01.12.2026, Power, kW: 5", added)
        self.assertIn("Work of a connection, added:", worked)
        self.assertRegex(changed, "changed: Stage: Гараж,.* Power, kW: 5,.* → Stage: Гараж,.* Power, kW: 7.5,")
        self.assertIn("Work of a connection, removed:", removed)
        self.assertEqual(connection.message_ids[0].author_id, engineer.env.user.partner_id)

    def test_a_row_that_is_written_as_it_was_and_rows_of_a_draft_leave_nothing(self):
        connection = self._draft()
        stage, _work = self._rows(connection)
        before = self._history(connection)
        stage.name = "Дом"
        self._do(connection, "submit", SUBMITTED)
        stage.write({"name": "Дом", "sequence": 20})
        self.assertEqual([one for one in self._history(connection)[len(before) :] if "Stage of comm" in one], [])

    def test_what_somebody_may_not_change_is_not_offered_for_writing(self):
        connection = self._draft()
        for role in ("operator", "manager", "specialist"):
            self.assertFalse(connection.with_user(self.users[role]).application_fixed)
        self._do(connection, "submit", SUBMITTED)
        flags = {role: connection.with_user(self.users[role]).application_fixed for role in ("operator", "manager")}
        self.assertEqual(flags, {"operator": True, "manager": True})
        self.assertFalse(connection.with_user(self.users["specialist"]).application_fixed)
        self._do(connection, "withdraw", "2026-04-01 05:00:00", reason="Передумал")
        self.assertTrue(connection.with_user(self.users["specialist"]).application_fixed)
