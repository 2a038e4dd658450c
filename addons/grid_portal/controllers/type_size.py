import re

from odoo import http
from odoo.http import request

from ..models.ir_http import TYPE_COOKIE

SIZES = ("usual", "large")
YEAR = 365 * 24 * 60 * 60
#: A page of this site: what a browser may read as another site's address is none.
PAGE = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


class TypeSize(http.Controller):
    """Large type for those who see badly: chosen once, kept by the browser, no script needed."""

    @http.route("/type", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def type_size(self, size="", back="/", **params):
        if size not in SIZES:
            raise request.not_found()
        response = request.redirect(back if PAGE.fullmatch(str(back)) else "/", code=303)
        response.set_cookie(TYPE_COOKIE, size, max_age=YEAR, samesite="Lax")
        return response
