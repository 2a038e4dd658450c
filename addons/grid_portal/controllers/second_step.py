from odoo import http
from odoo.http import request

from odoo.addons.auth_totp.controllers.home import Home
from odoo.addons.grid_appeal.appeal_form import fields

from .words import sentence


class SecondStep(Home):
    """Odoo's page of the second step of the sign-in: what is wrong with the code is said in our words."""

    @http.route(scripts=False)
    def web_totp(self, redirect=None, **kwargs):
        kwargs["totp_token"] = fields.clean_line(kwargs.get("totp_token"))
        response = super().web_totp(redirect=redirect, **kwargs)
        if response.is_qweb and request.httprequest.method == "POST":
            code = "wrong" if kwargs["totp_token"] else "missing"
            over_limit = sentence(request.env, "second_step", "over_limit")
            if response.qcontext["error"] != over_limit:
                response.qcontext["error"] = sentence(request.env, "second_step", code)
        return response
