from werkzeug.exceptions import BadRequest

from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path_info):
        # PostgreSQL has no such character: the search for a page of this address would fail as a fault of ours
        if "\x00" in path_info:
            raise BadRequest()
        return super()._match(path_info)
