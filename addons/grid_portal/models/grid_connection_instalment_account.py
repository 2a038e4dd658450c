from odoo import api, fields, models

from ..account import Matter


class GridConnectionInstalment(models.Model):
    """Parts of a fee on the start page of the account: what is to be paid, and by when."""

    _inherit = "grid.connection.instalment"

    @api.model
    def _account_matters(self, customer, limit):
        """Return what a customer is asked to pay now, of each connection its next part."""
        asked = [
            ("connection_id.partner_id", "=", customer.id),
            ("connection_id.outcome", "=", False),
            ("paid_on", "=", False),
            ("due_at", "!=", False),
        ]
        parts = self.sudo().search(asked, order="due_at, id", limit=limit)
        seen = parts.connection_id.request_id.with_env(self.env)._filtered_access("read")
        of_connections = parts.connection_id.filtered(lambda one: one.request_id in seen.sudo())
        return [one._part_to_pay()._account_matter() for one in of_connections if one._part_to_pay()]

    def _customer_asked(self):
        """Return what is still to be paid of a part, by when, and whether that day has passed."""
        return {
            "amount": self.currency_id.format(self.amount - self.paid_amount),
            "due": self.connection_id.request_id._customer_date(self.due_at),
            "is_late": self.due_at < fields.Datetime.now(),
        }

    def _account_matter(self):
        case, asked = self.connection_id.request_id, self._customer_asked()
        if asked["is_late"]:
            words = self.env._("Pay the invoice: its day, %(due)s, has passed", due=asked["due"])
        else:
            words = self.env._("Pay the invoice by %(due)s", due=asked["due"])
        return Matter(
            is_yours=True,
            words=words,
            about=f"{case.subject} · {case._customer_title()}",
            path=f"/my/requests/{case.id}#money",
            note=self.env._("To pay: %(amount)s", amount=asked["amount"]),
            due_at=self.due_at,
            is_late=asked["is_late"],
        )
