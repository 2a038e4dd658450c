from werkzeug.exceptions import BadRequest

from odoo import models
from odoo.http import request

#: Longer than any part of an address of ours.
PART_MAX = 1000


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _unslug(cls, value):
        # the number at the end of an address is read as one: Python refuses to read thousands of digits
        return (None, None) if len(value) > PART_MAX else super()._unslug(value)

    @classmethod
    def _match(cls, path_info):
        # PostgreSQL has no such character, and a page has no such part of its address: what looks for one would fail
        # as a fault of ours
        if "\x00" in path_info or not {".", ".."}.isdisjoint(path_info.split("/")):
            raise BadRequest()
        return super()._match(path_info)

    @classmethod
    def _pre_dispatch(cls, rule, args):
        super()._pre_dispatch(rule, args)
        # the token of a form is read as a text, whatever was sent in its place
        sent = request.httprequest
        if sent.mimetype == "multipart/form-data" and "csrf_token" in sent.files:
            raise BadRequest()
