from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionReturn(ConnectionCase):
    """Money for a case that ended without a contract goes back, to the kopeck."""

    def _lapse(self, at):
        with freeze_time(at), self.enter_registry_test_mode():
            self.env.ref("grid_service.ir_cron_lapse").method_direct_trigger()

    def _annulled(self, *amounts):
        """An offer of 18 300 roubles, paid in part, and annulled when its term had passed."""
        connection = self._offered(self._draft(user_id=self.users["specialist"].id))
        for number, amount in enumerate(amounts, start=1):
            self._pay(connection, amount, "2026-04-10", str(number))
        self._lapse("2026-04-19 03:00:00")
        self._lapse("2026-04-20 03:00:00")
        self.assertEqual(connection.state, "annulled_unpaid")
        return connection

    def _tasks(self, connection):
        return connection.ticket_id.sudo().activity_ids

    def test_a_part_that_was_paid_is_to_be_returned_and_one_person_is_told_once(self):
        connection = self._annulled(10000.37, 0.01)
        self.assertEqual((connection.paid_amount, connection.to_return), (10000.38, 10000.38))
        said = connection.currency_id.format(10000.38)
        self.assertIn(f"{said} are to be returned to the payer", connection.payment_text)
        task = self._tasks(connection)
        self.assertEqual((len(task), task.user_id), (1, self.users["specialist"]))
        self.assertIn(said, task.summary)

    def test_what_was_not_paid_is_not_returned(self):
        connection = self._annulled()
        self.assertEqual(connection.to_return, 0)
        self.assertFalse(self._tasks(connection))
        with self.assertRaisesRegex(UserError, "Nothing is to be returned"):
            self._return(connection)

    def test_a_withdrawn_offer_returns_its_money_too(self):
        connection = self._offered(self._draft())
        self._pay(connection, 100.10, "2026-04-10")
        self._do(connection, "withdraw", "2026-04-13 03:00:00")
        self.assertEqual(
            (connection.outcome, connection.to_return, len(self._tasks(connection))), ("withdrawn", 100.1, 1)
        )

    def test_a_contract_returns_nothing(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-10")
        self.assertEqual((connection.to_return, self._tasks(connection).ids), (0, []))

    def _return(self, connection, day="2026-04-22", at="2026-04-23 03:00:00", role="manager"):
        with freeze_time(at):
            dialog = self.env["grid.money.return"].with_user(self.users[role])
            return dialog.create(
                {"connection_id": connection.id, "returned_on": day, "document": "ПП № 77 от 22.04.2026"}
            ).action_return()

    def test_the_return_is_recorded_once_with_its_document(self):
        connection = self._annulled(10000.37)
        for day in ("2026-04-18", "2026-04-24"):
            with self.assertRaisesRegex(UserError, "Money goes back after the end of the case"):
                self._return(connection, day)
        self._return(connection)
        self.assertEqual((connection.to_return, connection.returned_amount), (0, 10000.37))
        self.assertIn("ПП № 77", "".join(connection.message_ids.mapped("body")))
        self.assertNotIn("to be returned", connection.payment_text)
        with self.assertRaisesRegex(UserError, "Nothing is to be returned"):
            self._return(connection)

    def test_money_that_came_after_the_end_is_said_recorded_and_returned(self):
        connection = self._annulled(10000.37)
        with self.assertRaisesRegex(UserError, "a payment concludes no contract any more"):
            self._pay(connection, 8299.63, "2026-04-15", "late", at="2026-04-21 03:00:00")
        with freeze_time("2026-04-21 03:00:00"):
            action = connection.action_register_payment()
            self.assertTrue(action["context"]["default_after_end"])
            connection._register_payment(8299.63, "2026-04-15", "late", after_end=True)
        self.assertEqual((connection.state, connection.contract_date), ("annulled_unpaid", False))
        self.assertEqual((connection.to_return, connection.paid_at), (18300, False))
        self.assertEqual(len(self._tasks(connection)), 2)
        self._return(connection)
        self.assertEqual(connection.returned_amount, 18300)
