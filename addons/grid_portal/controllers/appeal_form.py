from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields, steps

from .appeal_pages import SESSION_KEY, AppealPages
from .shared import marks
from .words import sentence


class AppealForm(AppealPages):
    """Internet reception: the pages on which an appeal is told, each kept as soon as it is sent."""

    @http.route("/appeal", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def appeal_begin(self, way="", late="", **params):
        """Show the first page; what was begun in this browser the same way is gone on with."""
        way, begun = steps.known_way(way), self._begun()
        begun = begun if begun.way == way else begun.browse()
        return self._page(steps.WAYS[way][0], begun, way=way, is_found=bool(begun), is_late=bool(late))

    @http.route(
        "/appeal/<any(what,about,place,person):page>", type="http", auth="public", website=True,
        methods=["GET"], readonly=True, sitemap=False,
    )  # fmt: skip
    def appeal_page(self, page, key="", to="", **params):
        return self._kept_page(page, key, return_to=to if to == "check" else "")

    # The token is checked inside: a page open for too long must keep what was typed on it.
    @http.route(
        "/appeal/<any(what,about,place,person):page>", type="http", auth="public", website=True, methods=["POST"],
        csrf=False, sitemap=False,
    )  # fmt: skip
    def appeal_keep(self, page, key="", way="", go="", to="", **params):
        """Keep what was typed on a page and show the next one, or the one before: then nothing need be right yet."""
        typed = steps.typed(page, params)
        draft = self._submissions()._of_key(key)
        if draft.ticket_id:
            return self._to_receipt(key)
        if refusal := self._refusal({**params, "key": key}, draft):
            return self._refused(page, draft, typed, way, *refusal)
        draft = self._submissions()._open(key, marks())
        if draft.ticket_id:
            return self._to_receipt(key)
        refused = self._keep(page, draft, typed, way)
        before = steps.preceding(draft.way, page)
        if go == "back" and before:
            return self._to_page(before, key)
        form = fields.read({**(draft.typed or {}), **typed})  # of what is far too long the draft keeps the beginning
        errors = self._errors(form, refused)
        errors = {field: words for field, words in errors.items() if field in steps.FIELDS[page]}
        if errors:
            return self._page(page, draft, typed, errors, return_to=to)
        return self._to_page("check" if to == "check" else steps.following(draft.way, page), key)

    # Sent by the page's script while the page stays; without it the files go with the page.
    @http.route("/appeal/files", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def appeal_files(self, key="", way="", **params):
        """Keep files, and give back the part of the page that lists them."""
        draft = self._submissions()._of_key(key)
        if draft.ticket_id or self._refusal({**params, "key": key}, draft):
            errors = {"files": sentence(request.env, "files", "again")}
        else:
            draft = self._submissions()._open(key, marks())
            refused = self._keep("what", draft, {}, way)
            errors = {field: words for field, words in self._errors(draft._form(), refused).items() if field == "files"}
        response = request.render("grid_portal.form_files", {**self._files_values(draft), "errors": errors})
        response.status_code = 422 if errors else 200
        return response

    @http.route("/appeal/forget", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def appeal_forget(self, **params):
        """Take back what was begun in this browser: another person may sit before it."""
        self._begun().unlink()
        request.session.pop(SESSION_KEY, None)
        return request.redirect("/appeal", code=303)

    def _keep(self, page, draft, typed, way):
        """Store what came with a page; return the files that were not taken."""
        draft._keep_typed(draft.way or steps.known_way(way), typed)
        request.session[SESSION_KEY] = draft.key
        if page != "what":
            return []
        return draft._take_files(self._uploads(), request.httprequest.form.getlist("keep"))

    def _uploads(self):
        return [upload for upload in request.httprequest.files.getlist("files") if upload.filename]

    def _refused(self, page, draft, typed, way, code, status):
        """Show the page again; files of this sending could not be kept, those of an earlier one are."""
        errors = self._form_error(code)
        if self._uploads():
            errors["files"] = sentence(request.env, "files", "again")
        way = draft.way or steps.known_way(way)
        page = page if page in steps.WAYS[way] else steps.WAYS[way][0]
        return self._page(page, draft, typed, errors, status, way=way)
