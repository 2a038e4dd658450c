from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_connection.tests.common_papers import PapersCase
from odoo.addons.grid_service.models.grid_service_request_walk import LAPSED

from .common_payment import begin, make_provider

#: Half past midnight on 10 April where the branch is, still the 9th by UTC.
PAID = "2026-04-09 17:30:00"


@tagged("post_install", "-at_install")
class TestPaymentTransaction(PapersCase):
    """Money from the account is registered once, on its local day, or a person is asked to do it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = make_provider(cls.env, cls.company)
        cls.payer = new_test_user(cls.env, "payer", "base.group_portal", partner_id=cls.citizen.id)

    def setUp(self):
        super().setUp()
        self.connection = self._offered(self._draft())

    def _begin(self, now=PAID):
        with freeze_time(now):
            return begin(self.connection.with_user(self.payer).sudo(), self.provider)

    def _done(self, transaction, now=PAID):
        with freeze_time(now):
            transaction._set_done()
            transaction._post_process()

    def test_a_done_transaction_concludes_the_contract_on_the_local_day(self):
        transaction = self._begin()
        self.assertEqual(transaction.amount, self.connection.fee)
        self._done(transaction)
        payment = self.connection.payment_ids
        self.assertEqual(payment.transaction_id, transaction)
        self.assertEqual(payment.document_number, transaction.reference)
        self.assertEqual(str(payment.paid_on), "2026-04-10")
        self.assertEqual(payment.user_id, self.env.ref("base.user_root"))
        self.assertEqual(
            (self.connection.state, str(self.connection.contract_date)), ("contract_concluded", "2026-04-10")
        )
        self.assertTrue(transaction.is_post_processed)
        self.assertIn(transaction.reference, " ".join(self.connection.message_ids.mapped("body")))

    def test_whatever_tells_of_it_again_registers_nothing_more(self):
        transaction = self._begin()
        self._done(transaction)
        for again in (transaction._set_done, transaction._post_process):
            again()
        self.assertEqual(len(self.connection.payment_ids), 1)
        transaction.is_post_processed = False
        transaction._post_process()
        self.assertEqual(len(self.connection.payment_ids), 1)

    def test_the_job_is_woken_as_soon_as_the_money_came(self):
        transaction = self._begin()
        triggers = self.env["ir.cron.trigger"].search([])
        transaction._set_done()
        woken = self.env["ir.cron.trigger"].search([]) - triggers
        self.assertEqual(woken.cron_id, self.env.ref("payment.cron_post_process_payment_tx"))

    def test_what_is_not_done_is_no_payment(self):
        transaction = self._begin()
        for act in (transaction._set_pending, transaction._set_canceled):
            act()
            transaction._post_process()
            self.assertFalse(self.connection.payment_ids)
            self.assertTrue(transaction.is_post_processed)

    def test_nothing_is_paid_twice_at_once(self):
        transaction = self._begin()
        transaction._set_pending()
        with self.assertRaisesRegex(UserError, "Do not pay again"):
            self._begin()
        self._done(transaction)
        with self.assertRaisesRegex(UserError, "paid whole"):
            self._begin()

    def test_two_that_were_begun_and_are_both_paid_are_overpaid(self):
        first, second = self._begin(), self._begin()
        self.assertNotEqual(first.reference, second.reference)
        self._done(first)
        self._done(second)
        self.assertEqual(len(self.connection.payment_ids), 2)
        self.assertEqual(self.connection.debt, -self.connection.fee)
        self.assertIn("more than the fee", self.connection._customer_money()["said"])

    def test_a_part_that_is_paid_already_is_not_asked_again(self):
        self._pay(self.connection, 100.55, "2026-04-09")
        self.assertEqual(self._begin().amount, round(self.connection.fee - 100.55, 2))

    def test_money_for_an_annulled_offer_is_to_be_returned(self):
        transaction = self._begin()
        with freeze_time("2026-04-29 05:00:00"):
            self.connection.request_id.with_context(service_lapse=LAPSED)._move("annul")
        self._done(transaction, "2026-04-30 05:00:00")
        self.assertFalse(transaction.refusal)
        self.assertTrue(self.connection.payment_ids.after_end)
        self.assertFalse(self.connection.contract_date)
        self.assertEqual(self.connection.to_return, transaction.amount)
        self.assertIn("are to be returned", self.connection._customer_money()["said"])
        with self.assertRaisesRegex(UserError, "are to be returned"):
            self._begin()

    def test_money_that_came_after_the_term_concludes_nothing(self):
        transaction = self._begin()
        self._done(transaction, "2026-04-25 05:00:00")
        self.assertEqual((self.connection.state, len(self.connection.payment_ids)), ("offer_published", 1))
        with freeze_time("2026-04-25 05:00:00"):
            self.assertFalse(self.connection._amount_to_pay())

    def test_what_cannot_be_registered_is_a_task_of_a_person(self):
        transaction = self._begin()
        self.connection._by_act().write({"offer_at": False})
        self._done(transaction)
        self.assertFalse(self.connection.payment_ids)
        self.assertIn("No fee was asked on that day", transaction.refusal)
        self.assertTrue(transaction.is_post_processed, "it is not tried again and again")
        task = self.connection.ticket_id.activity_ids.filtered(lambda one: transaction.reference in (one.note or ""))
        self.assertEqual(len(task), 1)
        transaction._post_process()
        self.assertEqual(len(self.connection.ticket_id.activity_ids & task), 1)

    def test_what_a_person_registered_is_on_its_way_no_more(self):
        transaction = self._begin()
        offered = self.connection.offer_at
        self.connection._by_act().write({"offer_at": False})
        self._done(transaction)
        self.connection._by_act().write({"offer_at": offered})
        with freeze_time(PAID), self.assertRaisesRegex(UserError, "will stand here shortly"):
            self.connection._pay_online(0, 0, "redirect", "/my")
        with freeze_time(PAID):
            self.connection._register_payment(transaction.amount, "2026-04-10", transaction.reference)
            self.assertFalse(self.connection._said_online())
            with self.assertRaisesRegex(UserError, "paid whole"):
                self.connection._pay_online(0, 0, "redirect", "/my")

    def test_only_an_open_way_to_pay_is_taken(self):
        connection = self.connection.with_user(self.payer).sudo()
        method = self.provider.payment_method_ids
        other = make_provider(self.env, self.company, is_published=False)
        for provider_id, method_id, flow in (
            (other.id, method.id, "redirect"),
            (self.provider.id, 0, "redirect"),
            ("x", None, "redirect"),
            (self.provider.id, method.id, "token"),
        ):
            with freeze_time(PAID), self.assertRaisesRegex(UserError, "closed at the moment"):
                connection._pay_online(provider_id, method_id, flow, "/my")

    def test_who_sees_the_transaction(self):
        transaction = self._begin()
        for user, sees in ((self.users["specialist"], True), (self.users["head"], True), (self.stranger, False)):
            self.assertEqual(transaction.with_user(user).has_access("read"), sees, user.name)
            self.assertFalse(transaction.with_user(user).has_access("write"))
        with mute_logger("odoo.orm.models"), self.assertRaises(AccessError):
            transaction.with_user(self.payer).read(["amount"])

    def test_nobody_claims_a_transaction_by_hand(self):
        transaction = self._begin()
        payment = self.env["grid.connection.payment"].with_user(self.users["specialist"])
        with freeze_time(PAID):
            made = payment.create(
                {
                    "connection_id": self.connection.id,
                    "amount": 1,
                    "paid_on": "2026-04-09",
                    "document_number": "5",
                    "transaction_id": transaction.id,
                }
            )
        self.assertFalse(made.transaction_id)
