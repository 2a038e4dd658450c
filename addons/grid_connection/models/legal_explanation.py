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

    @api.model
    def _fact_clauses(self):
        """Say for an applicant what a term or a paper of a connection depends on."""
        return {
            **super()._fact_clauses(),
            "track": {
                "=account": self.env._("the contract is concluded in the personal account"),
                "=paper": self.env._("the contract is concluded on paper"),
            },
            "power_total_kw": {
                "<": self.env._("the maximum power is less than %(value)s kW"),
                "<=": self.env._("the maximum power is not more than %(value)s kW"),
                ">": self.env._("the maximum power is more than %(value)s kW"),
                ">=": self.env._("the maximum power is %(value)s kW or more"),
            },
            "distance_m": {"<=": self.env._("the network is not farther than %(value)s m")},
            "voltage_kv": {
                "<=": self.env._("the voltage is not more than %(value)s kV"),
                ">": self.env._("the voltage is more than %(value)s kV"),
                ">=": self.env._("the voltage is %(value)s kV or more"),
            },
            "is_mobile": {"=1": self.env._("the receivers are mobile")},
            "is_apartment": {"=1": self.env._("the object is a room in an apartment house")},
            "is_garden": {"=1": self.env._("the object stands on the land of a gardening association")},
            "is_temporary": {
                "=1": self.env._("the connection is temporary"),
                "=0": self.env._("the connection is not temporary"),
            },
            "sources": {"=1": self.env._("one source of supply is enough")},
            "reliability_category": {
                "=1": self.env._("the first category of reliability is needed"),
                "=2|3": self.env._("the second or the third category of reliability is enough"),
            },
            "social_rate_claimed": {"=1": self.env._("the reduced rate for certain groups of citizens is claimed")},
            "asks_emergency_automatics": {"=1": self.env._("the receivers are tied to emergency automatics")},
            "procurement_law": {
                "=1": self.env._("the applicant buys by the law on public procurement"),
                "=0": self.env._("the applicant does not buy by the law on public procurement"),
            },
            "case": self._clauses_of_cases(),
        }

    @api.model
    def _clauses_of_cases(self):
        """Say the cases of the works (PP 861 TP, point 16 “b”); those of a passport follow each other in this order."""
        return {
            "=temporary": self.env._("the connection is temporary"),
            "=temporary_mobile": self.env._("mobile receivers are connected for a time, and nothing new is built"),
            "=last_metres_0.4kV": self.env._(
                "only the last metres of the network at 0.4 kV are lacking, and not on land of third parties"
            ),
            "=simple": self.env._("the network is near, and nothing is built or rebuilt by the investment programme"),
            "=preferential_near": self.env._("the network is near, and it must be built or rebuilt"),
            "=other": self.env._("none of these cases fits"),
        }
