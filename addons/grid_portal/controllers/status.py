from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.appeals import numbers

from .shared import admitted, marks, private
from .words import sentence

PURPOSE = "status"


class Status(http.Controller):
    """How an appeal or a request goes on, for whoever has its number and reads the e-mail that is named in it.

    Every answer is the same for a number that exists and for one that does not, until a code has been confirmed.
    """

    @http.route("/status", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def status(self, number="", **params):
        number = fields.clean_line(number)[: numbers.TYPED_MAX]
        case = self._case(number) if numbers.readings(number) else None
        if case and case.partner_id in request.env.user.acting_partner_ids:
            return request.redirect(case._account_path(), code=303)
        return self._ask_page(number)

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/status", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def status_ask(self, number="", **params):
        number = fields.clean_line(number)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._ask_page(number, {"form": sentence(request.env, "status", "stale")})
        if not numbers.readings(number):
            code = "unlike" if number else "missing"
            return self._ask_page(number, {"number": sentence(request.env, "number", code)})
        contact, codes = self._case(number)._public_contact(), request.env["grid.portal.code"].sudo()
        code = admitted("code", params) and codes._send(PURPOSE, contact, marks(), number)
        if not code:
            return self._ask_page(number, {"form": sentence(request.env, "status", "over_limit")}, 429)
        return self._to_code(code.handle)

    @http.route(
        "/status/code/<string:handle>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def status_code(self, handle, **params):
        code = self._code(handle)
        if not code.used_at:
            return self._code_page(code)
        if not code._is_open():
            return request.redirect("/status", code=303)
        case = self._case(code.subject)
        if not code._was_sent_to(case._public_contact()):
            raise request.not_found()  # the record names another contact by now
        return private(request.render("grid_portal.status", case._public_status()))

    @http.route(
        "/status/code/<string:handle>", type="http", auth="public", website=True, methods=["POST"], csrf=False,
        sitemap=False,
    )  # fmt: skip
    def status_confirm(self, handle, digits="", **params):
        code = self._code(handle)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._code_page(code, {"form": sentence(request.env, "status", "stale")})
        digits = code._read_digits(fields.clean_line(digits))
        if not digits:
            return self._code_page(code, {"digits": sentence(request.env, "digits", "missing")})
        if code._confirm(handle, digits) or code._was_used(handle):
            return self._to_code(handle)
        return self._code_page(code, {"digits": sentence(request.env, "digits", "wrong")})

    def _case(self, number):
        """Return the appeal, or the appeal of the request, that a number means; empty when there is none."""
        return request.env["helpdesk.ticket"].sudo()._of_typed_number(number, request.env.company)

    def _code(self, handle):
        code = request.env["grid.portal.code"].sudo()._of_handle(handle, PURPOSE, marks())
        if not code:
            raise request.not_found()
        return code

    def _to_code(self, handle):
        return request.redirect(f"/status/code/{handle}", code=303)

    def _ask_page(self, number, errors=None, status=422):
        values = {"form": {"number": number}, "errors": errors or {}}
        return self._form_page("grid_portal.status_ask", values, status)

    def _code_page(self, code, errors=None):
        values = {"code": code, "errors": errors or {}, "texting": bool(code._texting())}
        return self._form_page("grid_portal.status_code", values)

    def _form_page(self, template, values, status=422):
        response = request.render(template, values)
        response.status_code = status if values["errors"] else 200
        return private(response)
