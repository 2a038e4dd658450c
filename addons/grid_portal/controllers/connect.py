from urllib.parse import urlencode

from odoo import http
from odoo.exceptions import ValidationError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form.fields import clean_line
from odoo.addons.grid_connection.applications import ESTIMATE_READERS

from .shared import marks, private

#: What a visitor sees chosen before he has answered.
USUAL = {"voltage_kv": "0.4", "reliability_category": "3", "instalment_option": "whole"}
CONTACT = ("contact_name", "phone", "email", "object_address")
#: What an enquiry takes over of the answers, by the same names.
HANDED_ON = (
    *("power_new_kw", "power_existing_kw", "voltage_kv", "reliability_category", "settlement_type", "distance_m"),
)
#: What the application in the account takes over.
APPLIED = {*HANDED_ON, "instalment_option", "social_rate_claimed"} - {"distance_m"}


class Connect(http.Controller):
    """Choose a case of connection, see its price, dates and papers; a link keeps the answers, nothing is stored."""

    @http.route("/connect", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def connect(self, **params):
        return self._page(params)

    @http.route("/connect", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def leave_enquiry(self, csrf_token="", **params):
        """Keep an enquiry about what was calculated."""
        leads, said = request.env["crm.lead"].sudo(), ""
        values, faults = self._read(self._typed(params))
        if faults:
            return self._page(params)
        if not request.validate_csrf(csrf_token):
            said = request.env._("The page was open for too long. What you typed is kept: press the button again.")
        elif leads._over_limit(marks()):
            said = request.env._("Too many enquiries were left from here within an hour. Call us or try again later.")
        if said:
            return self._page(params, said)
        asked = {name: values[name] or 0 for name in HANDED_ON}
        asked |= {name: clean_line(params.get(name)) for name in CONTACT}
        try:
            leads._leave_on_site({**asked, "is_temporary": values["purpose"] == "temporary"}, marks())
        except ValidationError as refusal:
            return self._page(params, str(refusal))
        return request.redirect("/connect/received", code=303)

    @http.route("/connect/received", type="http", auth="public", website=True, methods=["GET"], readonly=True,
                sitemap=False)  # fmt: skip
    def received(self, **params):
        return private(request.render("grid_portal.connect_received"))

    def _typed(self, params):
        return {name: clean_line(params.get(name)) for name in ESTIMATE_READERS}

    def _read(self, typed):
        return request.env["grid.connection"].sudo()._read_estimate(typed)

    def _page(self, params, refused=""):
        """Show the questions and, where they are answered, what follows; 422 where an answer is wrong."""
        connections, typed = request.env["grid.connection"].sudo(), self._typed(params)
        is_asked = any(typed.values())
        values, faults = self._read(typed) if is_asked else ({}, {})
        link = "/connect?" + urlencode({name: text for name, text in typed.items() if text})
        found = connections._estimated(values)._estimate() if is_asked and not faults else None
        page = {
            "form": {**(typed if is_asked else USUAL), **{name: clean_line(params.get(name)) for name in CONTACT}},
            "errors": faults,
            "refused": refused,
            "lists": connections._estimate_choices(),
            "found": found,
            "answers": {name: text for name, text in typed.items() if text},
            "applied": {f"tp_{name}": text for name, text in typed.items() if name in APPLIED and text}
            | ({"tp_is_temporary": "1"} if typed["purpose"] == "temporary" else {}),
            "login": "/web/login?" + urlencode({"redirect": link}),
        }
        response = request.render("grid_portal.connect", page)
        response.status_code = 422 if faults or refused else 200
        return private(response) if is_asked else response
