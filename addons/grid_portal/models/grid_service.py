from odoo import api, models


class GridService(models.Model):
    """A passport on the site: for whom it is meant before anybody begins a request, and when it was last checked."""

    _name = "grid.service"
    _inherit = ["grid.service", "grid.site.checked"]

    @api.model
    def _site_domain(self):
        return self._in_force_on(self.env.company._legal_today())

    @api.model
    def _open_in_force(self):
        return super()._open_in_force() | {"checked_on", "checked_by_id", "is_reminded"}

    def _customer_bar(self, customer):
        """Return why a customer cannot ask for the service, in a sentence; empty when he may.

        A connection is not barred: its draft follows the passport that fits.
        """
        self.ensure_one()
        points = customer.sudo().usage_point_ids
        group = (len(points) == 1 and points.effective_group) or customer.sudo().customer_group
        facts = {"customer_group": group, "customer_kind": customer.sudo().customer_kind}
        conditions = self.env["legal.rule"]._parsed_facts(self.offered_when)
        if self._needs_application() or all(one.holds(facts) for one in conditions if one.fact in facts):
            return ""
        return self.env._(
            "This service is for others: %(applicants)s. Choose another service, or file an appeal and tell us what you"
            " need.",
            applicants=self.applicants or self.name,
        )
