from odoo import api, fields, models
from odoo.exceptions import UserError

from ..applications import kilowatts
from .grid_connection_guard import OPEN_STATES

OF_THE_OFFER = {"offer_at", "offer_late", "invoice_placed_at", "contract_date", "conditions_issued_on"}
VALID_AT_LEAST, VALID_AT_MOST = "tp_tu_validity_min", "tp_tu_validity_max"


class GridConnection(models.Model):
    """The offer: technical conditions, contract and invoice; and how long the technical conditions are valid."""

    _inherit = "grid.connection"

    system_operator_agreed_on = fields.Date("Agreed by the system operator", tracking=True)
    system_operator_letter = fields.Char("Letter of the system operator")
    offer_at = fields.Datetime("Offer made", readonly=True, copy=False)
    offer_late = fields.Boolean("Offer late", readonly=True, copy=False)
    invoice_placed_at = fields.Datetime("Invoice placed", readonly=True, copy=False)
    contract_date = fields.Date(readonly=True, copy=False, index="btree_not_null", tracking=True)
    conditions_issued_on = fields.Date("Technical conditions issued", readonly=True, copy=False)
    conditions_valid_until = fields.Date(
        "Technical conditions valid until",
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="Empty until the offer: the shortest validity of the law is taken then.",
    )

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | OF_THE_OFFER

    def _check_offer(self, transition, at):
        """Refuse an offer without a fee, a case of the works or the agreement that the law asks for."""
        self.ensure_one()
        self._check_form()
        if lacks := [*self._lacks_for_offer(at)]:
            raise UserError("\n".join([self.env._("“%(act)s” is not possible yet.", act=transition.name), *lacks]))
        self._instalment_parts(self._local_day(at))

    def _lacks_for_offer(self, at):
        if not self.fee_working:
            yield self.env._("Reckon the fee.")
        elif self.fee_is_estimate:
            yield self.env._("The fee is an estimate: design the works and reckon it again.")
        if not self.case:
            yield self.env._("The case of the works is not known. %(why)s", why=self.case_lacks or "")
        for condition in self.env["legal.rule"]._parsed_facts(self.service_id.sudo().facts):
            if self.case and not condition.holds({**self._facts_of_terms(), "case": self.case}):
                yield self.env._(
                    "The passport “%(passport)s” knows no works of the case “%(case)s”.",
                    passport=self.service_id.name,
                    case=dict(self._fields["case"]._description_selection(self.env))[self.case],
                )
        yield from self._lacks_agreement(at)
        yield from self._lacks_validity(self._local_day(at))

    def _lacks_agreement(self, at):
        """From the power that the law names, the system operator agrees the technical conditions first."""
        norms = self.env["grid.connection.norm"]
        limit = norms._figure("system_operator_power_kw", self._local_day(at))
        if kilowatts(self.power_total_kw) < limit:
            return
        if not self.system_operator_agreed_on:
            yield self.env._(
                "From %(limit)s kW the system operator agrees the technical conditions: note the day of his agreement.",
                limit=f"{limit.normalize():f}",
            )
        elif self.system_operator_agreed_on > self._local_day(at):
            yield self.env._("The agreement of the system operator is dated after the offer. Correct its day.")

    def _lacks_validity(self, day):
        if not self.conditions_valid_until:
            return
        first, last = self._validity_bounds(day)
        if not first <= self.conditions_valid_until <= last:
            yield self.env._(
                "Technical conditions issued on %(day)s are valid until a day between %(first)s and %(last)s.",
                day=self._said_day(day),
                first=self._said_day(first),
                last=self._said_day(last),
            )

    def _validity_bounds(self, day):
        """Return the first and the last day until which technical conditions of a day may be valid."""
        rules, branch = self.env["legal.rule"], self.branch_id
        begins = rules._day_begins(day, branch)
        return tuple(rules._due_day(code, begins, branch) for code in (VALID_AT_LEAST, VALID_AT_MOST))

    def _mark_offer(self, at):
        """The offer stands: its dates, its parts of the fee; the rates it rests on stay as they are."""
        day = self._local_day(at)
        self.write(
            {
                "offer_at": at,
                "offer_late": self._has_missed("tp_offer"),
                "invoice_placed_at": at if self.track == "account" else False,
                "conditions_issued_on": day,
                "conditions_valid_until": self._conditions_until(day),
            }
        )
        self.env["grid.fee.rate"].sudo()._fix(self.fee_working)
        self._draw_instalments(at)

    def _mark_offer_back(self, at):
        """The applicant did not accept: the next offer has dates, conditions and parts of its own."""
        if not self.offer_at:
            return
        self.write(
            {
                "offer_at": False,
                "invoice_placed_at": False,
                "conditions_issued_on": False,
                "conditions_valid_until": False,
            }
        )

    def _has_missed(self, code):
        """Return whether a promise of the case was not kept in time."""
        return any(one.code == code and one.state == "missed" for one in self.sudo().request_id.deadline_ids)

    def _check_conditions_valid(self, transition, at):
        """Technical conditions that have ended bind nobody: the applicant asks to extend them first."""
        until = self.conditions_valid_until
        if until and until < self._local_day(at):
            raise UserError(
                self.env._(
                    "“%(act)s” is not possible: the technical conditions were valid until %(until)s. Extend them at the"
                    " request of the applicant first.",
                    act=transition.name,
                    until=self._said_day(until),
                )
            )

    def _extend_conditions(self, until, reason):
        """Extend the technical conditions at the applicant's request, within the longest validity of the law."""
        self.ensure_one()
        self.check_access("write")
        if not self.contract_date or self.connected_at or self.outcome:
            raise UserError(
                self.env._("Technical conditions are extended after the contract and before the connection.")
            )
        until = fields.Date.to_date(until)
        last = self._validity_bounds(self.conditions_issued_on)[1]
        if not self.conditions_valid_until < until <= last:
            raise UserError(
                self.env._(
                    "The technical conditions are valid until %(now)s and can be extended until %(last)s at most.",
                    now=self._said_day(self.conditions_valid_until),
                    last=self._said_day(last),
                )
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Name the request of the applicant by which the conditions are extended."))
        self._by_act().write({"conditions_valid_until": until})
        self._message_log(body=reason)

    def _refuse_fixed(self, vals):
        """The validity is set by the offer and changed by an extension only."""
        if "conditions_valid_until" in vals and self.filtered(lambda one: one.state not in OPEN_STATES):
            raise UserError(self.env._("The validity of the technical conditions is changed by an extension only."))
        return super()._refuse_fixed(vals)

    def _local_day(self, moment):
        return self.request_id._local(moment).date()

    def _said_day(self, day):
        return day.strftime("%d.%m.%Y")
