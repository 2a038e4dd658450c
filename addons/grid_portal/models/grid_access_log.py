from odoo import api, models
from odoo.http import request


class GridAccessLog(models.Model):
    _inherit = "grid.access.log"

    @api.model
    def _way(self):
        """A person who takes the own data out of the account exports them."""
        is_own = request and request.httprequest.path == "/my/data/export"
        return "export" if is_own else super()._way()
