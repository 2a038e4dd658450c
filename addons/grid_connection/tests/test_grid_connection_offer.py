from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionOffer(ConnectionCase):
    def _prepared(self, connection):
        self._do(connection, "submit", SUBMITTED)
        self._do(connection, "take_to_check", "2026-04-01 04:00:00")
        self._do(connection, "complete", "2026-04-02 03:00:00")
        return connection

    def _large(self, power, **values):
        service = self._passport("670" if power >= 670 else "150_670")
        return self._business(power_new_kw=power, service_id=service.id, voltage_kv="10", **values)

    def test_no_offer_without_a_fee(self):
        connection = self._prepared(self._draft())
        with self.assertRaisesRegex(UserError, "Reckon the fee"):
            self._do(connection, "publish_offer", "2026-04-08 03:00:00")

    def test_no_offer_by_an_estimate(self):
        connection = self._prepared(self._draft(works_designed=False))
        with freeze_time("2026-04-08 03:00:00"):
            connection.action_reckon_fee()
        self.assertEqual((connection.fee, connection.fee_is_estimate), (105000, True))
        with self.assertRaisesRegex(UserError, "estimate"):
            self._do(connection, "publish_offer", "2026-04-08 03:00:00")

    def test_no_offer_before_the_distance_is_known(self):
        connection = self._prepared(self._draft(distance_m=0))
        self.assertFalse(connection.case)
        with self.assertRaisesRegex(UserError, "The case of the works is not known"):
            self._do(connection, "publish_offer", "2026-04-08 03:00:00")

    def test_what_the_fee_rests_on_forgets_it(self):
        connection = self._prepared(self._draft())
        with freeze_time("2026-04-08 03:00:00"):
            connection.action_reckon_fee()
            connection.work_ids.create({"connection_id": connection.id, "kind": "c2", "quantity": 0.1})
        self.assertFalse(connection.fee or connection.fee_working)

    def test_the_boundary_of_the_system_operator_is_exactly_670(self):
        below, at_limit = self._large(669.999), self._large(670)
        for connection in (below, at_limit):
            self._prepared(connection)
            with freeze_time("2026-04-08 03:00:00"):
                connection.action_reckon_fee()
        self._do(below, "send_contract", "2026-04-08 03:00:00")
        with self.assertRaisesRegex(UserError, "From 670 kW the system operator agrees"):
            self._do(at_limit, "send_contract", "2026-04-08 03:00:00")
        at_limit.system_operator_agreed_on = "2026-04-07"
        self._do(at_limit, "send_contract", "2026-04-08 03:00:00")
        self._do(below, "sign", "2026-04-15 03:00:00")
        self._do(at_limit, "sign", "2026-04-15 03:00:00")
        # category III, 250 m, works needed: another case; 1 year under 670 kW, 2 years from 670
        self.assertEqual(self._day(below, below.works_due_at), "2027-04-15")
        self.assertEqual(self._day(at_limit, at_limit.works_due_at), "2028-04-17")

    def test_an_individual_fee_is_taken_from_the_order_of_the_regulator(self):
        connection = self._prepared(self._large(700, system_operator_agreed_on="2026-04-03"))
        with freeze_time("2026-04-08 03:00:00"):
            with self.assertRaisesRegex(UserError, "individually"):
                connection.action_reckon_fee()
            connection.write({"individual_fee": 2500000.55, "individual_fee_order": "№ 12 от 01.04.2026"})
            connection.action_reckon_fee()
        self.assertEqual((connection.fee, connection.fee_basis), (2500000.55, "individual"))

    def test_what_the_offer_rests_on_stays_as_it_is(self):
        connection = self._offered(self._draft())
        for vals in ({"power_new_kw": 14}, {"distance_m": 100}, {"social_rate_claimed": True}):
            with self.assertRaisesRegex(UserError, "stays as it was"):
                connection.write(vals)
        with self.assertRaisesRegex(UserError, "stays as it was"):
            connection.stage_ids.create({"connection_id": connection.id, "name": "1", "power_kw": 5})
        with self.assertRaisesRegex(UserError, "Acts of the case write this"):
            connection.write({"fee": 1})
        with self.assertRaisesRegex(UserError, "Acts of the case write this"):
            self._draft(contract_date="2026-01-01")

    def test_disagreements_lead_back_and_the_offer_is_drawn_anew(self):
        connection = self._offered(self._large(200))
        self.assertEqual(connection.state, "contract_sent")
        self._do(connection, "disagree", "2026-04-10 03:00:00")
        self.assertEqual(connection.state, "in_preparation")
        connection.power_new_kw = 180
        with freeze_time("2026-04-13 03:00:00"):
            connection.action_reckon_fee()
        self._do(connection, "send_contract", "2026-04-13 03:00:00")
        self.assertEqual(connection.instalment_ids.mapped("amount"), [connection.fee])
        self._do(connection, "sign", "2026-04-20 03:00:00")
        self.assertEqual(str(connection.contract_date), "2026-04-20")
        self.assertFalse(connection.instalment_ids.due_at)

    def test_technical_conditions_are_valid_between_two_and_five_years(self):
        connection = self._prepared(self._draft())
        connection.conditions_valid_until = "2027-04-08"
        with freeze_time("2026-04-08 03:00:00"):
            connection.action_reckon_fee()
        with self.assertRaisesRegex(UserError, "between 10.04.2028 and 08.04.2031"):
            self._do(connection, "publish_offer", "2026-04-08 03:00:00")
        connection.conditions_valid_until = False
        self._do(connection, "publish_offer", "2026-04-08 03:00:00")
        self.assertEqual(str(connection.conditions_valid_until), "2028-04-10")

    def test_technical_conditions_that_end_soon_are_said_in_the_case(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-10")
        for now, said in (
            ("2028-01-10 05:00:00", ""),
            ("2028-01-11 05:00:00", "valid until 10.04.2028"),
            ("2028-04-10 05:00:00", "valid until 10.04.2028"),
            ("2028-04-11 05:00:00", "ended on 10.04.2028"),
        ):
            with freeze_time(now):
                self.env.invalidate_all()
                self.assertIn(said, connection.conditions_warning or "")
                self.assertEqual(bool(connection.conditions_warning), bool(said))

    def test_ended_technical_conditions_are_extended_before_the_connection(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-10")
        self._do(connection, "start_works", "2026-04-20 03:00:00")
        with self.assertRaisesRegex(UserError, "Extend them at the request"):
            self._do(connection, "secure", "2028-04-11 03:00:00")
        with freeze_time("2028-04-11 03:00:00"):
            with self.assertRaisesRegex(UserError, "until 08.04.2031 at most"):
                connection._extend_conditions("2031-04-09", "Заявление от 10.04.2028")
            with self.assertRaisesRegex(UserError, "changed by an extension only"):
                connection.conditions_valid_until = "2031-01-01"
            connection._extend_conditions("2029-04-10", "Заявление от 10.04.2028")
        self._do(connection, "secure", "2028-04-12 03:00:00")
        self.assertTrue(connection.works_late)
        self.assertEqual(self._promise(connection, "tp_works").state, "missed")

    def test_power_with_four_decimals_is_refused_not_rounded(self):
        with self.assertRaisesRegex(ValidationError, "three decimals"):
            self._draft(power_new_kw=14.9999)

    def test_an_offer_in_missed_term_is_late(self):
        connection = self._offered(self._draft(), at="2026-04-20 03:00:00")
        self.assertTrue(connection.offer_late)
