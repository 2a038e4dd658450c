from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionActs(ConnectionCase):
    """The dialogs of the acts that a passport does not hold."""

    def _contracted(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-14")
        return connection

    def test_the_head_voids_a_payment_that_was_entered_wrongly(self):
        connection = self._contracted()
        wrong = self._pay(connection, 500, "2026-04-15", "18")
        action = wrong.action_void()
        dialogs = self.env["grid.payment.voiding"].with_context(**action["context"])
        with self.assertRaises(AccessError):
            dialogs.with_user(self.users["specialist"]).create({"reason": "Чужой платёж"})
        with Form(dialogs.with_user(self.users["head"])) as form:
            form.reason = "Чужой платёж"
        form.record.action_void()
        self.assertEqual(wrong.void_reason, "Чужой платёж")
        self.assertEqual(connection.debt, 0)

    def test_technical_conditions_are_extended_within_the_law(self):
        connection = self._contracted()
        dialogs = self.env["grid.conditions.extension"].with_context(default_connection_id=connection.id)
        with Form(dialogs.with_user(self.users["specialist"])) as form:
            self.assertEqual(str(form.last_day), "2031-04-08")
            form.until = "2029-04-08"
            form.reason = "Заявление № 7 от 01.03.2028"
        form.record.action_extend()
        self.assertEqual(str(connection.conditions_valid_until), "2029-04-08")

    def test_nothing_but_a_temporary_connection_is_ended_early(self):
        connection = self._contracted()
        dialogs = self.env["grid.early.disconnection"].with_context(default_connection_id=connection.id)
        with freeze_time("2026-05-01 03:00:00"), self.assertRaisesRegex(UserError, "temporary"):
            dialogs.create({"day": "2026-06-01"}).action_ask()
