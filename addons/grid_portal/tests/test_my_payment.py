from freezegun import freeze_time
from lxml import html

from odoo.fields import Command
from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_connection.tests.common_papers import PapersCase

from .common_payment import make_provider

ON_OFFER = "2026-04-09 05:00:00"


@tagged("post_install", "-at_install")
class TestMyPayment(PapersCase, HttpCase):
    """Paying in the account: the page, the beginning of a transaction, what a stranger gets."""

    def setUp(self):
        super().setUp()
        self.provider = make_provider(self.env, self.company)
        self.method = self.provider.payment_method_ids
        for login, partner in (("payer", self.citizen), ("other_payer", self.factory)):
            new_test_user(self.env, login, "base.group_portal", partner_id=partner.id, email=f"{login}@example.com")
        english, website = self.env.ref("base.lang_en"), self.env.ref("website.default_website")
        website.write({"language_ids": [Command.link(english.id)], "default_lang_id": english.id})
        self.connection = self._offered(self._draft())
        self.path = f"/my/requests/{self.connection.request_id.id}"
        self.authenticate("payer", "payer")

    def _open(self, path):
        with freeze_time(ON_OFFER):
            return self.url_open(path)

    def _main(self, path):
        page = self._open(path)
        self.assertEqual(page.status_code, 200)
        return html.fromstring(page.content).xpath("//main")[0]

    def _token(self):
        found = html.fromstring(self._open(self.path).content).xpath("//input[@name='csrf_token']/@value")
        return (
            found[0]
            if found
            else html.fromstring(self._open("/appeal").content).xpath("//main//input[@name='csrf_token']/@value")[0]
        )

    def _begin(self, **changes):
        params = {
            "provider_id": self.provider.id,
            "payment_method_id": self.method.id,
            "flow": "redirect",
            "amount": 1,
            "currency_id": self.env.ref("base.EUR").id,
            "partner_id": self.factory.id,
            "landing_route": "/elsewhere",
            "csrf_token": self._token(),
            **changes,
        }
        with freeze_time(ON_OFFER):
            return self.make_jsonrpc_request(f"{self.path}/pay/transaction", params)

    def _transactions(self):
        return self.env["payment.transaction"].search([("connection_id", "=", self.connection.id)])

    def test_the_page_of_the_case_leads_to_paying_and_says_that_it_accepts_the_offer(self):
        main = self._main(self.path)
        self.assertIn(f"{self.path}/pay", main.xpath(".//a/@href"))
        self.assertIn("Paying accepts our offer", main.text_content())
        self.assertIn("data:image/png", "".join(main.xpath(".//img/@src")))
        page = self._main(f"{self.path}/pay")
        self.assertIn("Paying accepts our offer", page.text_content())
        [form] = page.xpath(".//form[@id='o_payment_form']")
        self.assertEqual(form.get("data-transaction-route"), f"{self.path}/pay/transaction")
        self.assertTrue(page.xpath(".//noscript"))

    def test_the_server_names_the_amount_and_whose_it_is(self):
        values = self._begin()
        transaction = self._transactions()
        self.assertEqual(values["reference"], transaction.reference)
        self.assertEqual(transaction.amount, self.connection.fee)
        self.assertEqual(transaction.currency_id, self.connection.currency_id)
        self.assertEqual(transaction.partner_id, self.citizen)
        self.assertTrue(transaction.landing_route.startswith(self.path))

    def test_without_providers_it_is_paid_by_the_invoice(self):
        self.provider.is_published = False
        main = self._main(self.path)
        self.assertNotIn(f"{self.path}/pay", main.xpath(".//a/@href"))
        self.assertIn("Pay by the invoice", self._main(f"{self.path}/pay").text_content())
        with self.assertRaisesRegex(JsonRpcException, "UserError"), mute_logger("odoo.http"):
            self._begin()
        self.assertFalse(self._transactions())

    def test_the_page_says_what_became_of_a_payment(self):
        self._begin()
        transaction = self._transactions()
        transaction._set_canceled()
        self.assertIn("did not go through", self._main(self.path).text_content())
        self._begin()
        (self._transactions() - transaction)._set_pending()
        for path in (self.path, f"{self.path}/pay"):
            main = self._main(path)
            self.assertIn("Do not pay again", main.text_content())
            self.assertFalse(main.xpath(".//form[@id='o_payment_form']"))
        with freeze_time(ON_OFFER):
            paid = self._transactions() - transaction
            paid._set_done()
            paid._post_process()
        self.assertIn("paid whole", self._main(self.path).text_content())
        self.assertIn("paid whole", self._main(f"{self.path}/pay").text_content())

    @mute_logger("odoo.http")
    def test_a_stranger_a_stale_page_and_bad_words_begin_nothing(self):
        for token in ("stale", "яo9999999999", 5, ["a"]):
            with self.assertRaisesRegex(JsonRpcException, "UserError"):
                self._begin(csrf_token=token)
        for bad in ({"provider_id": "x"}, {"payment_method_id": None}, {"flow": ["a"]}, {"provider_id": {}}):
            with self.assertRaisesRegex(JsonRpcException, "UserError"):
                self._begin(**bad)
        for login in ("other_payer", None):
            self.authenticate(login, login)
            if login:
                self.assertEqual(self._open(f"{self.path}/pay").status_code, 404)
            with self.assertRaises(JsonRpcException):
                self._begin()
        self.assertFalse(self._transactions())

    def test_a_request_without_a_fee_has_no_page_of_payment(self):
        service = self.env["grid.service"].search([("code", "=", "meter_check"), ("state", "=", "published")], limit=1)
        other = self.env["grid.service.request"].create(
            {
                "service_id": service.id,
                "subject": "Проверка",
                "partner_id": self.citizen.id,
                "branch_id": self.branch.id,
                "channel_id": self.env.ref("grid_appeal.channel_account").id,
            }
        )
        self.assertEqual(self._open(f"/my/requests/{other.id}/pay").status_code, 404)

    @mute_logger("odoo.http")
    def test_odoo_s_own_ways_to_pay_are_closed(self):
        for path in ("/payment/pay?amount=10", "/my/payment_method", "/payment/confirmation?tx_id=1&access_token=a"):
            self.assertEqual(self._open(path).status_code, 404, path)
        for path, params in (
            ("/payment/transaction", {"amount": 1, "currency_id": 1, "partner_id": 1, "access_token": "a"}),
            ("/payment/archive_token", {"token_id": 1}),
        ):
            with self.assertRaisesRegex(JsonRpcException, "NotFound"):
                self.make_jsonrpc_request(path, params)
        self.assertNotIn("/my/payment_method", self._open("/my").text)

    def test_the_page_costs_the_same_with_many_attempts(self):
        costs = []
        for _attempt in range(3):
            self._begin()
            self._main(f"{self.path}/pay")
            before = self.env.cr.sql_log_count
            self._main(f"{self.path}/pay")
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[-1], costs[0])
        self.assertLessEqual(costs[-1], 45)
