from odoo import http
from odoo.http import request

from .my_cases import MyCases
from .words import sentence


class Acting(MyCases):
    """For whom one acts in the personal account: for oneself, or for those who gave one a paper."""

    @http.route("/my/acting", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def acting(self, asked="", **params):
        return self._acting_page(is_asked=bool(asked))

    # The token is checked inside: a page open for too long is shown again, with a sentence.
    @http.route("/my/acting", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def acting_choose(self, partner_id="", **params):
        if not request.validate_csrf(params.get("csrf_token")):
            return self._acting_page({"form": sentence(request.env, "acting", "stale")})
        if not request.env.user._act_for(partner_id):
            return self._acting_page({"form": sentence(request.env, "acting", "may_not")})
        return request.redirect("/my", code=303)
