from dataclasses import replace
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..fees import settle

QUARTERLY = "tp_instal_long"
#: Parts whose term begins with the act of connection, not with the invoice.
FROM_ACT = ("tp_instal_20", QUARTERLY)
#: The term of the invoice in the personal account; on paper the contract sets the days of payment.
OF_INVOICE = "tp_invoice_pay"


class GridConnectionInstalment(models.Model):
    """A part of the fee: how much, by when and why, and how much of it has been paid."""

    _name = "grid.connection.instalment"
    _inherit = "grid.connection.part"
    _description = "Part of the fee"
    _order = "connection_id, number"
    _rec_name = "number"

    number = fields.Integer(required=True, readonly=True)
    rule_code = fields.Char(required=True, readonly=True)
    percent = fields.Float(readonly=True, digits=(16, 2))
    quarter = fields.Integer(readonly=True)
    currency_id = fields.Many2one(related="connection_id.currency_id")
    amount = fields.Monetary(required=True, readonly=True)
    due_at = fields.Datetime(
        "To be paid by", readonly=True, help="Empty: the contract or the act of connection sets it."
    )
    due_why = fields.Json(readonly=True)
    paid_amount = fields.Monetary("Paid", compute="_compute_paid", store=True)
    paid_on = fields.Date("Paid whole on", compute="_compute_paid", store=True)

    _number_uniq = models.Constraint("UNIQUE (connection_id, number)", "The part of the fee is there already.")
    _unpaid_idx = models.Index("(due_at, id) WHERE paid_on IS NULL")

    @api.depends(
        "amount",
        "connection_id.payment_ids.amount",
        "connection_id.payment_ids.paid_on",
        "connection_id.payment_ids.voided_at",
    )
    def _compute_paid(self):
        for connection, parts in self.grouped("connection_id").items():
            ordered = (connection.instalment_ids | parts).sorted("number")
            settled = settle([Decimal(str(one.amount)) for one in ordered], connection._received())
            for part, found in zip(ordered, settled, strict=True):
                if part not in parts:
                    continue
                part.update({"paid_amount": float(found.paid), "paid_on": found.paid_on})

    def _reckon_due(self, at):
        """Give the parts the days that the law counts from a moment: the invoice or the act."""
        for part in self:
            due_at, why = part._due_from(at)
            part.write({"due_at": due_at, "due_why": why})

    def _due_from(self, at):
        rules, request = self.env["legal.rule"], self.connection_id.request_id
        circumstances = request._deadline_circumstances()
        deadline, rule = rules._reckon(self.rule_code, at, circumstances)
        if self.quarter:
            deadline = self._of_quarter(rule, at, circumstances)
        return rules._naive(deadline.due), rules._steps(deadline, request.branch_id)

    def _of_quarter(self, rule, at, circumstances):
        """Return the term of a quarterly part: as much of the whole term as quarters have passed."""
        value = rule._value()
        quarters = len(self.connection_id.instalment_ids.filtered("quarter"))
        months = value.term.amount * 12 * self.quarter // quarters
        own = replace(value, term=replace(value.term, amount=months, unit="months"))
        event = self.env["legal.rule"]._local(at, circumstances.zone)
        return self.env["legal.rule"]._reckon_by(own, event, circumstances)


class GridConnection(models.Model):
    """The parts in which the fee of a connection is paid."""

    _inherit = "grid.connection"

    instalment_ids = fields.One2many("grid.connection.instalment", "connection_id", "Parts of the fee", copy=False)

    def _instalment_parts(self, day):
        """Return the parts of the fee by the option of the application; refuse what the applicant has no right to."""
        rates = self.env["grid.fee.rate"].with_company(self.company_id)
        return rates._instalments(day, self._fee_facts(), Decimal(str(self.fee)), self.instalment_option)

    def _draw_instalments(self, at):
        """Draw the parts anew with the offer; days that the invoice begins are counted at once."""
        self.instalment_ids.unlink()
        parts = self.instalment_ids.create(self._instalment_vals(at))
        self._begun_by_invoice(parts)._reckon_due(at)

    def _offered_parts(self, at):
        """Return the parts as an offer of that moment draws them, not kept."""
        parts = self.instalment_ids.browse()
        for vals in self._instalment_vals(at):
            parts |= parts.new(vals)
        return parts

    def _instalment_vals(self, at):
        return [
            {
                "connection_id": self.id,
                "number": part.number,
                "rule_code": part.rule_code,
                "percent": float(part.percent or 0),
                "quarter": part.quarter,
                "amount": float(part.amount),
            }
            for part in self._instalment_parts(self._local_day(at))
        ]

    def _begun_by_invoice(self, parts):
        """Return the parts whose days the invoice begins."""
        by_contract = (OF_INVOICE,) if self.track == "paper" else ()
        return parts.filtered(lambda one: one.rule_code not in (*FROM_ACT, *by_contract))

    def _mark_act(self, at):
        """The act is there: the parts that wait for it have their days now."""
        self.instalment_ids.filtered(lambda one: one.rule_code in FROM_ACT)._reckon_due(at)
        self.write({"act_at": at})

    def _check_paid_whole(self, transition, at):
        """A connection is closed when everything is paid."""
        if self.debt > 0:
            raise UserError(
                self.env._(
                    "“%(act)s” is not possible: %(debt)s of the fee are not paid yet.",
                    act=transition.name,
                    debt=self.currency_id.format(self.debt),
                )
            )
