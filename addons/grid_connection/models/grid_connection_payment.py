from datetime import UTC, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

PAYMENT_KIND = "grid_service.paper_kind_payment"
NOON = time(12)
#: Proves in the context that a payment is voided by its act; no API can send it.
VOIDING = object()
#: The payments that count.
COUNTS = [("voided_at", "=", False)]


class GridConnectionPayment(models.Model):
    """Money that came for a connection, by its payment document. It is never changed; a wrong entry is voided."""

    _name = "grid.connection.payment"
    _inherit = "grid.connection.part"
    _description = "Payment for a connection"
    _order = "connection_id, paid_on, id"
    _rec_name = "document_number"

    document_number = fields.Char("Payment document", required=True)
    paid_on = fields.Date("Day of payment", required=True, help="The day the money was paid; it dates the contract.")
    currency_id = fields.Many2one(related="connection_id.currency_id")
    amount = fields.Monetary(required=True)
    user_id = fields.Many2one("res.users", "Registered by", readonly=True, default=lambda self: self.env.user)
    after_end = fields.Boolean("Came after the end", help="It concludes no contract and is returned to the payer.")
    voided_at = fields.Datetime("Voided", readonly=True, copy=False)
    void_reason = fields.Char(readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A payment is more than zero.")
    _document_uniq = models.UniqueIndex(
        "(connection_id, document_number, paid_on) WHERE voided_at IS NULL",
        "This payment document is registered already for this connection.",
    )

    @api.constrains("paid_on")
    def _check_paid_on(self):
        for payment in self:
            connection = payment.connection_id
            if payment.paid_on > connection._local_day(fields.Datetime.now()):
                raise ValidationError(self.env._("A payment is registered after it came, not before. Correct its day."))
            if not connection.offer_at or payment.paid_on < connection._local_day(connection.offer_at):
                raise ValidationError(
                    self.env._("No fee was asked on that day: money comes after the offer. Correct the day of payment.")
                )

    @api.model
    def _given_fields(self):
        """Return what whoever registers a payment says of it; addons above add what else they know."""
        return {"connection_id", "amount", "paid_on", "document_number", "after_end"}

    @api.model_create_multi
    def create(self, vals_list):
        given = self._given_fields()
        defaults = self.default_get(sorted(given))  # the dialog of a case names the case in its context
        vals_list = [{**defaults, **{name: vals[name] for name in vals.keys() & given}} for vals in vals_list]
        for vals in vals_list:
            vals["document_number"] = " ".join((vals.get("document_number") or "").split())
        self._check_cases(vals_list)
        self._check_documents(vals_list)
        payments = super().create(vals_list)
        for connection, paid in payments.grouped("connection_id").items():
            connection._payments_came(paid)
        return payments

    @api.model
    def _check_cases(self, vals_list):
        """Hold the cases, so that nothing ends them meanwhile; refuse money for what has ended already."""
        connections = self.env["grid.connection"].sudo()
        connections.browse({vals.get("connection_id") for vals in vals_list}).request_id._lock()
        for vals in vals_list:
            connections.browse(vals.get("connection_id"))._check_takes_payment(vals.get("after_end"))

    @api.model
    def _check_documents(self, vals_list):
        """Refuse no money and a document that is registered already, in words; the base refuses them, too."""
        known = self.search([("connection_id", "in", [vals.get("connection_id") for vals in vals_list]), *COUNTS])
        registered = {(one.connection_id.id, one.document_number, one.paid_on): one for one in known}
        for vals in vals_list:
            connection = self.env["grid.connection"].browse(vals.get("connection_id"))
            currency, amount = connection.currency_id or self.env.company.currency_id, vals.get("amount") or 0
            if currency.compare_amounts(amount, 0) <= 0:
                raise ValidationError(
                    self.env._("A payment is more than zero; %(amount)s is given.", amount=currency.format(amount))
                )
            day = fields.Date.to_date(vals.get("paid_on"))
            if same := registered.get((connection.id, vals["document_number"], day)):
                raise UserError(
                    self.env._(
                        "Payment document %(number)s of %(day)s is registered already (%(amount)s).",
                        number=same.document_number,
                        day=connection._said_day(same.paid_on),
                        amount=currency.format(same.amount),
                    )
                )

    def write(self, vals):
        if self.env.context.get("payment_act") is not VOIDING:
            raise UserError(
                self.env._("A registered payment stays as it is. Void it with a reason and register another.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        raise UserError(self.env._("A registered payment is never deleted. Void it with a reason."))

    def _void(self, reason):
        """Take a wrong entry out of the account; the head does it, and not with what the contract rests on."""
        if not (self.env.su or self.env.user.has_group("grid_customer.group_head")):
            raise AccessError(self.env._("A payment is voided by the head of the unit."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason for which the payment is voided."))
        voiding = self.sudo().with_context(payment_act=VOIDING)
        voiding.write({"voided_at": fields.Datetime.now(), "void_reason": reason})
        self.flush_recordset()  # the right entry of the same document may follow
        for connection in self.connection_id:
            if connection.debt > 0 and connection.paid_at:
                connection.sudo()._by_act().write({"paid_at": False})
            if connection.track == "account" and connection.contract_date and not connection.contract_paid_on:
                raise UserError(
                    self.env._(
                        "The contract rests on this payment: it cannot be voided. Terminate the contract instead."
                    )
                )


class GridConnection(models.Model):
    """What has been paid for a connection. On the account track the payment concludes the contract."""

    _inherit = "grid.connection"

    payment_ids = fields.One2many("grid.connection.payment", "connection_id", "Payments", copy=False)
    paid_amount = fields.Monetary("Paid", compute="_compute_paid_amount", store=True)
    debt = fields.Monetary(compute="_compute_paid_amount", store=True, help="Below zero: overpaid.")
    paid_at = fields.Datetime("Paid whole", readonly=True, copy=False)
    payment_text = fields.Char("State of payment", compute="_compute_payment_text")
    contract_paid_on = fields.Date(compute="_compute_contract_paid_on", help="When the first part was paid whole.")

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | {"paid_at"}

    @api.depends("fee", "payment_ids.amount", "payment_ids.voided_at")
    def _compute_paid_amount(self):
        for connection in self:
            paid = sum((amount for _day, amount in connection._received()), Decimal(0))
            connection.paid_amount = float(paid)
            connection.debt = float(Decimal(str(connection.fee)) - paid)

    @api.depends("instalment_ids.paid_on")
    def _compute_contract_paid_on(self):
        for connection in self:
            connection.contract_paid_on = connection.instalment_ids.sorted("number")[:1].paid_on

    def _received(self):
        """Return `(day, roubles)` of the payments that count."""
        return [(one.paid_on, Decimal(str(one.amount))) for one in self.payment_ids if not one.voided_at]

    @api.depends("paid_amount", "debt", "instalment_ids.paid_on")
    @api.depends_context("lang")
    def _compute_payment_text(self):
        for connection in self:
            connection.payment_text = connection._said_payment() if connection.instalment_ids else False

    def _said_payment(self):
        money = self.currency_id.format
        if self.debt < 0:
            return self.env._("Overpaid by %(over)s: return it to the payer.", over=money(-self.debt))
        if not self.debt:
            return self.env._("Paid whole.")
        part = self.instalment_ids.filtered(lambda one: not one.paid_on).sorted("number")[:1]
        names = {
            "paid": money(self.paid_amount),
            "fee": money(self.fee),
            "rest": money(part.amount - part.paid_amount),
            "day": self._said_day(self._local_day(part.due_at))
            if part.due_at
            else self.env._("the day of the contract"),
        }
        if self.state == "offer_published":
            return self.env._("Paid %(paid)s of %(fee)s. Until %(day)s %(rest)s more conclude the contract.", **names)
        return self.env._("Paid %(paid)s of %(fee)s; %(rest)s more by %(day)s.", **names)

    def _register_payment(self, amount, paid_on, document_number, after_end=False):
        """Register money that came, in roubles, by its day and document; return the payment.

        On the account track the payment that covers the first part of the fee concludes the contract on its day.
        `after_end`: it is known that the case has ended without a contract and that the money is to be returned.

        :raises UserError: the document is registered already, the day cannot be, or the case has ended
        """
        self.ensure_one()
        self.check_access("write")
        return self.env["grid.connection.payment"].create(
            {
                "connection_id": self.id,
                "amount": amount,
                "paid_on": paid_on,
                "document_number": document_number,
                "after_end": after_end,
            }
        )

    def _payments_came(self, payments):
        """File the payment documents; conclude the contract when they cover the first part, mark what is paid whole."""
        self.ensure_one()
        for payment in payments:
            self.env["grid.service.paper"].sudo().create(
                {
                    "request_id": self.request_id.id,
                    "kind_id": self.env.ref(PAYMENT_KIND).id,
                    "number": payment.document_number,
                    "date": payment.paid_on,
                    "at": max(self._moment_of(payment.paid_on), self.entered_at),
                    "user_id": self.env.uid,
                }
            )
        if self.state == "offer_published" and self._contract_is_paid():
            self.request_id._move("pay", at=max(self._moment_of(self.contract_paid_on), self.entered_at))
        if self.debt <= 0 and not self.paid_at and not self._ended_without_contract():
            self.sudo()._by_act().write({"paid_at": self._moment_of(max(day for day, _amount in self._received()))})

    def _moment_of(self, day):
        """Return a moment of a local day: its noon, but not ahead of now."""
        zone = ZoneInfo(self.branch_id.tz or self.company_id.legal_tz)
        noon = datetime.combine(day, NOON, zone).astimezone(UTC).replace(tzinfo=None)
        return min(noon, fields.Datetime.now())

    def _contract_is_paid(self):
        """Return whether the first part of the fee was paid whole, and in time."""
        first = self.instalment_ids.sorted("number")[:1]
        return bool(first.paid_on) and (not first.due_at or first.paid_on <= self._local_day(first.due_at))

    def _check_contract(self, transition, at):
        """On the account track payment in time concludes the contract, on its day; nothing else does."""
        self.ensure_one()
        if self.track != "account":
            return
        if not self._contract_is_paid():
            raise UserError(
                self.env._(
                    "Payment concludes the contract: register a payment that covers the first part of the fee in its"
                    " term. %(state)s",
                    state=self.payment_text or "",
                )
            )
        if self._local_day(at) != self.contract_paid_on:
            raise UserError(
                self.env._(
                    "The contract is concluded on the day of payment: %(day)s.",
                    day=self._said_day(self.contract_paid_on),
                )
            )

    def _mark_contract(self, at):
        """The contract is concluded: on the day of payment, on paper on the day the signed copy came."""
        self.write({"contract_date": self._local_day(at)})
        self._mark_contract_works()
