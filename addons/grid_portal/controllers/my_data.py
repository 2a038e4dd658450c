from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.appeals.filenames import disposition

from .my_cases import MyCases
from .shared import private
from .words import sentence

PAGE = "/my/data"


class MyData(MyCases):
    """My personal data: what is kept and why, consents, notices, the export, and what one asks of the officer.

    It is always of the person who is signed in: nobody takes out the data of those he acts for.
    """

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def my_data(self, saved="", **params):
        return self._data_page(saved=bool(saved))

    @http.route(f"{PAGE}/export", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_data_export(self, **params):
        if stale := self._stale(params):
            return stale
        person = request.env.user.partner_id.with_user(request.env.user)
        today = request.env.company.sudo()._legal_today()
        headers = [
            ("Content-Type", "application/zip"),
            ("Content-Disposition", disposition(f"my-data-{today:%Y-%m-%d}.zip")),
        ]
        return private(request.make_response(person._export_personal_data(), headers))

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route(f"{PAGE}/request", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_data_request(self, kind="", words="", **params):
        words = fields.clean_text(words)
        typed = {"kind": kind, "words": words}
        if stale := self._stale(params, typed):
            return stale
        errors = {}
        if kind not in dict(request.env["grid.privacy.request"]._fields["kind"].selection):
            errors["kind"] = sentence(request.env, "data", "kind")
        if not words:
            errors["words"] = sentence(request.env, "data", "words")
        elif len(words) > fields.TEXT_MAX:
            errors["words"] = sentence(request.env, "text", "too_long", limit=fields.TEXT_MAX, actual=len(words))
        if errors:
            return self._data_page(errors, typed)
        try:
            with request.env.cr.savepoint():
                requests = request.env["grid.privacy.request"].sudo()
                requests._ask(request.env.user.partner_id, kind, words)
        except UserError as refusal:  # no term is in force for the day
            return self._data_page({"form": str(refusal)}, typed)
        return self._to_data()

    @http.route(f"{PAGE}/consent/<int:consent_id>", type="http", auth="user", website=True, methods=["POST"],
                csrf=False)  # fmt: skip
    def my_data_withdraw(self, consent_id, **params):
        if stale := self._stale(params):
            return stale
        own = [("partner_id", "=", request.env.user.partner_id.id), ("id", "=", consent_id)]
        consent = request.env["grid.consent"].sudo().search(own)
        if not consent:
            raise request.not_found()
        consent._withdraw("account")
        return self._to_data()

    @http.route(f"{PAGE}/notices", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_data_notices(self, notice_way="", **params):
        if stale := self._stale(params):
            return stale
        person = request.env.user.partner_id
        if notice_way not in person._notice_ways():
            return self._data_page({"notice_way": sentence(request.env, "data", "notice_way")})
        person.sudo().notice_way = notice_way
        return self._to_data()

    # ------------------------------------------------------------------
    # Odoo's pages of a customer's card: changed by request only, proven and logged
    # ------------------------------------------------------------------
    @http.route(methods=["GET"])
    def account(self, **kwargs):
        return request.redirect(PAGE, code=303)

    @http.route(methods=["GET"])
    def my_addresses(self, **query_params):
        return request.redirect(PAGE, code=303)

    @http.route()
    def portal_address(self, **query_params):
        return request.redirect(PAGE, code=303)

    @http.route()
    def portal_address_submit(self, **form_data):
        raise request.not_found()

    @http.route()
    def address_archive(self, **params):
        raise request.not_found()

    @http.route()
    def deactivate_account(self, **params):
        raise request.not_found()

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _stale(self, params, typed=None):
        """Return the page again where the token of a form does not hold; nothing where it does."""
        if request.validate_csrf(params.get("csrf_token")):
            return None
        return self._data_page({"form": sentence(request.env, "account", "stale")}, typed)

    def _to_data(self):
        return request.redirect(f"{PAGE}?saved=1", code=303)

    def _data_page(self, errors=None, typed=None, saved=False):
        person = request.env.user.partner_id
        requests = request.env["grid.privacy.request"].sudo().search([("partner_id", "=", person.id)])
        values = {
            "page_name": "data",
            "person": person,
            "sections": person._data_kept(),
            "consents": person.sudo().consent_ids,
            "requests": requests,
            "kinds": dict(requests._fields["kind"]._description_selection(request.env)),
            "ways": person._notice_ways(),
            "form": {"notice_way": person.sudo().notice_way, **(typed or {})},
            "errors": errors or {},
            "saved": saved,
        }
        response = request.render("grid_portal.my_data", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return private(response)
