from odoo import fields, models


class ResPartner(models.Model):
    """What a customer has agreed to."""

    _inherit = "res.partner"

    consent_ids = fields.One2many("grid.consent", "partner_id", "Consents", groups="grid_customer.group_staff")

    def _has_consent(self, purpose):
        """Return those of these customers who have agreed to a purpose and not withdrawn it, in one query."""
        domain = [("partner_id", "in", self.ids), ("purpose", "=", purpose), ("withdrawn_at", "=", False)]
        domain.append(("company_id", "=", self.env.company.id))
        return self.env["grid.consent"].sudo().search_fetch(domain, ["partner_id"]).partner_id.with_env(self.env)
