from odoo import api, models

from odoo.addons.grid_contact import texting
from odoo.addons.grid_contact.models.grid_sms import URGENT


class GridPortalCode(models.Model):
    """Codes by SMS, where a provider is set."""

    _inherit = "grid.portal.code"

    @api.model
    def _texting(self):
        provider = self.env["grid.sms.provider"]._of_company()
        if not provider:
            return super()._texting()

        def send(phone, words):
            self.env["grid.sms"].sudo()._queue(phone, words, provider=provider, priority=URGENT, is_secret=True)

        return send

    @api.model
    def _contact(self, address):
        contact = super()._contact(address)
        return contact if "@" in contact or texting.takes_sms(contact) else ""

    def _said(self, digits):
        """Keep to what one SMS may hold; the company's name and the page are the first to be left out."""
        said = super()._said(digits)
        if texting.fault(said):
            return self.env._("Code %(digits)s. Tell it to nobody. It is valid for 15 minutes.", digits=digits)
        return said
