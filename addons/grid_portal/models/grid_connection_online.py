import secrets

from odoo import fields, models
from odoo.exceptions import UserError

UNDERWAY = ("pending", "authorized")
FAILED = ("cancel", "error")


class GridConnection(models.Model):
    """Paying the part of the fee that is asked now over the Internet, through a provider of Odoo's."""

    _inherit = "grid.connection"

    transaction_ids = fields.One2many("payment.transaction", "connection_id", "Paid in the account")

    def _customer_money(self):
        money = super()._customer_money()
        if not self.offer_at or not self.transaction_ids and not money.get("pay"):
            return money
        money["online"] = self._said_online()
        if money.get("pay"):
            _providers, methods = self._ways_online(self._amount_to_pay())
            money["pay"]["online"] = bool(methods)
        return money

    def _part_to_pay(self):
        """While a payment is on its way nothing is asked: nobody pays twice."""
        return self.instalment_ids.browse() if self._underway() else super()._part_to_pay()

    def _amount_to_pay(self):
        """Return what the part that is asked now still lacks; 0: nothing is asked."""
        part = self._part_to_pay()
        return self.currency_id.round(part.amount - part.paid_amount) if part else 0.0

    def _ways_online(self, amount):
        """Return the providers and methods by which this amount can be paid now."""
        providers = (
            self.env["payment.provider"]
            .sudo()
            ._get_compatible_providers(self.company_id.id, self.partner_id.id, amount, currency_id=self.currency_id.id)
        )
        methods = (
            self.env["payment.method"]
            .sudo()
            ._get_compatible_payment_methods(providers.ids, self.partner_id.id, currency_id=self.currency_id.id)
        )
        return providers, methods

    def _underway(self):
        """Return the transactions whose money is not registered yet, though the payer has done all that was asked."""
        return self.transaction_ids.filtered(
            lambda tx: tx.state in UNDERWAY or (tx.state == "done" and not tx._is_registered())
        )

    def _said_online(self):
        """Say what became of the last attempt to pay in the account, as long as it matters."""
        if underway := self._underway():
            amount = self.currency_id.format(sum(underway.mapped("amount")))
            if "done" in underway.mapped("state"):
                return self.env._("%(amount)s came from you and will stand here shortly.", amount=amount)
            return self.env._(
                "Your payment of %(amount)s is on its way: the bank has not confirmed it yet. Do not pay again.",
                amount=amount,
            )
        last = self.transaction_ids.filtered(lambda tx: tx.state != "draft")[:1]
        if last.state in FAILED and self._part_to_pay():
            return self.env._("The last payment did not go through. Pay again, or pay by the invoice.")
        return ""

    def _pay_online(self, provider_id, method_id, flow, landing_route):
        """Begin a transaction for the amount that is asked now, which nobody but the server names; return it.

        :raises UserError: nothing is asked now, a payment is on its way, or it cannot be paid in this way
        """
        self.ensure_one()
        if self._underway():
            raise UserError(self._said_online())
        amount = self._amount_to_pay()
        if not amount:
            raise UserError(self._said_of_payment() or self.env._("Nothing is to be paid now."))
        providers, methods = self._ways_online(amount)
        provider = providers.filtered(lambda one: one.id == provider_id)
        method = methods.filtered(lambda one: one.id == method_id and provider in one.provider_ids)
        if not method or flow not in ("redirect", "direct"):
            raise UserError(self.env._("This way to pay is closed at the moment. Choose another one."))
        return (
            self.env["payment.transaction"]
            .sudo()
            .create(
                {
                    "provider_id": provider.id,
                    "payment_method_id": method.id,
                    "reference": f"{self.number}-{secrets.token_hex(3)}",  # two tabs never meet in a number
                    "amount": amount,
                    "currency_id": self.currency_id.id,
                    "partner_id": self.partner_id.id,
                    "operation": f"online_{flow}",
                    "landing_route": landing_route,
                    "connection_id": self.id,
                }
            )
        )
