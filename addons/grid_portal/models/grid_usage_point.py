from odoo import models
from odoo.tools import formatLang


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

    def _customer_power(self):
        """Return the maximum power as it is read."""
        return self.env._("%(power)s kW", power=formatLang(self.env, self.power_kw, digits=2).rstrip("0").rstrip(",."))
