from odoo import api, models


class LegalExplanation(models.AbstractModel):
    _inherit = "legal.explanation"

    @api.model
    def _fact_labels(self):
        """Name the facts by which a passport asks for papers."""
        partner = self.env["res.partner"]._fields["customer_kind"]
        labels = super()._fact_labels()
        channel, forms = labels["channel"]
        return {
            **labels,
            "channel": (channel, {**forms, "account": self.env._("personal account")}),
            "by_representative": (
                self.env._("a representative applies"),
                {"1": self.env._("yes"), "0": self.env._("no")},
            ),
            "customer_kind": (
                partner._description_string(self.env),
                dict(partner._description_selection(self.env)),
            ),
        }

    @api.model
    def _fact_clauses(self):
        """Say for an applicant who, by which way and of which group is meant."""
        return {
            **super()._fact_clauses(),
            "by_representative": {"=1": self.env._("a representative applies")},
            "channel": {
                "=account": self.env._("the application is made in the personal account"),
                "!=account": self.env._("the application is not made in the personal account"),
            },
            "customer_kind": {
                "=individual": self.env._("the applicant is a citizen"),
                "=entrepreneur": self.env._("the applicant is an entrepreneur"),
                "=legal_entity": self.env._("the applicant is a legal entity"),
                "=individual|entrepreneur": self.env._("the applicant is a citizen or an entrepreneur"),
                "=legal_entity|entrepreneur": self.env._("the applicant is a legal entity or an entrepreneur"),
            },
            "customer_group": {
                "=1": self.env._("the applicant is a citizen"),
                "=2|3": self.env._("the applicant is a legal entity or an entrepreneur"),
            },
        }
