from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.payment.controllers.portal import PaymentPortal
from odoo.addons.payment.controllers.post_processing import PaymentPostProcessing

from .my_cases import MyCases
from .shared import private


class MyPayment(MyCases):
    """Paying a part of the fee in the account: Odoo's payment form, for the amount that the server asks."""

    @http.route(
        "/my/requests/<int:case_id>/pay", type="http", auth="user", website=True, methods=["GET"], readonly=True,
        sitemap=False, scripts=True,
    )  # fmt: skip
    def my_payment(self, case_id, **kw):
        case, connection = self._to_be_paid(case_id)
        money = connection._customer_money()
        amount = connection._amount_to_pay()
        providers, methods = connection._ways_online(amount)
        values = {
            "case": case,
            "page_name": "requests",
            "money": money,
            "amount": amount,
            "currency": connection.currency_id,
            "partner_id": connection.partner_id.id,
            "providers_sudo": providers,
            "payment_methods_sudo": methods,
            "tokens_sudo": request.env["payment.token"],  # cards are not kept
            "submit_button_label": request.env._("Pay %(amount)s", amount=connection.currency_id.format(amount)),
            "show_tokenize_input_mapping": dict.fromkeys(providers.ids, False),
            "transaction_route": f"/my/requests/{case.id}/pay/transaction",
            "landing_route": self._landing(case),
        }
        return private(request.render("grid_portal.my_payment", {**self._prepare_portal_layout_values(), **values}))

    @http.route(
        "/my/requests/<int:case_id>/pay/transaction", type="jsonrpc", auth="user", website=True, methods=["POST"]
    )
    def my_payment_transaction(self, case_id, provider_id=0, payment_method_id=0, flow="", csrf_token="", **kw):
        """Begin a payment; of what the page sends only the way to pay is heard."""
        if not (isinstance(csrf_token, str) and csrf_token.isascii() and request.validate_csrf(csrf_token)):
            raise UserError(request.env._("The page was open for too long. Load it again and press the button."))
        case, connection = self._to_be_paid(case_id)
        transaction = connection._pay_online(provider_id, payment_method_id, flow, self._landing(case))
        PaymentPostProcessing.monitor_transaction(transaction)
        return transaction._get_processing_values()

    def _to_be_paid(self, case_id):
        """Return a connection of the customer and its request; staff take payments on their own screens."""
        case = self._acting("grid.service.request", case_id)
        if not case.connection_ids:
            raise request.not_found()
        return case, case.connection_ids

    def _landing(self, case):
        return f"/my/requests/{case.id}#money"


class ClosedPayments(PaymentPortal):
    """Nothing is paid but what a record asks, and no card is kept: the pages of Odoo that do so are closed."""

    @http.route()
    def payment_pay(self, **kw):
        raise request.not_found()

    @http.route()
    def payment_method(self, **kw):
        raise request.not_found()

    @http.route()
    def payment_transaction(self, **kw):
        raise request.not_found()

    @http.route()
    def payment_confirm(self, **kw):
        raise request.not_found()

    @http.route()
    def archive_token(self, **kw):
        raise request.not_found()
