from datetime import date, datetime
from typing import NamedTuple

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.models import findings

from .shared import admitted, marks, private
from .words import sentence

#: What the proofs of work of bookings are for.
PURPOSE = "visit"
CONTACT = ("name", "phone", "email")
#: So many free times are offered in the place of one that was taken.
OFFERED = 8


class Choice(NamedTuple):
    """For what a visit is booked: an office, one of its services; both may still be empty."""

    office: object
    service: object


class VisitPages(http.Controller):
    """What the pages of visits share. Every page works without scripts; a form is known by its key alone."""

    # ------------------------------------------------------------------
    # What was chosen
    # ------------------------------------------------------------------
    def _offices(self):
        return request.env["grid.office"].sudo()._shown(request.env.company)

    def _chosen(self, office, service):
        """Return what an address or a form names by its ids; what is not there is not found."""
        one = self._named(self._offices(), office)
        if one != one._by_appointment():
            raise request.not_found()
        return Choice(one, self._named(one._booking_services() if one else one.reception_service_ids, service))

    def _named(self, records, text):
        if not text:
            return records.browse()
        if not (found := records.filtered(lambda one: str(one.id) == text)):
            raise request.not_found()
        return found

    def _moment(self, text):
        """Return the moment that a form carries; none where it is not one that a page has written."""
        try:
            return datetime.fromisoformat(fields.clean_line(text)).replace(tzinfo=None)
        except ValueError:
            return None

    def _day(self, text):
        try:
            return date.fromisoformat(fields.clean_line(text))
        except ValueError:
            return None

    # ------------------------------------------------------------------
    # Who comes
    # ------------------------------------------------------------------
    def _customer(self):
        """Return for whom one acts; staff who look at the site are not customers by that."""
        user = request.env.user
        return user._acting_partner() if user._is_portal() else user.partner_id.browse()

    def _known(self):
        """Return what the account knows already, so that it need not be typed again."""
        person = request.env.user.partner_id if self._customer() else self._customer()
        return {"name": person.name or "", "phone": person.phone or "", "email": person.email or ""}

    def _errors(self, form, asked=CONTACT):
        """Return {field: sentence} of what is wrong with what was typed."""
        found = findings.of_form(request.env, fields.read(form), (), ())
        errors = {}
        for field, _code, words in found:
            if field in (*asked, "contact"):
                errors.setdefault(field, words)
        if "contact" in errors:
            errors["contact"] = sentence(request.env, "visit", "contact")
        return errors

    def _refusal(self, params):
        """Return {form: sentence} of why a form is sent back before it is read; nothing when it may be."""
        submissions = request.env["grid.portal.submission"].sudo()
        if not request.validate_csrf(params.get("csrf_token")) or not submissions._is_key(params.get("key")):
            return {"form": sentence(request.env, "visit", "stale")}
        if self._customer() and request.env.user._acts_for_another(params.get("acting_for")):
            return {"form": request.env.user._acting_refusal() or sentence(request.env, "acting", "changed")}
        return {}

    # ------------------------------------------------------------------
    # Booking
    # ------------------------------------------------------------------
    def _appointments(self):
        return request.env["grid.appointment"].sudo()

    def _made(self, params):
        """Return the visit that this very form has booked already: a second click, a page sent again."""
        return self._appointments().search([("press", "=", params["key"])], limit=1)

    def _book(self, chosen, moment, params, form, **vals):
        """Book a visit whole or not at all: return it, and (what keeps it from being booked, status of the answer)."""
        customer, nothing = self._customer(), self._appointments()
        too_many = {"form": sentence(request.env, "visit", "over_limit")}, 429
        if nothing._over_limit(marks()):
            return nothing, too_many
        vals |= {
            "caller_name": form["name"],
            "phone": form["phone"],
            "email": form["email"],
            "partner_id": customer.id,
            "origin": "account" if customer else "site",
            **marks(),
        }
        try:
            with request.env.cr.savepoint():
                if not admitted(PURPOSE, params):
                    return nothing, too_many
                return nothing._book(chosen.service, moment, params["key"], **vals), None
        except UserError as refusal:
            return nothing, ({"form": str(refusal)}, 422)

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _form_values(self, form, errors, params):
        submissions = request.env["grid.portal.submission"].sudo()
        key = params.get("key")
        return {
            "form": {**self._known(), **form},
            "errors": errors,
            "key": key if submissions._is_key(key) else submissions._new_key(),
            "is_account": bool(self._customer()),
        }

    def _time_values(self, office, service, day=""):
        """Return what a page of free times shows: the days that have some, and the times of one of them."""
        free, asked = office._free_days(service), self._day(day)
        shown = asked if asked in free else next(iter(free), None)
        return {
            "free": list(free),
            "shown": shown,
            "slots": office._slot_rows(free[shown]) if shown else [],
        }

    def _offered(self, office, service):
        """Return {what is sent: words} of the nearest free times."""
        moments = [moment for of_day in office._free_days(service).values() for moment in of_day]
        return {moment.isoformat(timespec="minutes"): office._slot_words(moment) for moment in moments[:OFFERED]}

    def _time_errors(self, chosen, moment):
        """Return {slot: sentence} where no time was chosen, or one that is not free."""
        if self._is_free(*chosen, moment):
            return {}
        return {"slot": sentence(request.env, "visit", "not_free" if moment else "no_slot")}

    def _is_free(self, office, service, moment):
        return bool(moment) and office._is_free(service, moment)

    def _page(self, template, status=200, **values):
        response = request.render(f"grid_portal.{template}", {"errors": {}, **values})
        response.status_code = status
        return private(response)
