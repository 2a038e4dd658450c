from odoo import models


class GridService(models.Model):
    """Passports of connection: those with a track are walked by an application and not by a plain request."""

    _inherit = "grid.service"

    def _needs_application(self):
        facts = self.env["legal.rule"]._parsed_facts(self.sudo().facts)
        return any(one.fact == "track" for one in facts)
