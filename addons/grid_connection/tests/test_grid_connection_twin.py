from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase

NUMBER = "42:24:0101001:123"


@tagged("post_install", "-at_install")
class TestGridConnectionTwin(ConnectionCase):
    """A second application for one object is no fault: everybody is told, and it goes on."""

    def _first(self, **values):
        first = self._draft(**values)
        self._do(first, "submit", SUBMITTED)
        return first

    def test_an_open_application_for_the_same_plot_is_named(self):
        first = self._first(cadastral_number=NUMBER)
        second = self._draft(cadastral_number=NUMBER, object_address="Иначе, 77")
        self.assertEqual(second.twin_ids, first)
        self.assertIn(first.number, second.twin_text)
        self.assertEqual(second.action_open_twins()["res_id"], first.id)
        self._do(second, "submit", "2026-04-03 03:00:00")
        self.assertEqual(second.state, "submitted")
        self.assertEqual(first.twin_ids, second)

    def test_one_address_in_two_spellings_is_one_object(self):
        first = self._first(object_address="с. Тестовое, ул. Тестовая, д. 5")
        self.assertEqual(self._draft(object_address="Тестовое, Тестовая 5").twin_ids, first)
        for other in ("с. Тестовое, ул. Тестовая, 6", "с. Тестовое, ул. Тестовая", "с. Другое, ул. Тестовая, 5", False):
            self.assertFalse(self._draft(object_address=other).twin_ids, other)

    def test_neither_a_draft_nor_another_applicant_nor_what_was_annulled(self):
        self._draft(cadastral_number=NUMBER)
        self._first(cadastral_number=NUMBER, partner_id=self.factory.id, service_id=self._passport("business_150").id)
        ended = self._first(cadastral_number=NUMBER)
        self._do(ended, "withdraw", "2026-04-02 03:00:00")
        self.assertFalse(self._draft(cadastral_number=NUMBER).twin_ids)

    def test_a_connected_object_warns_whoever_asks_for_a_new_connection(self):
        connection = self._offered(self._draft(cadastral_number=NUMBER))
        self._pay(connection, 18300, "2026-04-10")
        for act, at in (("start_works", "20"), ("secure", "21"), ("publish_notice", "22"), ("close", "23")):
            self._do(connection, act, f"2026-04-{at} 03:00:00")
        self.assertEqual(connection.outcome, "done")
        self.assertEqual(self._draft(cadastral_number=NUMBER).twin_ids, connection)
        self.assertFalse(self._draft(cadastral_number=NUMBER, reason="increase").twin_ids)

    def test_many_are_looked_up_at_once(self):
        self._first(cadastral_number=NUMBER)
        drafts = self.env["grid.connection"].browse(
            [self._draft(cadastral_number=NUMBER, subject=str(number)).id for number in range(5)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(9):
            drafts.mapped("twin_ids")
