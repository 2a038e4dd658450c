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
