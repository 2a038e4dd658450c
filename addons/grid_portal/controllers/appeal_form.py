from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields, files
from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.models import findings

from .shared import marks, private
from .words import KINDS, THEMES, choices, files_hint, sentence

MEGABYTES = files.FILE_MAX // files.MEGABYTE


class AppealForm(http.Controller):
    """Internet reception: the form, its sending and the receipt. Works without scripts."""

    @http.route("/appeal", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def appeal_form(self, **params):
        return self._page(self._known_values())

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route("/appeal", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_send(self, **params):
        submissions = request.env["grid.portal.submission"].sudo()
        key = params.get("key")
        form = fields.read(params)
        if submissions._of_key(key).ticket_id:
            return self._to_receipt(key)
        if refusal := self._refusal(params, key):
            return self._refused(form, key, *refusal)
        submission = submissions._open(key, marks())
        if submission.ticket_id:
            return self._to_receipt(key)
        kept_ids = request.httprequest.form.getlist("keep")
        refused = submission._take_files(self._uploads(), kept_ids)
        errors = self._errors(form, refused)
        if errors:
            return self._page(form.values(), errors, submission)
        if not submission._file_appeal(self._appeal_values(form)):
            return self._page(form.values(), self._form_error("failed"), submission, status=500)
        return self._to_receipt(key)

    @http.route(
        "/appeal/receipt/<string:key>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def appeal_receipt(self, key):
        ticket = self._filed(key)
        deadline = ticket._shown_deadline()
        values = {
            "ticket": ticket,
            "key": key,
            "promise": ticket._customer_promise(deadline),
            "why": deadline._explain("public") if deadline else "",
        }
        return private(request.render("grid_portal.appeal_receipt", values))

    @http.route(
        "/appeal/receipt/<string:key>/receipt.pdf", type="http", auth="public", website=True, methods=["GET"],
        readonly=True, sitemap=False,
    )  # fmt: skip
    def appeal_receipt_pdf(self, key, **params):
        ticket = self._filed(key)
        if not ticket.number:
            raise request.not_found()
        pdf = request.env["grid.appeal.letter"].sudo()._registration_pdf(ticket)
        return self._file(pdf, "application/pdf", f"{ticket.number}.pdf")

    @http.route(
        "/appeal/receipt/<string:key>/due.ics", type="http", auth="public", website=True, methods=["GET"],
        readonly=True, sitemap=False,
    )  # fmt: skip
    def appeal_receipt_calendar(self, key, **params):
        ticket = self._filed(key)
        calendar = ticket._customer_calendar()
        if not calendar:
            raise request.not_found()
        return self._file(calendar, "text/calendar; charset=utf-8", f"{ticket.number or 'appeal'}.ics")

    def _filed(self, key):
        """Return the appeal that a form with this key made."""
        ticket = request.env["grid.portal.submission"].sudo()._of_key(key).ticket_id
        if not ticket:
            raise request.not_found()
        return ticket

    def _file(self, content, kind, name):
        headers = [("Content-Type", kind), ("Content-Disposition", disposition(name))]
        return private(request.make_response(content, headers))

    # ------------------------------------------------------------------
    # Why a form is sent back before it is read
    # ------------------------------------------------------------------
    def _refusal(self, params, key):
        submissions = request.env["grid.portal.submission"].sudo()
        if not request.validate_csrf(params.get("csrf_token")) or not submissions._is_key(key):
            return "stale", 422
        if fields.clean_line(params.get("website")):
            return "trap", 422
        if self._acts_for_another(params.get("acting_for")):
            return "acting", 422
        if submissions._over_limit(marks(), Domain("key", "!=", key)):
            return "over_limit", 429
        return None

    def _refused(self, form, key, code, status):
        """Show the form again; files of this sending could not be kept, those of an earlier one are."""
        acting = request.env.user._acting_refusal() or sentence(request.env, "acting", "changed")
        errors = {"form": acting} if code == "acting" else self._form_error(code)
        if self._uploads():
            errors["files"] = sentence(request.env, "files", "again")
        submission = request.env["grid.portal.submission"].sudo()._of_key(key)
        return self._page(form.values(), errors, submission, key=key, status=status)

    # ------------------------------------------------------------------
    # What is wrong with it
    # ------------------------------------------------------------------
    def _errors(self, form, refused):
        """{field: sentence} in the order of the page; the first finding of a field speaks."""
        errors = {}
        for field, _code, words in findings.of_form(request.env, form, THEMES, KINDS):
            errors.setdefault(field, words)
        if refused:
            errors["files"] = " ".join(findings.file_sentence(request.env, name, problem) for name, problem in refused)
        return errors

    def _form_error(self, code):
        return {"form": sentence(request.env, "form", code)}

    # ------------------------------------------------------------------
    # What becomes of it
    # ------------------------------------------------------------------
    def _customer(self):
        """The signed-in customer; staff who look at the site are not customers by that."""
        user = request.env.user
        return user._acting_partner() if user._is_portal() else user.partner_id.browse()

    def _acts_for_another(self, acting_for):
        """Whether one acts now for somebody else than when the form was opened: it would be filed for the wrong one."""
        customer = self._customer()
        return bool(customer) and (
            bool(request.env.user._acting_refusal()) or acting_for not in (None, str(customer.id))
        )

    def _known_values(self):
        """What the personal account knows already, so that it need not be typed again."""
        customer = self._customer().sudo()
        person = request.env.user.partner_id if customer else customer
        points = customer.usage_point_ids
        point = points if len(points) == 1 else points.browse()
        known = fields.AppealForm(
            name=(person if customer.is_company else customer).name or "",
            organisation=customer.name if customer.is_company else "",
            inn=customer.inn or "" if customer.is_company else "",
            email=person.email or "",
            phone=person.phone or "",
            address=point.address or "",
            account_number=point.account_number or "",
        )
        return known.values()

    def _appeal_values(self, form):
        customer = self._customer()
        channel = "channel_account" if customer else "channel_site"
        return {
            **request.env["helpdesk.ticket"].sudo()._form_vals(form, request.env.company, customer),
            "channel_id": request.env.ref(f"grid_appeal.{channel}").id,
            "partner_id": customer.id,
            "representative_id": request.env.user._representing(customer).id,
        }

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _uploads(self):
        return [upload for upload in request.httprequest.files.getlist("files") if upload.filename]

    def _page(self, form, errors=None, submission=None, key=None, status=None):
        submissions = request.env["grid.portal.submission"].sudo()
        submission = submission or submissions
        key = submission.key or (key if submissions._is_key(key) else submissions._new_key())
        values = {
            "form": form,
            "errors": errors or {},
            "key": key,
            "acting_for": self._customer().id,
            "themes": choices(request.env, THEMES),
            "kinds": choices(request.env, KINDS),
            "kept_files": submission._files(),
            "accept": files.ACCEPT,
            "files_hint": files_hint(request.env, files.FILES_MAX, MEGABYTES),
        }
        response = request.render("grid_portal.appeal_form", values)
        response.status_code = status or (422 if errors else 200)
        return private(response)

    def _to_receipt(self, key):
        return request.redirect(f"/appeal/receipt/{key}", code=303)
