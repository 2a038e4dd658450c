from werkzeug.exceptions import BadRequest

from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path_info):
        # PostgreSQL has no such character, and a page has no such part of its address: what looks for one would fail
        # as a fault of ours
        if "\x00" in path_info or not {".", ".."}.isdisjoint(path_info.split("/")):
            raise BadRequest()
        return super()._match(path_info)
