from odoo import models


class GridService(models.Model):
    """For whom a service is meant, before anybody begins a request that its law knows no term for."""

    _inherit = "grid.service"

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
