from odoo import api, models


class WebsitePage(models.Model):
    _inherit = "website.page"

    @api.model
    def _get_cache_key(self, request):
        """Keep a page in large type apart from the same page in the usual one."""
        return (*super()._get_cache_key(request), request.env["ir.http"]._is_large_type())
