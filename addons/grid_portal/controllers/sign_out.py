from odoo import http
from odoo.http import request


class SignOut(http.Controller):
    """Odoo signs out whoever opens an address; a page of ours asks for it by a form, which no other site can send."""

    @http.route("/my/sign-out", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def sign_out(self, **params):
        request.session.logout(keep_db=True)
        return request.redirect("/", code=303)
