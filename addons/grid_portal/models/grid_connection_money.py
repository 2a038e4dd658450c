from decimal import Decimal

from odoo import fields, models

INVOICE = "invoice"


class GridConnection(models.Model):
    """What the applicant reads of the money: the fee, what is to be paid now and how, what has been paid."""

    _inherit = "grid.connection"

    def _customer_money(self):
        """Return what the page says of the fee; nothing where the request has ended without an offer."""
        if not self.offer_at:
            return {} if self.outcome or not self.submitted_at else {"said": self._said_before_offer()}
        if self.outcome and not self.paid_amount:
            return {"said": self.env._("Nothing was paid, and there is nothing to pay: the application has ended.")}
        part = self._part_to_pay()
        return {
            "fee": self.currency_id.format(self.fee),
            "said": self._said_of_payment(),
            "pay": self._way_to_pay(part) if part else {},
            "parts": self.parts_text.splitlines() if len(self.instalment_ids) > 1 else [],
            "working": self.fee_html,
        }

    def _said_before_offer(self):
        if self.track == "account":
            return self.env._("We reckon the fee and place the invoice here together with the contract.")
        return self.env._("We reckon the fee and name it in the contract that we send you.")

    def _said_of_payment(self):
        if self.to_return > 0:
            return self._said_return()
        money = self.currency_id.format
        names = {"paid": money(self.paid_amount), "fee": money(self.fee), "over": money(-self.debt)}
        if self.debt < 0:
            return self.env._("Paid %(paid)s: %(over)s more than the fee.", **names)
        if not self.debt:
            return self.env._("The fee is paid whole.")
        if self._is_past_paying():
            return self.env._(
                "The term of the payment has ended. If you have paid in time, the bank brings your payment in a few"
                " days; if you have not, the application is annulled, and you may send a new one."
            )
        return self.env._("Paid %(paid)s of %(fee)s.", **names) if self.paid_amount else ""

    def _is_past_paying(self):
        """Whether the payment that would conclude the contract can no longer come in its term."""
        due_at = self.instalment_ids.sorted("number")[:1].due_at
        waits = not self.outcome and not self.contract_date
        return waits and bool(due_at) and due_at < fields.Datetime.now()

    def _part_to_pay(self):
        """Return the part of the fee that is asked by an invoice and is not paid yet."""
        if self.outcome or not self._invoice() or self._is_past_paying():
            return self.instalment_ids.browse()
        return self.instalment_ids.filtered(lambda part: not part.paid_on and part.due_at).sorted("number")[:1]

    def _invoice(self):
        papers = self.paper_ids.filtered(lambda paper: paper.kind_id.code == INVOICE and paper.state == "issued")
        return papers.sorted("id")[-1:]

    def _way_to_pay(self, part):
        """Return how much is paid now, by when, what it does, and all that a bank asks."""
        rest = part.amount - part.paid_amount
        return {
            **part._customer_asked(),
            "concludes": not self.contract_date,
            "invoice": self._invoice(),
            **self.request_id._invoice_values(self._invoice(), Decimal(str(rest))),
        }
