from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields

from .appeal_pages import AppealPages
from .shared import admitted, marks
from .words import sentence

#: What the codes of the reception are for.
PURPOSE = "appeal"


class AppealConfirm(AppealPages):
    """Internet reception: a one-time code proves that the contact is the applicant's; nobody must have one to send."""

    # The token is checked inside: a page open for too long is shown again, with all that was told.
    @http.route("/appeal/code", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_code(self, key="", **params):
        return self._to_draft(key, params, lambda draft: self._send_code(draft, params))

    @http.route(
        "/appeal/confirm", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False
    )
    def appeal_confirm(self, key="", digits="", **params):
        return self._to_draft(key, params, lambda draft: self._confirm_code(draft, fields.clean_line(digits)))

    def _to_draft(self, key, params, act):
        """Do an act with the form of a key and show its last page, with what is wrong where something is."""
        draft = self._submissions()._draft(key)
        refusal = draft and not draft.ticket_id and self._refusal({**params, "key": key}, draft)
        if refusal:
            return self._page("check", draft, errors=self._form_error(refusal[0]), status=refusal[1])
        if not draft or draft.ticket_id:
            return self._kept_page("check", key)
        errors, status = act(draft)
        if errors:
            return self._page("check", draft, errors=errors, status=status)
        return self._to_page("check", key)

    def _send_code(self, draft, params):
        contact, codes = draft._contact(), request.env["grid.portal.code"].sudo()
        code = contact and admitted("code", params) and codes._send(PURPOSE, contact, marks())
        if contact and not code:
            return {"form": sentence(request.env, "status", "over_limit")}, 429
        draft.code_id = code or False
        return {}, 200

    def _confirm_code(self, draft, digits):
        code = draft.code_id
        if not code._read_digits(digits):
            return {"digits": sentence(request.env, "digits", "missing")}, 422
        if code and (code._confirm(code.handle, digits) or code._was_used(code.handle)):
            return {}, 200
        return {"digits": sentence(request.env, "digits", "wrong")}, 422
