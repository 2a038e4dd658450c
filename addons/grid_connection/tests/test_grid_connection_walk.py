from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionWalk(ConnectionCase):
    def test_a_citizen_comes_from_application_to_act_by_the_personal_account(self):
        connection = self._offered(self._draft())
        self.assertEqual((connection.state, connection.track), ("offer_published", "account"))
        self.assertEqual((connection.fee, connection.fee_basis), (18300, "standardised"))
        # 5 working days from Wednesday 08.04.2026
        self.assertEqual(self._day(connection, connection.actor_due_at), "2026-04-15")
        self._pay(connection, 18300, "2026-04-14")
        self.assertEqual((connection.state, str(connection.contract_date)), ("contract_concluded", "2026-04-14"))
        # the house is near, works are needed: 6 months
        self.assertEqual(connection.case, "preferential_near")
        self.assertEqual(self._day(connection, connection.works_due_at), "2026-10-14")
        self._do(connection, "start_works", "2026-04-20 03:00:00")
        self._do(connection, "secure", "2026-06-01 03:00:00")
        self.assertEqual(self._promise(connection, "tp_works").state, "met")
        self._do(connection, "publish_notice", "2026-06-01 05:00:00")
        self._do(connection, "close", "2026-06-02 03:00:00")
        self.assertEqual((connection.outcome, connection.ended_as), ("done", "closed"))
        self.assertFalse(connection.works_late or connection.offer_late)

    def test_an_application_says_everything_that_is_wrong_at_once(self):
        connection = self._draft(object_name=False, power_new_kw=0, temporary_until=False)
        with freeze_time(SUBMITTED), self.assertRaises(UserError) as refusal:
            connection.request_id._move("submit")
        self.assertIn("Receivers", str(refusal.exception))
        self.assertIn("more than zero", str(refusal.exception))
