from odoo import api, models

from ..identity import phones


class IrQwebFieldPhone(models.AbstractModel):
    """Write a phone on a page or in a letter as people read it: `t-options="{'widget': 'phone'}"`."""

    _name = "ir.qweb.field.phone"
    _description = "Phone as it is read aloud"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options):
        return phones.spoken(value) if value else ""
