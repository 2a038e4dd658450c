from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..fees import Facts, FactUnknown, FeeError, Rate, Tables, Work, instalments, interest, penalty, reckon

NEEDED = ("applicant_kind", "power_new_kw", "voltage_kv", "reliability_category", "sources", "settlement_type", "track")
DECIMALS = ("power_new_kw", "power_existing_kw", "voltage_kv", "distance_m", "receiver_distance_m")


class GridFeeRate(models.Model):
    """The ORM half of the calculator: rows become values, the working becomes what is stored."""

    _inherit = "grid.fee.rate"

    @api.model
    def _fee(self, day, region, facts):
        """Return `(amount, working)`: roubles as a Decimal with VAT, and what is stored and shown beside them.

        `region` is a `res.country.state`; `facts` a dictionary of the fields of `fees.Facts` (numbers as the ORM
        gives them; `works` a list of dictionaries `kind`, `quantity`, `facts`, or None while nobody designed them).
        The working: `basis`, `amount`, `vat`, `is_estimate`, `rates`, `norms` and `steps` for `grid.fee.working`.
        What no rate covers is refused with a UserError.
        """
        fee = self._refusing(lambda: reckon(day, str(region.id or ""), self._facts(facts), self._own_tables()))
        steps = self.env["grid.fee.working"]._stored(fee.steps)
        return fee.amount, {
            "basis": fee.basis,
            "amount": str(fee.amount),
            "vat": str(fee.vat),
            "is_estimate": fee.is_estimate,
            "rates": list(fee.rates),
            "norms": sorted(self._norms_of(steps)),
            "steps": steps,
        }

    @api.model
    def _fix(self, working):
        """Keep the rows that a fee rests on as they are: for a fee that was told to an applicant."""
        self.browse(working["rates"])._mark_used()
        self.env["grid.connection.norm"].browse(working["norms"])._mark_used()

    @api.model
    def _instalments(self, day, facts, amount, option):
        """Return the parts of a fee as `fees.Part`: option `whole`, `four_parts` or `quarterly`."""
        return self._refusing(
            lambda: instalments(amount, option, self._facts(facts), day, self._own_tables()),
        )

    @api.model
    def _interest(self, debt, first, last):
        """Return `(amount, steps)` of the interest on a debt for the days from the first to the last one."""
        return self._reckoned(lambda: interest(debt, first, last, self._own_tables()))

    @api.model
    def _penalty(self, amount, due, done, contract_day, is_flat=False):
        """Return `(amount, steps)` of the penalty for delay of either side; the cap is a setting of the company."""
        cap = Decimal(str(self.env.company.sudo().connection_penalty_cap)) or None
        return self._reckoned(
            lambda: penalty(amount, due, done, contract_day, self._own_tables(), is_flat=is_flat, cap_percent=cap)
        )

    @api.model
    def _reckoned(self, reckoning):
        found = self._refusing(reckoning)
        return found.amount, self.env["grid.fee.working"]._stored(found.steps)

    @api.model
    def _refusing(self, reckoning):
        """Return what the calculator gives, or its refusal in the reader's language."""
        try:
            return reckoning()
        except FeeError as refusal:
            raise UserError(self.env["grid.fee.working"]._refusal(refusal)) from refusal

    @api.model
    def _facts(self, facts):
        """Return facts of forms and records as the calculator reads them; one left empty is not guessed."""
        for name in NEEDED:
            if name in facts and (facts[name] is None or facts[name] is False or facts[name] == ""):
                raise UserError(self.env["grid.fee.working"]._refusal(FactUnknown(fact=name)))
        values = {name: value for name, value in facts.items() if value is not None}
        values |= {name: Decimal(str(values[name])) for name in DECIMALS if name in values}
        if values.get("works") is not None:
            values["works"] = tuple(
                Work(work["kind"], Decimal(str(work["quantity"])), work.get("facts") or {}) for work in values["works"]
            )
        values["benefit_used_on"] = fields.Date.to_date(values.get("benefit_used_on") or False) or None
        return self._refusing(lambda: Facts(**values))

    @api.model
    def _own_tables(self):
        return self._tables(self.env.company.id)

    @tools.ormcache("company_id")
    def _tables(self, company_id):
        """Return the rates that serve a company and all norms; writing a row clears it."""
        own = self.sudo().with_context(lang=None).search([("company_id", "in", (False, company_id))])
        return Tables(tuple(rate._as_value() for rate in own), self.env["grid.connection.norm"]._all_values())

    def _as_value(self):
        return Rate(
            self.kind,
            Decimal(str(self.amount)),
            self.unit,
            str(self.state_id.id or ""),
            self.valid_from,
            self.valid_to or None,
            self.includes_vat,
            self.env["legal.rule"]._parsed_facts(self.facts),
            self.id,
        )

    @api.model
    def _norms_of(self, steps):
        """Return the ids of the norms that a working names."""
        named = [step.get("norm") for step in steps]
        named += [check.get("norm") for step in steps for check in step.get("checks", ())]
        return {norm for norm in named if norm}
