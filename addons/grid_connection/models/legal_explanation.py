from odoo import api, models


class LegalExplanation(models.AbstractModel):
    _inherit = "legal.explanation"

    @api.model
    def _fact_labels(self):
        """Name the facts of a connection by which the law tells its terms apart."""
        yes, no = self.env._("yes"), self.env._("no")
        return {
            **super()._fact_labels(),
            "track": (
                self.env._("track"),
                {"account": self.env._("personal account"), "paper": self.env._("on paper")},
            ),
            "power_total_kw": (self.env._("maximum power, kW"), {}),
            "distance_m": (self.env._("distance to the network, m"), {}),
            "voltage_kv": (self.env._("voltage, kV"), {}),
            "sources": (self.env._("sources of supply"), {}),
            "reliability_category": (
                self.env._("category of reliability"),
                dict(self.env["grid.connection"]._fields["reliability_category"]._description_selection(self.env)),
            ),
            "is_temporary": (self.env._("temporary connection"), {"1": yes, "0": no}),
            "is_mobile": (self.env._("mobile object"), {"1": yes, "0": no}),
            "is_apartment": (self.env._("room in an apartment house"), {"1": yes, "0": no}),
            "is_garden": (self.env._("garden plot"), {"1": yes, "0": no}),
            "social_rate_claimed": (self.env._("the social rate is claimed"), {"1": yes, "0": no}),
            "asks_emergency_automatics": (self.env._("emergency automatics are needed"), {"1": yes, "0": no}),
            "procurement_law": (self.env._("bound by the law on procurement"), {"1": yes, "0": no}),
            "case": (
                self.env._("case"),
                {
                    "temporary": self.env._("temporary connection"),
                    "temporary_mobile": self.env._("temporary connection of a mobile object"),
                    "last_metres_0.4kV": self.env._("the last metres at 0.4 kV"),
                    "simple": self.env._("simple conditions"),
                    "preferential_near": self.env._("preferential applicant near the network"),
                    "other": self.env._("other cases"),
                },
            ),
        }
