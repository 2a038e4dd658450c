from hashlib import sha1

from odoo import models


class GridServicePaper(models.Model):
    """Papers that are given in the account: a page that is sent twice gives each of them once."""

    _inherit = "grid.service.paper"

    def _with_content(self, content):
        """Return the first of these papers whose file holds these bytes."""
        files = self.env["ir.attachment"].sudo()
        found = files.search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "in", self.ids),
                ("checksum", "=", sha1(content, usedforsecurity=False).hexdigest()),
            ],
            order="res_id",
            limit=1,
        )
        return self.browse(found.res_id or ())
