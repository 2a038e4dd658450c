from odoo import models


class ResPartner(models.Model):
    """What a customer asked about connections before he applied."""

    _inherit = "res.partner"

    def _forget(self):
        """Erase enquiries with the card; one that became an application is kept with its papers."""
        leads = self.env["crm.lead"]
        for customer in self:
            leads += leads._left_by(customer)
        leads.filtered(lambda lead: not lead.connection_id).unlink()
        return super()._forget()
