from functools import partial
from urllib.parse import urlencode

from odoo import http
from odoo.exceptions import ValidationError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.models import findings
from odoo.addons.grid_connection.applications import ESTIMATE_READERS, PURPOSES, USUAL

from .public_page import PublicPage
from .shared import admitted, marks, private
from .words import sentence

CONTACT = ("name", "address", "phone", "email")
#: What the proofs of work and the codes of enquiries are for.
ENQUIRY = "enquiry"


class Connect(PublicPage):
    """Choose a case of connection, answer a few questions, see its price, dates and papers.

    A link keeps the answers; nothing is stored until somebody leaves an enquiry or begins an application.
    """

    @http.route("/connect", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def connect(self, change="", **params):
        typed = self._typed(params)
        if typed["purpose"] not in PURPOSES:
            return self._cases(is_wrong=bool(typed["purpose"]))
        is_sent = "power_new_kw" in params
        if change or not is_sent:
            given = {name: text for name, text in typed.items() if is_sent or name in params}
            return self._questions({**self._usual(typed["purpose"]), **given})
        values, faults = self._connections()._read_estimate(typed)
        return self._questions(typed, faults) if faults else self._result(typed, values)

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/connect", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def leave_enquiry(self, **params):
        """Keep an enquiry about what was calculated."""
        typed = self._typed(params)
        values, faults = self._connections()._read_estimate(typed)
        if faults:
            return self._refused(typed, faults)
        contact = fields.read({name: params.get(name) for name in CONTACT})
        shown = partial(self._result, typed, values, contact, code=self._code(contact, params))
        if not request.validate_csrf(params.get("csrf_token")):
            return shown(self._form_error("stale"), 422)
        if errors := self._contact_errors(contact):
            return shown(errors, 422)
        asked = self._connections()._estimated(values)._enquiry_of_estimate(values)
        asked |= {"contact_name": contact.name, "object_address": contact.address}
        asked |= {"phone": contact.phone, "email": contact.email}
        leads = request.env["crm.lead"].sudo()
        try:
            left = leads._left_on_site(asked)
            if not (left or self._proves_mailbox(contact, params) or admitted(ENQUIRY, params)):
                return self._asked_to_confirm(typed, values, contact, params)
            lead = left or leads._leave_on_site(asked, marks())
        except ValidationError as refusal:
            return shown({"form": str(refusal)}, 422)
        if not lead:
            return shown(self._form_error("over_limit"), 429)
        return request.redirect(f"/connect/received?{self._query(typed)}", code=303)

    @http.route("/connect/received", type="http", auth="public", website=True, methods=["GET"], readonly=True,
                sitemap=False)  # fmt: skip
    def received(self, **params):
        return private(request.render("grid_portal.connect_received", {"query": self._query(self._typed(params))}))

    @http.route("/connect/quotation", type="http", auth="public", website=True, methods=["POST"], csrf=False,
                sitemap=False)  # fmt: skip
    def quotation(self, **params):
        """Give the quotation as PDF; the rates that it rests on stay as they are from now on."""
        typed = self._typed(params)
        values, faults = self._connections()._read_estimate(typed)
        if faults:
            return self._refused(typed, faults)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._result(typed, values, errors=self._form_error("stale"), status=422)
        quotations = request.env["grid.portal.quotation"].sudo()
        if quotations._over_limit(marks()):
            return self._result(typed, values, errors=self._form_error("many_quotations"), status=429)
        pdf = self._connections()._estimated(values)._estimate_pdf(values)
        if not pdf:
            return self._result(typed, values, errors=self._form_error("no_quotation"), status=422)
        quotations.create(marks())
        name = request.env._("Quotation of the fee for connection.pdf")
        headers = [("Content-Type", "application/pdf"), ("Content-Disposition", disposition(name))]
        return private(request.make_response(pdf, headers))

    # ------------------------------------------------------------------
    # A code in the place of a proof of work, in the form itself: nothing that was typed is lost
    # ------------------------------------------------------------------
    def _code(self, contact, params):
        """Return the code that the form carries, if it went to the e-mail that stands in the form now."""
        code = request.env["grid.portal.code"].sudo()._of_handle(params.get("handle"), ENQUIRY, marks())
        return code.filtered(lambda sent: sent._was_sent_to(contact.email))

    def _proves_mailbox(self, contact, params):
        code = self._code(contact, params)
        return code and bool(code._confirm(code.handle, fields.clean_line(params.get("digits"))) or code._is_open())

    def _asked_to_confirm(self, typed, values, contact, params):
        """Send a code and show the form with a field for it; say so when the form names no e-mail."""
        if code := self._code(contact, params):
            errors = {"digits": sentence(request.env, "digits", "wrong" if params.get("digits") else "missing")}
            return self._result(typed, values, contact, errors, 422, code=code)
        if not contact.email:
            errors = {"email": sentence(request.env, "connect", "unproven_no_email")}
            return self._result(typed, values, contact, errors, 429)
        code = request.env["grid.portal.code"].sudo()._send(ENQUIRY, contact.email, marks())
        errors = self._form_error("unproven" if code else "over_limit")
        return self._result(typed, values, contact, errors, 429, code=code)

    # ------------------------------------------------------------------
    # What was sent
    # ------------------------------------------------------------------
    def _connections(self):
        return request.env["grid.connection"].sudo()

    def _typed(self, params):
        return {name: fields.clean_line(params.get(name)) for name in ESTIMATE_READERS}

    def _query(self, typed):
        return urlencode({name: text for name, text in typed.items() if text})

    def _usual(self, purpose):
        """Return the answers that a case begins with; who is signed in applies as he is."""
        usual = self._connections()._usual_estimate(purpose)
        if self._customer():
            usual["customer_kind"] = self._customer().customer_kind
        return usual

    def _customer(self):
        """Return who would apply: the signed-in customer, or whom he acts for."""
        user = request.env.user
        return user._acting_partner().sudo() if user.has_group("base.group_portal") else None

    def _contact_errors(self, contact):
        """Return {field: sentence} of what is wrong with who asks."""
        found = findings.of_form(request.env, contact, (), ())
        errors = {field: words for field, _code, words in found if field in (*CONTACT, "contact")}
        return errors if contact.address else {**errors, "address": sentence(request.env, "connect", "no_address")}

    def _form_error(self, code):
        return {"form": sentence(request.env, "connect", code)}

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _cases(self, is_wrong=False):
        """Show the cases to choose from."""
        values = {
            "cases": self._connections()._said_purposes(),
            "errors": self._form_error("no_case") if is_wrong else {},
        }
        return self._render("grid_portal.connect_cases", values, 422 if is_wrong else 200)

    def _questions(self, form, errors=None):
        """Ask about the chosen case."""
        lists = self._connections()._estimate_choices()
        values = {
            "form": form,
            "errors": errors or {},
            "lists": lists,
            "case": lists["purpose"][form["purpose"]],
            "is_rare": any(form.get(name) != text for name, text in USUAL.items()) or form.get("social_rate_claimed"),
        }
        return self._render("grid_portal.connect_questions", values, 422 if errors else 200)

    def _refused(self, typed, faults):
        """Ask again what was answered wrong; a page of ours does not send such answers."""
        return self._cases(is_wrong=True) if "purpose" in faults else self._questions(typed, faults)

    def _result(self, typed, values, contact=None, errors=None, status=200, code=None):
        """Show what the chosen case costs, how long it takes, what papers it needs."""
        connection, query, customer = self._connections()._estimated(values), self._query(typed), self._customer()
        page = {
            "found": connection._estimate(),
            "said": connection._said_answers(values),
            "form": (contact or fields.AppealForm()).values(),
            "errors": errors or {},
            "code": code,
            "answers": {name: text for name, text in typed.items() if text},
            "query": query,
            "login": "/web/login?" + urlencode({"redirect": f"/connect?{query}#apply"}),
            "stranger": connection._said_stranger(customer, values["customer_kind"]),
            "begun": connection._begun_by(customer) if customer else None,
        }
        return self._render("grid_portal.connect_result", page, status)

    def _render(self, template, values, status):
        """Render a page of the calculator, which says when the rates that it reckons by were last checked."""
        company = request.env.company.sudo()
        rates, oldest = request.env["grid.fee.rate"].sudo()._last_checked(company._legal_today(), company)
        response = request.render(template, {**values, "rates": rates, "checked": self._day_words(oldest)})
        response.status_code = status
        return private(response) if "answers" in values else response
