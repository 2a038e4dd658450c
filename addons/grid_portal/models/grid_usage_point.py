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

    def _customer_facts(self):
        """Return what tells the point from others, and how much it may take."""
        power = formatLang(self.env, self.power_kw, digits=2).rstrip("0").rstrip(",.")
        said = [
            self.env._("Point %(number)s", number=self.name),
            self.account_number and self.env._("account %(number)s", number=self.account_number),
            self.power_kw and self.env._("%(power)s kW", power=power),
        ]
        return ", ".join(filter(None, said))
