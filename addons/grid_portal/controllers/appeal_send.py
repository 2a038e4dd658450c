from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import steps

from .appeal_pages import SESSION_KEY, AppealPages
from .shared import admitted, marks


class AppealSend(AppealPages):
    """Internet reception: the last page, which sends the appeal."""

    @http.route(
        "/appeal/check", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False
    )
    def appeal_check(self, key="", **params):
        return self._kept_page("check", key)

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/appeal/check", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_send(self, key="", go="", **params):
        draft = self._submissions()._of_key(key)
        if draft.ticket_id:
            return self._to_receipt(key)
        if not draft.way:
            return request.redirect("/appeal?late=1", code=303)
        if go == "back":
            return self._to_page(steps.preceding(draft.way, "check"), key)
        if refusal := self._refusal({**params, "key": key}, draft):
            return self._page("check", draft, errors=self._form_error(refusal[0]), status=refusal[1])
        draft = self._submissions()._open(key, marks())
        if draft.ticket_id:
            return self._to_receipt(key)
        form = draft._form()
        if errors := self._errors(form):
            return self._faulty(draft, errors)
        if not draft._is_confirmed() and not admitted("appeal", params):
            return self._asked_to_confirm(draft)
        if not draft._file_appeal(self._appeal_values(form)):
            return self._page("check", draft, errors=self._form_error("failed"), status=500)
        request.session.pop(SESSION_KEY, None)
        return self._to_receipt(key)

    def _faulty(self, draft, errors):
        """Show the first page on which something must be mended, then come back here."""
        page = steps.page_of(draft.way, next(iter(errors)))
        there = {field: words for field, words in errors.items() if steps.page_of(draft.way, field) == page}
        return self._page(page, draft, errors=there, return_to="check")

    def _asked_to_confirm(self, draft):
        """Show the last page: a code tells a person from a program that sends without the work of a browser."""
        code = "unproven" if draft._contact() else "unproven_no_email"
        return self._page("check", draft, errors=self._form_error(code), status=429)

    def _appeal_values(self, form):
        customer = self._customer()
        channel = "channel_account" if customer else "channel_site"
        return {
            **request.env["helpdesk.ticket"].sudo()._form_vals(form, request.env.company, customer),
            "channel_id": request.env.ref(f"grid_appeal.{channel}").id,
            "partner_id": customer.id,
            "representative_id": request.env.user._representing(customer).id,
        }
