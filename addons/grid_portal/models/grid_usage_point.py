from odoo import models


class GridUsagePoint(models.Model):
    _name = "grid.usage.point"
    _inherit = ["grid.usage.point", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "active",
            "name",
            "partner_id",
            "address",
            "account_number",
            "voltage_level",
            "power_kw",
            "reliability_category",
        }
    )
