from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError


class GridConnection(models.Model):
    """Money that came for a connection which ended without a contract: it goes back to the payer.

    The program returns nothing itself: it says how much, gives a person the task, and keeps by which document the
    money went back.
    """

    _inherit = "grid.connection"

    to_return = fields.Monetary(
        "To be returned", compute="_compute_to_return", store=True, help="Paid, and no contract came of it."
    )
    returned_amount = fields.Monetary("Returned", readonly=True, copy=False)
    returned_on = fields.Date(readonly=True, copy=False)
    return_document = fields.Char("Document of the return", readonly=True, copy=False)

    _to_return_idx = models.Index("(id) WHERE to_return > 0")

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | {"returned_amount", "returned_on", "return_document"}

    @api.depends("paid_amount", "returned_amount", "outcome", "contract_date")
    def _compute_to_return(self):
        for connection in self:
            paid, back = (Decimal(str(connection[name])) for name in ("paid_amount", "returned_amount"))
            connection.to_return = float(paid - back) if connection._ended_without_contract() else 0.0

    def _ended_without_contract(self):
        return bool(self.outcome) and not self.contract_date

    def _mark_end(self, code):
        result = super()._mark_end(code)
        self._prompt_return()
        return result

    def _prompt_return(self):
        """Give whoever looks after the case the task to return the money."""
        for connection in self.filtered("to_return"):
            ticket = connection.ticket_id.sudo()
            person = ticket._responsible() or self.env.user
            said = connection.with_context(lang=person.lang)
            ticket.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=person.id,
                summary=said.env._("Return %(amount)s to the payer", amount=said._money_to_return()),
                note=said._said_return(),
            )

    def _money_to_return(self):
        return self.currency_id.format(self.to_return)

    def _said_return(self):
        return self.env._(
            "“%(stage)s” since %(day)s, no contract was concluded: %(amount)s are to be returned to the payer.",
            stage=self.step_id.name,
            day=self._said_day(self._local_day(self.ended_at)),
            amount=self._money_to_return(),
        )

    @api.depends("to_return")
    def _compute_payment_text(self):
        return super()._compute_payment_text()

    def _said_payment(self):
        return self._said_return() if self.to_return > 0 else super()._said_payment()

    # --- payments that come too late
    def _check_takes_payment(self, after_end):
        """Refuse a payment for what has ended without a contract, unless it is known to be returned."""
        if self._ended_without_contract() and not after_end:
            raise UserError(
                self.env._(
                    "“%(connection)s” has ended (%(stage)s, %(day)s): a payment concludes no contract any more."
                    " Open the case again and register it as money that came after the end: it is to be returned.",
                    connection=self.display_name,
                    stage=self.step_id.name,
                    day=self._said_day(self._local_day(self.ended_at)),
                )
            )

    def _payments_came(self, payments):
        res = super()._payments_came(payments)
        self.sudo()._prompt_return()
        return res

    # --- the return itself
    def _return_money(self, day, document):
        """Record that all of the money went back on a local day, by a document.

        :raises UserError: nothing is to be returned, or the day cannot be
        """
        self.ensure_one()
        self.check_access("write")
        self.request_id._lock()
        day = fields.Date.to_date(day)
        if self.to_return <= 0:
            raise UserError(self.env._("Nothing is to be returned for “%(connection)s”.", connection=self.display_name))
        if not self._local_day(self.ended_at) <= day <= self._local_day(fields.Datetime.now()):
            raise UserError(
                self.env._(
                    "Money goes back after the end of the case (%(day)s), and not in the future. Correct the day.",
                    day=self._said_day(self._local_day(self.ended_at)),
                )
            )
        said = self.env._(
            "%(amount)s were returned to the payer on %(day)s by %(document)s.",
            amount=self._money_to_return(),
            day=self._said_day(day),
            document=document,
        )
        back = Decimal(str(self.returned_amount)) + Decimal(str(self.to_return))
        self.sudo()._by_act().write({"returned_amount": float(back), "returned_on": day, "return_document": document})
        self._message_log(body=said)
