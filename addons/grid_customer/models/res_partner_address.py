from odoo import fields, models

from .grid_address import lines_of


class ResPartner(models.Model):
    """Where letters to a customer go: the card's own address is that of registration."""

    _name = "res.partner"
    _inherit = ["res.partner", "grid.placed"]

    address_ids = fields.One2many(
        "grid.address", "partner_id", "Other addresses", groups="grid_customer.group_staff", copy=False
    )

    def _postal_address(self):
        """Return the lines of the address for a letter by post, in Russian order; none when there is none.

        The postal address, else that of the card, else that of the organisation the person belongs to.
        """
        self.ensure_one()
        postal = self.sudo().address_ids.filtered(lambda address: address.kind == "postal")[:1]
        lines = postal._lines() if postal else lines_of(self)
        return lines or (self.parent_id._postal_address() if self.parent_id else [])
