from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields

from .appeal_consent import PAGE, AppealConsent
from .appeal_receipt import filed
from .shared import admitted, marks
from .words import sentence

PURPOSE = "consent"


class AppealConsentProof(AppealConsent):
    """A one-time code proves, after a consent was given, that the contact of the appeal is the customer's own."""

    # The token is checked inside: a page open for too long is shown again.
    @http.route(f"{PAGE}/code", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_consent_code(self, key, handle="", **params):
        ticket = filed(key)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._page(key, ticket, {"form": sentence(request.env, "account", "stale")}, handle)
        contact, codes = ticket._contact_to_prove(), request.env["grid.portal.code"].sudo()
        if not contact:
            return request.redirect(f"/appeal/consent/{key}", code=303)
        code = admitted("code", params) and codes._send(PURPOSE, contact, marks(), f"{ticket.id}")
        if not code:
            return self._page(key, ticket, {"form": sentence(request.env, "status", "over_limit")}, handle, 429)
        return request.redirect(f"/appeal/consent/{key}?handle={code.handle}#proof", code=303)

    @http.route(f"{PAGE}/confirm", type="http", auth="public", website=True, methods=["POST"], csrf=False,
                sitemap=False)  # fmt: skip
    def appeal_consent_confirm(self, key, handle="", digits="", **params):
        ticket, code = filed(key), self._code_of(key, handle)
        digits = code._read_digits(fields.clean_line(digits))
        if not request.validate_csrf(params.get("csrf_token")):
            errors = {"form": sentence(request.env, "account", "stale")}
        elif not digits:
            errors = {"digits": sentence(request.env, "digits", "missing")}
        elif code and (code._confirm(code.handle, digits) or code._was_used(code.handle)):
            ticket._prove_contact(code)
            return request.redirect(f"/appeal/consent/{key}", code=303)
        else:
            errors = {"digits": sentence(request.env, "digits", "wrong")}
        return self._page(key, ticket, errors, handle)

    def _code_of(self, key, handle):
        """Return the code that this session was sent for this appeal; empty for any other handle."""
        code = request.env["grid.portal.code"].sudo()._of_handle(handle, PURPOSE, marks())
        return code.filtered(lambda one: one.subject == f"{filed(key).id}")
