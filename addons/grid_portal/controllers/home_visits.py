from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.models import findings

from .visit_pages import CONTACT, VisitPages
from .words import sentence

REASON_MAX = 300
ASKED = (*CONTACT, "address")


class HomeVisits(VisitPages):
    """Who cannot come to an office asks us to come to her; staff agree with her on the time."""

    @http.route("/visit/home", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False)
    def home_visit(self, office="", service="", **params):
        chosen = self._chosen(office, service)
        if not chosen.service:
            return request.redirect("/visit", code=303)
        return self._home_page(chosen, {}, {}, params)

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/visit/home", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def home_visit_ask(self, office="", service="", **params):
        chosen = self._chosen(office, service)
        if not chosen.service:
            return request.redirect("/visit", code=303)
        form = {name: fields.clean_line(params.get(name)) for name in (*ASKED, "reason")}
        errors = self._refusal(params)
        if not errors and (made := self._made(params)):
            return request.redirect(made._site_path(), code=303)
        if errors := errors or self._home_errors(form):
            return self._home_page(chosen, form, errors, params)
        vals = {"kind": "home", "address": form["address"], "reason": form["reason"]}
        visit, refused = self._book(chosen, False, params, form, **vals)
        if refused:
            return self._home_page(chosen, form, refused[0], params, refused[1])
        return request.redirect(visit._site_path(), code=303)

    def _home_errors(self, form):
        """Return {field: sentence}; without a phone nobody could agree on a time."""
        errors = self._errors(form, ASKED)
        errors.pop("contact", None)
        for field in ("phone", "address", "reason"):
            if not form[field]:
                errors[field] = sentence(request.env, "home", field)
        if len(form["reason"]) > REASON_MAX:
            limits = {"limit": REASON_MAX, "actual": len(form["reason"])}
            errors["reason"] = findings.sentence(request.env, "any", "too_long", **limits)
        return errors

    def _home_page(self, chosen, form, errors, params, status=422):
        points = self._customer().sudo().usage_point_ids
        known = {"address": points.address if len(points) == 1 else ""}
        values = {"office": chosen.office, "service": chosen.service}
        values |= self._form_values({**known, **form}, errors, params)
        return self._page("visit_home", status if errors else 200, **values)
