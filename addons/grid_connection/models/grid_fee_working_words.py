from odoo import api, models


class GridFeeWorking(models.AbstractModel):
    """Says the conditions and the refusals of the calculator in the reader's language."""

    _inherit = "grid.fee.working"

    @api.model
    def _check_labels(self):
        return {
            "individual": self.env._("The applicant is a citizen"),
            "business": self.env._("The applicant is a legal entity or an entrepreneur"),
            "power_to": self.env._("Power with the earlier one: %(given)s; limit: %(limit)s"),
            "voltage_to": self.env._("Voltage: %(given)s; limit: %(limit)s"),
            "category_3": self.env._("Reliability category: %(given)s; needed: III"),
            "category_2_3": self.env._("Reliability category: %(given)s; needed: II or III"),
            "one_source": self.env._("Sources of supply: %(given)s; needed: 1"),
            "near": self.env._("Straight distance to the network: %(given)s; limit: %(limit)s"),
            "distance_to": self.env._("Straight distance to the network: %(given)s; limit: %(limit)s"),
            "last_metres": self.env._("From the network to the receivers: %(given)s; limit: %(limit)s"),
            "benefit_free": self.env._("No preferential fee in this municipality for the last %(limit)s years"),
            "no_apartment": self.env._("The object is not a flat of an apartment house"),
            "lease": self.env._("The land is not leased for less than %(limit)s months"),
            "temporary": self.env._("The connection is temporary"),
            "mobile": self.env._("The receivers are mobile"),
            "no_building": self.env._("Nothing new need be built"),
            "own_land": self.env._("No works on land of third parties"),
            "simple_flag": self.env._("The engineer has marked the case as simple"),
            "pays_for_works": self.env._("More than the organisational part (C1) is paid"),
        }

    @api.model
    def _check_measures(self):
        metres = dict.fromkeys(("near", "distance_to", "last_metres"), self.env._("%(number)s m"))
        return {"power_to": self.env._("%(number)s kW"), "voltage_to": self.env._("%(number)s kV"), **metres}

    @api.model
    def _refusal(self, refusal):
        """Return the sentence of a refusal: what is lacking, for which day and region, and what to do."""
        if refusal.code == "instalments_refused":
            return self._instalments_refusal(refusal.params["checks"])
        return self._refusals()[refusal.code] % self._said(refusal.params)

    @api.model
    def _refusals(self):
        return {
            "rate_not_found": self.env._(
                "The fee cannot be calculated: no rate “%(kind)s” of the region “%(region)s” is in force on %(day)s. "
                "Add it from the order of the regulator to the fee rates.",
            ),
            "rates_tie": self.env._(
                "The fee cannot be calculated: several rates “%(kind)s” of the region “%(region)s” fit equally on "
                "%(day)s. Close one of them by a date, or add a condition that tells them apart.",
            ),
            "norm_not_found": self.env._(
                "“%(norm)s” is not known for %(day)s. Add it with the days on which it is in force to the figures "
                "of the law on connection.",
            ),
            "individual_fee": self.env._(
                "The fee for %(power)s kW at %(voltage)s kV is set individually by the regulator: over "
                "%(power_limit)s kW or %(voltage_limit)s kV the general rates do not apply. Apply to the regulator.",
            ),
            "fact_unknown": self.env._("The fee and the term cannot be reckoned without “%(fact)s”. Fill it in."),
            "works_unknown": self.env._(
                "The fee by standardised rates needs the list of works. Give the works, or choose the rate per unit "
                "of power.",
            ),
            "bad_power": self.env._(
                "The new power must be more than zero and the earlier one not less than zero; given: %(new)s and "
                "%(existing)s kW.",
            ),
        }

    @api.model
    def _instalments_refusal(self, checks):
        failed = "; ".join(line["text"] for line in self._checks([one for one in checks if not one["holds"]]))
        return self.env._("This fee is paid at once, not in instalments. Not fulfilled: %(failed)s.", failed=failed)

    @api.model
    def _said(self, params):
        said = {}
        for name, value in params.items():
            if name == "day":
                said[name] = self._day(value)
            elif name == "region":
                said[name] = self._region(value)
            elif name in ("kind", "fact", "norm"):
                said[name] = self._named(name, value)
            else:
                said[name] = self._number(value)
        return said

    @api.model
    def _named(self, name, value):
        """Return a kind of rate, a fact or a norm as people call it."""
        if name == "kind":
            return dict(self.env["grid.fee.rate"]._fields["kind"]._description_selection(self.env)).get(value, value)
        if name == "norm":
            known = self.env["grid.connection.norm"].sudo().search([("code", "=", value)], limit=1).name
            return known or {"key_rate_percent": self.env._("Key rate of the Bank of Russia")}.get(value, value)
        return self._fact_labels().get(value, value)

    @api.model
    def _fact_labels(self):
        return {
            "applicant_kind": self.env._("kind of the applicant"),
            "power_new_kw": self.env._("maximum power"),
            "voltage_kv": self.env._("voltage"),
            "reliability_category": self.env._("reliability category"),
            "sources": self.env._("number of sources of supply"),
            "settlement_type": self.env._("city or country"),
            "track": self.env._("way of concluding the contract"),
            "distance_m": self.env._("straight distance to the network"),
        }
