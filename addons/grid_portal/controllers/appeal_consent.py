from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields

from .appeal_receipt import filed
from .shared import private
from .words import sentence

PAGE = "/appeal/consent/<string:key>"


class AppealConsent(http.Controller):
    """Consents, for who has the receipt of an appeal: each a document and an act of its own; no appeal needs one."""

    @http.route(PAGE, type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False)
    def appeal_consent(self, key, handle="", **params):
        return self._page(key, filed(key), handle=handle)

    # The token is checked inside: a page open for too long is shown again.
    @http.route(PAGE, type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_consent_give(self, key, text="", **params):
        return self._act(key, text, params, lambda ticket, chosen: self._give(ticket, chosen, params.get("agree")))

    @http.route(f"{PAGE}/withdraw", type="http", auth="public", website=True, methods=["POST"], csrf=False,
                sitemap=False)  # fmt: skip
    def appeal_consent_withdraw(self, key, text="", **params):
        return self._act(key, text, params, self._withdraw)

    def _act(self, key, text, params, act):
        """Do an act with the text that a form names, then show the page."""
        ticket = filed(key)
        texts = ticket._asked_texts() | ticket.site_consent_ids.text_id
        chosen = texts.filtered(lambda one: str(one.id) == fields.clean_line(text))
        if not request.validate_csrf(params.get("csrf_token")):
            ticked = chosen if params.get("agree") == "1" else chosen.browse()
            return self._page(key, ticket, {"form": sentence(request.env, "account", "stale")}, ticked=ticked)
        if not chosen:
            errors = {"form": sentence(request.env, "consent", "changed")}
        else:
            errors = act(ticket, chosen)
        return self._page(key, ticket, errors) if errors else request.redirect(f"/appeal/consent/{key}", code=303)

    def _give(self, ticket, text, agree):
        if agree != "1":
            return {f"agree_{text.id}": sentence(request.env, "consent", "missing")}
        ticket._give_consent(text)
        return {}

    def _withdraw(self, ticket, text):
        ticket.site_consent_ids.filtered(lambda one: one.text_id == text)._withdraw_on_site()
        return {}

    def _code_of(self, key, handle):
        """Return the code by which the contact is being proved."""
        return request.env["grid.portal.code"].sudo()

    def _page(self, key, ticket, errors=None, handle="", status=422, ticked=None):
        given = ticket.site_consent_ids
        values = {
            "key": key,
            "ticket": ticket,
            "given": given,
            # a purpose that was answered is not asked about again by a newer text
            "asked": ticket._asked_texts().filtered(lambda text: text.purpose not in given.text_id.mapped("purpose")),
            "purposes": dict(given.text_id._fields["purpose"]._description_selection(request.env)),
            "contact": ticket._contact_to_prove(),
            "code": self._code_of(key, handle),
            "errors": errors or {},
            "ticked": ticked,
        }
        response = request.render("grid_portal.appeal_consent", values)
        response.status_code = status if errors else 200
        return private(response)
