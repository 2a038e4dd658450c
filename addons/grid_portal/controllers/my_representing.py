import base64

from odoo import http
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
        if not request.validate_csrf(params.get("csrf_token")):
            return self._form_page(form, {"form": sentence(request.env, "representing", "stale")})
        errors = self._errors(form)
        name, content, problem = self._scan()
        if problem:
            errors["scan"] = problem
        if errors:
            if not problem:
                errors["scan"] = sentence(request.env, "representing", "scan_again")
            return self._form_page(form, errors)
        vals = {**form, **{field: representing.day(form[field]) or False for field in ("document_date", "valid_until")}}
        vals |= {"scan": base64.b64encode(content), "scan_name": name}
        asked = request.env["grid.representation.request"].sudo()._ask(request.env.user.partner_id, vals, marks())
        if not asked:
            return self._form_page(form, {"form": sentence(request.env, "representing", "over_limit")}, 429)
        return request.redirect("/my/acting?asked=1", code=303)

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

    def _scan(self):
        """Return the name and the bytes of the document, and what is wrong with it."""
        upload = request.httprequest.files.get("scan")
        if not upload or not upload.filename:
            return "", b"", sentence(request.env, "representing", "scan_missing")
        name, content, problem = request.env["grid.file.scanner"]._read(upload)
        return name, content, findings.file_sentence(request.env, name, problem) if problem else ""

    def _form_page(self, form, errors=None, status=422):
        kinds = request.env["grid.representation.request"]._fields["kind"]._description_selection(request.env)
        values = {
            "page_name": "representing",
            "form": form,
            "errors": errors or {},
            "kinds": dict(kinds),
            "accept": files.ACCEPT,
            "megabytes": files.FILE_MAX // files.MEGABYTE,
        }
        response = request.render("grid_portal.my_representing", {**self._prepare_portal_layout_values(), **values})
        response.status_code = status if errors else 200
        return private(response)
