from odoo import models


class ResPartner(models.Model):
    """What the start page of the personal account gathers of a customer."""

    _inherit = "res.partner"

    def _account_matters(self, limit):
        """Return the matters (`account.Matter`) that wait for this customer, or for others on her behalf.

        The hook of the start page: a page family of this addon, or an addon above, overrides it and adds its own with
        at most `limit` of each kind, the nearest day first, in queries whose number does not grow with the matters.
        It is called with the rights of whoever looks: search by them, so that record rules hold.
        """
        self.ensure_one()
        kinds = ("grid.appointment", "grid.connection.instalment", "grid.service.request", "helpdesk.ticket")
        return [matter for kind in kinds for matter in self.env[kind]._account_matters(self, limit)]
