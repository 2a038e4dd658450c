from odoo import api, models


class GridBranch(models.Model):
    """What the site says of a branch: its phones and addresses, and when they were last checked."""

    _name = "grid.branch"
    _inherit = ["grid.branch", "grid.site.checked"]

    @api.model
    def _shown(self, company):
        """Return the branches of a company in the order of the site."""
        return self.search([("company_id", "=", company.id)])
