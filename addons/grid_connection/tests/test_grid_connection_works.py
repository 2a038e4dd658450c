from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionWorks(ConnectionCase):
    def test_the_case_follows_the_facts(self):
        last_metres = {"receiver_distance_m": 10, "third_party_land": False}
        cases = [
            ({"distance_m": 0}, False),
            ({"distance_m": 500}, "preferential_near"),
            ({"distance_m": 500.01}, "other"),
            (last_metres, "last_metres_0.4kV"),
            ({**last_metres, "receiver_distance_m": 15.01}, "preferential_near"),
            ({"settlement_type": "city", "distance_m": 300.01}, "other"),
        ]
        for values, case in cases:
            self.assertEqual(self._draft(**values).case, case, values)

    def test_what_lacks_for_the_case_is_said(self):
        self.assertIn("distance", self._draft(distance_m=0).case_lacks)

    def test_a_simple_case_is_decided_by_a_specialist_who_says_why(self):
        connection = self._draft()
        with self.assertRaises(AccessError):
            self._as("manager", connection).action_mark_simple()
        engineer = self._as("specialist", connection)
        with self.assertRaisesRegex(UserError, "Write why"):
            engineer.action_mark_simple()
        engineer.simple_why = "Сеть рядом, строительства нет"
        with freeze_time("2026-04-01 03:00:00"):
            engineer.action_mark_simple()
        self.assertEqual((connection.case, connection.simple_by_id), ("simple", self.users["specialist"]))
        self.assertEqual(str(connection.simple_at), "2026-04-01 03:00:00")
        with self.assertRaisesRegex(UserError, "Acts of the case write this"):
            engineer.write({"is_simple": False})
        engineer.action_mark_not_simple()
        self.assertEqual(connection.case, "preferential_near")

    def test_after_the_offer_the_case_is_not_changed(self):
        connection = self._offered(self._draft(simple_why="Сеть рядом"))
        with self.assertRaisesRegex(UserError, "The offer stands already"):
            connection.action_mark_simple()

    def test_penalties_stand_for_both_sides_as_of_today(self):
        connection = self._offered(self._business(instalment_option="four_parts"))
        self._pay(connection, 54900, "2026-04-15")
        self.assertEqual(self._day(connection, connection.works_due_at), "2026-10-15")
        with freeze_time("2026-10-25 03:00:00"):
            connection.invalidate_recordset(["grid_penalty", "applicant_penalty", "penalty_steps"])
            # 0.25 % of 366 000 a day: ten days of the company; the applicant owes the second part since 28.04.2026
            self.assertEqual(connection.grid_penalty, 9150)
            self.assertEqual(connection.applicant_penalty, 915 * 180)
            self.assertEqual(connection.penalty_steps["grid"][0]["days"], 10)

    def test_no_delay_no_penalty(self):
        connection = self._offered(self._draft())
        self.assertEqual((connection.grid_penalty, connection.applicant_penalty), (0, 0))
