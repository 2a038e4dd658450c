from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionTemporary(ConnectionCase):
    def _connected(self):
        """A temporary connection of a building site, connected on 1 June 2026."""
        connection = self._offered(
            self._business(
                service_id=self._passport("temporary").id,
                is_temporary=True,
                temporary_until="2027-03-31",
                is_mobile=True,
                needs_building=False,
            )
        )
        self._do(connection, "sign", "2026-04-15 03:00:00")
        self._do(connection, "start_works", "2026-04-16 03:00:00")
        self._do(connection, "report_fulfilment", "2026-05-20 03:00:00")
        self._do(connection, "inspect", "2026-05-22 03:00:00")
        self._do(connection, "no_remarks", "2026-05-25 03:00:00")
        self._do(connection, "connect", "2026-06-01 03:00:00")
        return connection

    def test_a_temporary_connection_has_fifteen_working_days(self):
        connection = self._connected()
        self.assertEqual(connection.case, "temporary_mobile")
        self.assertEqual(self._day(connection, connection.works_due_at), "2026-05-07")
        self.assertTrue(connection.works_late)
        self.assertEqual(str(connection.temporary_max), "2027-06-01")

    def test_the_end_before_the_term_is_asked_ten_days_ahead(self):
        connection = self._connected()
        with freeze_time("2026-09-02 03:00:00"):
            with self.assertRaisesRegex(UserError, "Too late"):
                connection._ask_disconnection("2026-09-10")
            connection._ask_disconnection("2026-09-14")
        self.assertEqual(str(connection.disconnect_on), "2026-09-14")
        self.assertEqual(str(connection.disconnect_asked_at), "2026-09-02 03:00:00")

    def test_what_ends_by_itself_is_not_ended_later(self):
        connection = self._connected()
        with freeze_time("2026-09-02 03:00:00"), self.assertRaisesRegex(UserError, "ends by itself"):
            connection._ask_disconnection("2027-04-10")

    def test_only_a_made_temporary_connection_is_ended_early(self):
        connection = self._offered(self._draft())
        with freeze_time("2026-09-02 03:00:00"), self.assertRaisesRegex(UserError, "Only a temporary"):
            connection._ask_disconnection("2026-10-10")
