from datetime import timedelta

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date

from odoo.addons.grid_connection.models.grid_connection_disclosure import Figure

from .public_page import PublicPage

#: The term of an answer to a written request (PP 24); the addon of quality brings the rule.
ON_REQUEST = "disclose_on_request"


class Disclosure(PublicPage):
    """What the law opens to everybody: figures of connections by month, and the term of a written request (PP 24)."""

    @http.route("/disclosure", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def disclosure(self, year="", **params):
        company = request.env.company.sudo()
        disclosed = request.env["grid.connection.disclosure"].sudo()
        today = company._legal_today()
        last = (today.replace(day=1) - timedelta(days=1)).year
        first = (disclosed._first_day(company, today) or today).year
        years = list(range(last, min(first, last) - 1, -1))
        if year and year not in map(str, years):
            raise request.not_found()
        shown = int(year or last)
        months = disclosed._year_of_day(company, shown, today)
        values = {
            "today": format_date(request.env, today, date_format="dd.MM.yyyy"),
            "years": years,
            "year": shown,
            "months": [(self._month(day), self._total(found), found) for day, found in months],
            "names": self._names(months),
            "acts_named": {
                "applied": request.env._("Applications"),
                "contracted": request.env._("Contracts"),
                "annulled": request.env._("Annulled"),
                "connected": request.env._("Connected"),
            },
            "nothing": Figure(),
            "on_request": self._on_request(),
        }
        return self._information("disclosure", "grid_portal.disclosure", **values)

    def _month(self, day):
        return format_date(request.env, day, date_format="LLLL yyyy").capitalize()

    def _total(self, found):
        total = {}
        for acts in found.values():
            for act, figure in acts.items():
                total[act] = total.get(act, Figure()) + figure
        return total

    def _names(self, months):
        """Return {code: name} of the passports that were counted, in the order of their list."""
        codes = {code for _day, found in months for code in found}
        services = request.env["grid.service"].sudo().search([("code", "in", list(codes))], order="sequence, id")
        return {service.code: service.name for service in services}

    def _on_request(self):
        """Return by which day a written request of today is answered; nothing where no rule says so."""
        try:
            due_at, _steps = request.env["legal.rule"].sudo()._due(ON_REQUEST)
        except UserError:
            return ""
        zone = request.env.company.sudo().legal_tz
        day = request.env["legal.rule"]._local(due_at, zone).date()
        return format_date(request.env, day, date_format="dd.MM.yyyy")
