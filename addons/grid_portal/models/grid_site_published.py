from odoo import api, fields, models
from odoo.fields import Domain


class GridSitePublished(models.AbstractModel):
    """What staff write for the site: nobody sees it until it is published, and each company shows its own."""

    _name = "grid.site.published"
    _inherit = ["grid.site.checked", "grid.account.reader"]
    _description = "What staff publish on the site"

    sequence = fields.Integer(default=10)
    published = fields.Boolean("On the site", tracking=True, copy=False)
    company_id = fields.Many2one("res.company", index="btree_not_null", help="Empty: for every company.")

    @api.model
    def _site_domain(self):
        return Domain("published", "=", True)

    @api.model
    def _shown_domain(self, company):
        """Return which of these the site of a company shows."""
        return self._site_domain() & Domain("company_id", "in", (False, company.id))
