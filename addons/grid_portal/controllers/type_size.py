from odoo import http
from odoo.http import request

from ..models.ir_http import TYPE_COOKIE

#: A tick that is taken away sends nothing.
SIZES = {"": "usual", "large": "large"}
YEAR = 365 * 24 * 60 * 60


class TypeSize(http.Controller):
    """Large type for those who see badly: chosen once, kept by the browser, no script needed."""

    @http.route("/type", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def type_size(self, size="", **params):
        """Keep the choice; the page stays as it is, with all that was typed there: nothing comes in its place."""
        if size not in SIZES:
            raise request.not_found()
        response = request.make_response("", status=204)
        response.set_cookie(TYPE_COOKIE, SIZES[size], max_age=YEAR, samesite="Lax")
        return response
