from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SUBMITTED, ConnectionCase


@tagged("post_install", "-at_install")
class TestGridConnectionPayment(ConnectionCase):
    def test_half_a_payment_concludes_nothing_and_the_other_half_does_on_its_day(self):
        connection = self._offered(self._draft())
        self._pay(connection, 10000, "2026-04-10", "1")
        self.assertEqual(connection.state, "offer_published")
        self.assertIn(connection.currency_id.format(8300), connection.payment_text)
        self._pay(connection, 8300, "2026-04-13", "2")
        self.assertEqual((connection.state, str(connection.contract_date)), ("contract_concluded", "2026-04-13"))
        self.assertEqual((connection.debt, connection.payment_text), (0, "Paid whole."))

    def test_a_payment_of_an_earlier_day_dates_the_contract_by_itself(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-09", at="2026-04-13 03:00:00")
        self.assertEqual(str(connection.contract_date), "2026-04-09")
        self.assertEqual(self._day(connection, connection.move_ids[-1].at), "2026-04-09")

    def test_one_payment_document_is_registered_once(self):
        connection = self._offered(self._draft())
        self._pay(connection, 10000, "2026-04-10", "17")
        with self.assertRaisesRegex(UserError, "registered already"):
            self._pay(connection, 10000, "2026-04-10", " 17 ")
        self._pay(connection, 100, "2026-04-11", "17")
        self.assertEqual(connection.paid_amount, 10100)

    def test_a_payment_saved_by_its_form_is_refused_in_the_same_words(self):
        connection = self._offered(self._draft())
        self._pay(connection, 100, "2026-04-10", "17")
        payment = {"connection_id": connection.id, "amount": 100, "paid_on": "2026-04-10", "document_number": " 17"}
        payments = self.env["grid.connection.payment"].with_user(self.users["manager"])
        with freeze_time("2026-04-11 03:00:00"):
            with self.assertRaisesRegex(UserError, "17 of 10.04.2026 is registered already"):
                payments.create(payment)
            for amount in (0, -5, 0.001, False):
                with self.assertRaisesRegex(ValidationError, "more than zero; .* is given"):
                    payments.create({**payment, "amount": amount, "document_number": "18"})

    @mute_logger("odoo.sql_db")
    def test_the_dialog_of_a_case_names_the_case_in_its_context(self):
        connection = self._offered(self._draft())
        payments = self.env["grid.connection.payment"].with_context(default_connection_id=connection.id)
        payment = {"amount": 18300, "paid_on": "2026-04-10", "document_number": "17"}
        with freeze_time("2026-04-11 03:00:00"):
            payments.create(payment)
            self.assertEqual(connection.state, "contract_concluded")
            with self.assertRaisesRegex(UserError, "17 of 10.04.2026 is registered already"):
                payments.create(payment)

    @mute_logger("odoo.sql_db")
    def test_a_document_registered_twice_at_once_is_refused_by_the_base(self):
        connection = self._offered(self._draft())
        payment = {"connection_id": connection.id, "amount": 100, "paid_on": "2026-04-10", "document_number": "17"}
        with freeze_time("2026-04-11 03:00:00"), self.assertRaises(IntegrityError):
            self.env["grid.connection.payment"].create([payment, payment])

    def test_money_neither_comes_before_the_offer_nor_from_the_future(self):
        connection = self._offered(self._draft())
        with self.assertRaisesRegex(ValidationError, "after the offer"):
            self._pay(connection, 100, "2026-04-07", at="2026-04-10 03:00:00")
        with self.assertRaisesRegex(ValidationError, "not before"):
            self._pay(connection, 100, "2026-04-12", at="2026-04-10 03:00:00")

    def test_the_act_of_payment_without_a_payment_is_refused(self):
        connection = self._offered(self._draft())
        with self.assertRaisesRegex(UserError, "Payment concludes the contract"):
            self._do(connection, "pay", "2026-04-10 03:00:00")

    def test_more_than_the_fee_is_said(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300.05, "2026-04-10")
        self.assertIn("Overpaid by", connection.payment_text)
        self.assertEqual(connection.debt, -0.05)

    def test_a_payment_after_the_term_concludes_nothing(self):
        connection = self._offered(self._draft())
        self._pay(connection, 18300, "2026-04-16")
        self.assertEqual((connection.state, connection.contract_date), ("offer_published", False))

    def test_an_unpaid_offer_is_annulled_when_the_bank_can_bring_nothing_more(self):
        connection, paid = self._offered(self._draft()), self._offered(self._draft(subject="Другой дом"))
        with freeze_time("2026-04-17 03:00:00"):
            self._lapse()
        self.assertEqual(connection.state, "offer_published")
        self._pay(paid, 18300, "2026-04-15", at="2026-04-17 03:00:00")
        with freeze_time("2026-04-19 03:00:00"):
            self._lapse()
            self._lapse()
        self.assertEqual((connection.state, connection.ended_as), ("annulled_unpaid", "annulled_unpaid"))
        self.assertEqual(paid.state, "contract_concluded")
        self.assertEqual(len(connection.move_ids.filtered(lambda one: one.actor == "system")), 1)

    def test_buyers_by_the_procurement_law_have_fifteen_working_days(self):
        connection = self._offered(self._business(procurement_law=True))
        # 15 working days from 08.04.2026
        self.assertEqual(self._day(connection, connection.actor_due_at), "2026-04-29")
        self.assertEqual(self._day(connection, connection.instalment_ids.due_at), "2026-04-29")

    def test_four_parts_have_their_days_and_add_up(self):
        connection = self._offered(self._business(instalment_option="four_parts"))
        parts = connection.instalment_ids
        # 100 kW by 3000, VAT 22 %
        self.assertEqual(connection.fee, 366000)
        self.assertEqual(parts.mapped("amount"), [54900, 109800, 128100, 73200])
        days = [one.due_at and self._day(connection, one.due_at) for one in parts]
        self.assertEqual(days, ["2026-04-15", "2026-04-28", "2026-05-18", False])
        self._pay(connection, 54900, "2026-04-15")
        self.assertEqual(connection.state, "contract_concluded")
        self._do(connection, "start_works", "2026-04-20 03:00:00")
        self._do(connection, "secure", "2026-06-01 03:00:00")
        self._do(connection, "publish_notice", "2026-06-01 05:00:00")
        # 10 days from the notice: Thursday 11.06.2026
        self.assertEqual(self._day(connection, parts[3].due_at), "2026-06-11")
        with self.assertRaisesRegex(UserError, "are not paid yet"):
            self._do(connection, "close", "2026-06-02 03:00:00")
        self._pay(connection, 311100, "2026-06-10", "2")
        self._do(connection, "close", "2026-06-11 03:00:00")
        self.assertEqual(connection.outcome, "done")

    def test_quarterly_parts_go_from_the_act_to_the_end_of_the_term_of_the_law(self):
        connection = self._offered(self._business(instalment_option="quarterly"))
        self._pay(connection, connection.instalment_ids[0].amount, "2026-04-15")
        self._do(connection, "start_works", "2026-04-20 03:00:00")
        self._do(connection, "secure", "2026-06-01 03:00:00")
        self._do(connection, "publish_notice", "2026-06-01 05:00:00")
        days = [self._day(connection, one.due_at) for one in connection.instalment_ids[1:]]
        self.assertEqual((len(days), days[0], days[3], days[-1]), (12, "2026-09-01", "2027-06-01", "2029-06-01"))

    def test_citizens_pay_at_once(self):
        connection = self._draft(instalment_option="four_parts")
        with self.assertRaisesRegex(UserError, "Citizens pay at once"):
            self._do(connection, "submit", SUBMITTED)

    def test_a_payment_is_voided_by_the_head_and_never_edited(self):
        connection = self._offered(self._draft())
        payment = self._pay(connection, 100, "2026-04-10", "17")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            payment.amount = 200
        with self.assertRaisesRegex(UserError, "never deleted"):
            payment.unlink()
        with self.assertRaises(AccessError):
            self._as("specialist", payment)._void("Чужой платёж")
        self._as("head", payment)._void("Чужой платёж")
        self.assertEqual(connection.paid_amount, 0)
        self._pay(connection, 18300, "2026-04-10", "17")
        with self.assertRaisesRegex(UserError, "The contract rests on this payment"):
            connection.payment_ids[-1]._void("Ошибка")

    def test_two_people_who_register_one_document_leave_one(self):
        connection = self._offered(self._draft())
        for role in ("manager", "specialist"):
            try:
                self._pay(self._as(role, connection), 18300, "2026-04-10", "17")
            except UserError as refusal:
                self.assertIn("registered already", str(refusal))
        self.assertEqual((len(connection.payment_ids), connection.state), (1, "contract_concluded"))

    def _lapse(self):
        with self.enter_registry_test_mode():
            self.env.ref("grid_service.ir_cron_lapse").method_direct_trigger()
