from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields, files
from odoo.addons.grid_appeal.models import findings

from ..account import representing
from .my_cases import MyCases
from .shared import marks, private
from .words import sentence

PAGE = "/my/acting/new"
LIMITS = {"principal_number": representing.NUMBER_MAX}


class MyRepresenting(MyCases):
    """To ask to be recorded as representative of a company or a person: by the paper, told nothing of the customer."""

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def representing(self, **params):
        return self._form_page({"kind": "attorney"})

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route(PAGE, type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def representing_ask(self, **params):
        form = {name: fields.clean_line(params.get(name)) for name in representing.FIELDS}
        requests, submissions = self._models()
        key, customer = params.get("key"), request.env.user.partner_id
        if not request.validate_csrf(params.get("csrf_token")) or not submissions._is_key(key):
            return self._stale_page(form)
        errors = self._errors(form)
        vals = {**form, **{field: representing.day(form[field]) or False for field in ("document_date", "valid_until")}}
        if not errors and requests._asked_already(customer, vals):
            return self._to_asked()
        if submissions._over_limit(marks(), Domain("key", "!=", key)):
            return self._form_page(form, {"form": sentence(request.env, "representing", "over_limit")}, 429)
        submission = submissions._open(key, marks())
        if problem := self._take_scan(submission):
            errors["scan"] = problem
        if errors:
            return self._form_page(form, errors, submission=submission)
        if not requests._ask(customer, vals, submission._files()[-1:], marks()):
            errors = {"form": sentence(request.env, "representing", "over_limit")}
            return self._form_page(form, errors, 429, submission)
        submission.unlink()
        return self._to_asked()

    def _models(self):
        return request.env["grid.representation.request"].sudo(), request.env["grid.portal.submission"].sudo()

    def _to_asked(self):
        return request.redirect("/my/acting?asked=1", code=303)

    def _stale_page(self, form):
        errors = {"form": sentence(request.env, "representing", "stale")}
        if self._uploads():
            errors["scan"] = sentence(request.env, "representing", "scan_again")
        return self._form_page(form, errors)

    def _errors(self, form):
        found = representing.faults(form, request.env.company._legal_today())
        return {
            field: findings.sentence(
                request.env, "any", code, limit=LIMITS.get(field, representing.LINE_MAX), actual=len(form[field])
            )
            if code == "too_long"
            else sentence(request.env, "representing", f"{field}_{code}")
            for field, code in found.items()
        }

    def _uploads(self):
        return [upload for upload in request.httprequest.files.getlist("scan")[:1] if upload.filename]

    def _take_scan(self, submission):
        """Keep the document with the form, in place of the one that waits there; return what is wrong with it."""
        kept = submission._files()[-1:]
        refused = submission._take_files(self._uploads(), [str(kept.id)])
        if refused:
            return findings.file_sentence(request.env, *refused[0])
        return "" if submission._files() else sentence(request.env, "representing", "scan_missing")

    def _form_page(self, form, errors=None, status=422, submission=None):
        requests, submissions = self._models()
        kinds = requests._fields["kind"]._description_selection(request.env)
        values = {
            "page_name": "representing",
            "form": form,
            "errors": errors or {},
            "kinds": dict(kinds),
            "key": submission.key if submission else submissions._new_key(),
            "kept": submission._files()[-1:] if submission else None,
            "accept": files.ACCEPT,
            "megabytes": files.FILE_MAX // files.MEGABYTE,
        }
        response = request.render("grid_portal.my_representing", {**self._prepare_portal_layout_values(), **values})
        response.status_code = status if errors else 200
        return private(response)
