from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields

from .visit_pages import CONTACT, VisitPages
from .words import sentence


class Visits(VisitPages):
    """Book a visit to an office: the office, the service, the time, the person; the address keeps what was chosen."""

    @http.route("/visit", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def visit(self, office="", service="", day="", slot="", **params):
        """Ask for the first thing that is not chosen yet."""
        chosen = self._chosen(office, service)
        if not chosen.office:
            return self._page("visit_offices", offices=self._offices()._by_appointment())
        if not chosen.service:
            return self._page("visit_services", office=chosen.office, services=chosen.office._booking_services())
        if not slot:
            return self._time_page(chosen, day)
        moment = self._moment(slot)
        if not self._is_free(*chosen, moment):
            return self._time_page(chosen, day, {"form": sentence(request.env, "visit", "not_free")})
        return self._person_page(chosen, moment, {}, {}, params)

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/visit", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def visit_book(self, office="", service="", slot="", **params):
        chosen = self._chosen(office, service)
        if not chosen.service:
            return request.redirect("/visit", code=303)
        moment, form = self._moment(slot), {name: fields.clean_line(params.get(name)) for name in CONTACT}
        errors = self._refusal(params)
        if not errors and (made := self._made(params)):
            return request.redirect(made._site_path(), code=303)
        if errors := errors or {**self._time_errors(chosen, moment), **self._errors(form)}:
            return self._person_page(chosen, moment, form, errors, params)
        visit, refused = self._book(chosen, moment, params, form, kind="office")
        if refused:
            return self._person_page(chosen, moment, form, refused[0], params, refused[1])
        return request.redirect(visit._site_path(), code=303)

    def _time_page(self, chosen, day, errors=None):
        values = {"office": chosen.office, "service": chosen.service, "errors": errors or {}}
        times = self._time_values(*chosen, day)
        return self._page("visit_times", 422 if errors else 200, **values, **times)

    def _person_page(self, chosen, moment, form, errors, params, status=422):
        """Ask who comes; a time that is not free any more is chosen anew beside all that was typed."""
        office, service = chosen
        is_free = self._is_free(office, service, moment)
        values = {
            **self._form_values(form, errors, params),
            "office": office,
            "service": service,
            "slot": moment.isoformat(timespec="minutes") if is_free else "",
            "when": office._slot_words(moment) if is_free else "",
            "offered": {} if is_free else self._offered(office, service),
        }
        return self._page("visit_person", status if errors else 200, **values)
