from decimal import Decimal

from odoo import models

from ..invoicing import payment_code
from .grid_connection_instalment import FROM_ACT

#: Fields of the connection that a paper states, by its kind.
STATED = {
    "technical_conditions": ("main_source", "connection_points", "metering_requirements"),
    "inspection_act": ("inspected_on", "inspection_by", "inspection_findings"),
    "fulfilment_act": ("inspected_on",),
    "possibility_notice": ("connection_points", "boundary"),
    "connection_act": ("connection_points", "boundary"),
    "connection_contract": ("payment_term",),
    "restored_papers": ("connection_points", "boundary", "earlier_papers"),
}
#: What is said of the offer, before and after its rows are drawn.
OFFER = ("contract_terms", "connection_contract", "invoice", "technical_conditions", "connection_instruction")
#: Papers of any request, which need no data of a connection.
GENERAL = ("lack_notice", "annulment_notice", "refusal", "reply", "meter_admission_act")


class GridServiceRequest(models.Model):
    """The papers of a connection: what they need, and what they say beside the request."""

    _inherit = "grid.service.request"

    def _missing_for_paper(self, kind):
        missing = super()._missing_for_paper(kind)
        if kind.code in GENERAL or (kind.code not in STATED and kind.code not in (*OFFER, "system_operator_request")):
            return missing
        connection = self.connection_ids
        if not connection:
            return [*missing, self.env._("Enter the data of the connection: the papers state them.")]
        missing += [
            self.env._("Fill in “%(field)s”.", field=connection._fields[name]._description_string(self.env))
            for name in STATED.get(kind.code, ())
            if not connection[name]
        ]
        return [*missing, *self._missing_of_kind(kind, connection)]

    def _missing_of_kind(self, kind, connection):
        if kind.code == "technical_conditions":
            yield from self._missing_measures(connection)
        elif kind.code in ("contract_terms", "connection_contract"):
            if not self.branch_id.sudo().head_name:
                yield self.env._("Enter the head of the branch “%(branch)s”: he signs.", branch=self.branch_id.name)
        elif kind.code == "invoice":
            if lacking := self.company_id.sudo()._lacks_for_invoice():
                yield self.env._(
                    "Enter the bank details of the company: %(fields)s. The administrator does it on its card.",
                    fields=", ".join(lacking),
                )
        elif kind.code == "system_operator_request" and not self.company_id.sudo().system_operator_id:
            yield self.env._("Name the system operator on the card of the company.")

    def _missing_measures(self, connection):
        if connection.reliability_category != "3" and connection.sources > 1 and not connection.reserve_source:
            yield self.env._("Name the reserve source of supply: the application asks for more than one source.")
        for side, whose in connection.measure_ids._fields["side"]._description_selection(self.env):
            if not connection._measures_of(side):
                yield self.env._("List the measures of the technical conditions: %(side)s.", side=whose.lower())

    def _paper_values(self, paper):
        connection = self.connection_ids.sudo()
        values = super()._paper_values(paper)
        if not connection:
            return values
        values |= {"connection": connection, "by_account": connection.track == "account"}
        if paper.kind_id.code in OFFER:
            values |= self._offer_values(paper, connection)
        return values

    def _offer_values(self, paper, connection):
        """Return what an offer says: its parts with their days, until when it stands, how long its conditions hold."""
        day = connection._local_day(paper.at)
        parts = connection._offered_parts(paper.at)
        begun = connection._begun_by_invoice(parts)
        first = parts[:1]
        due = {part.number: paper._said_date(part._due_from(paper.at)[0]) for part in begun}
        values = {
            "parts": [(part, due.get(part.number) or self._said_term(paper, part, connection)) for part in parts],
            "first": first,
            "first_due": due.get(first.number, ""),
            "valid_until": paper._said_date(connection._conditions_until(day)),
            "fee_way": self._fee_ways()[connection.fee_basis],
            "penalty": self.env["grid.connection.norm"].with_company(self.company_id)._figure("penalty_percent", day),
        }
        if paper.kind_id.code == "invoice":
            values |= self._invoice_values(paper, Decimal(str(first.amount)))
        return values

    def _fee_ways(self):
        """Return how the fee was reckoned, as a contract says it."""
        return {
            "flat": self.env._("flat fee"),
            "preferential": self.env._("preferential rate per kW of new power"),
            "social": self.env._("preferential rate per kW of new power for certain groups of citizens"),
            "standardised": self.env._("standardised rates"),
            "organisational": self.env._("standardised rate for organisational measures"),
            "per_power": self.env._("rate per kW of maximum power"),
            "individual": self.env._("individual fee set by the regulator"),
        }

    def _said_term(self, paper, part, connection):
        """Return when a part is paid that waits for the contract or for the act."""
        if part.quarter:
            return self.env._("quarter %(number)s after the act is signed", number=part.quarter)
        if part.rule_code in FROM_ACT:
            return self.env._("%(term)s after the act", term=paper._rule(part.rule_code).term_text)
        return connection.payment_term or ""

    def _invoice_values(self, paper, amount):
        """Return what it takes to pay roubles by an invoice."""
        payee = self.company_id.sudo()._payee()
        payer = self.partner_id.name if self.partner_id.customer_kind == "individual" else ""
        code = payment_code(payee, amount, self._payment_purpose(paper.number or "", self.number), payer)
        return {
            "payee": payee,
            "purpose": self._payment_purpose(paper._whole(paper.number), paper._whole(self.number)),
            "payment_code": code,
            "payment_qr": self.env["grid.appeal.letter"]._qr(code),
            "qr": False,  # a phone that pays is to find one code
        }

    def _payment_purpose(self, invoice, application):
        return self.env._(
            "Payment for technological connection, invoice No. %(number)s, application No. %(request)s.",
            number=invoice,
            request=application,
        )
