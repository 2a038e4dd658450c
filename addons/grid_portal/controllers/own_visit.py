from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.grid_appeal.appeals.filenames import disposition

from .shared import private
from .visit_pages import Choice, VisitPages
from .words import done_sentence, sentence


class OwnVisit(VisitPages):
    """The page of one visit, by its key: when and where, what to take; to move it, to cancel it. It names nobody."""

    @http.route(
        "/visit/<string:key>", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False
    )
    def own_visit(self, key, done="", **params):
        return self._visit_page(self._visit(key), done=done)

    @http.route(
        "/visit/<string:key>/visit.ics", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def own_visit_calendar(self, key, **params):
        visit = self._visit(key)
        if not (visit.slot_at and visit._is_ahead()):
            raise request.not_found()
        kind = ("Content-Type", "text/calendar; charset=utf-8")
        headers = [kind, ("Content-Disposition", disposition(f"{visit.name}.ics"))]
        return private(request.make_response(visit._calendar(), headers))

    @http.route(
        "/visit/<string:key>/move", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def own_visit_times(self, key, day="", **params):
        visit = self._visit(key)
        if not self._may_move(visit):
            return request.redirect(visit._site_path(), code=303)
        return self._move_page(visit, day)

    # The token is checked inside: a page open for too long is shown again.
    @http.route(
        "/visit/<string:key>/move", type="http", auth="public", website=True, methods=["POST"], csrf=False,
        sitemap=False,
    )  # fmt: skip
    def own_visit_move(self, key, day="", slot="", **params):
        visit, moment = self._visit(key), self._moment(slot)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._move_page(visit, day, sentence(request.env, "visit", "stale"))
        if not self._may_move(visit):
            return request.redirect(visit._site_path(), code=303)
        wrong = self._time_errors(Choice(visit.office_id, visit.service_id), moment)
        if refusal := wrong.get("slot") or self._refused(lambda: visit._move(moment)):
            return self._move_page(visit, day, refusal)
        return request.redirect(f"{visit._site_path()}?done=move_visit", code=303)

    @http.route(
        "/visit/<string:key>/cancel", type="http", auth="public", website=True, methods=["POST"], csrf=False,
        sitemap=False,
    )  # fmt: skip
    def own_visit_cancel(self, key, **params):
        visit = self._visit(key)
        if not request.validate_csrf(params.get("csrf_token")):
            return self._visit_page(visit, sentence(request.env, "visit", "stale"))
        if visit.state == "cancelled":
            return request.redirect(visit._site_path(), code=303)
        if refusal := self._refused(lambda: visit._cancel(by="customer")):
            return self._visit_page(visit, refusal)
        return request.redirect(visit._site_path(), code=303)

    def _visit(self, key):
        visit = self._appointments()._of_page_key(key)
        if not visit:
            raise request.not_found()
        return visit

    def _may_move(self, visit):
        return visit.kind == "office" and visit._is_ahead()

    def _refused(self, act):
        """Do an act whole or not at all; return why it may not be done."""
        try:
            with request.env.cr.savepoint():
                act()
        except UserError as refusal:
            return str(refusal)
        return ""

    def _visit_page(self, visit, refusal="", done=""):
        values = {
            "visit": visit,
            "heading": visit._customer_heading(),
            "errors": {"form": refusal} if refusal else {},
            "done": done_sentence(request.env, done),
            "may_move": self._may_move(visit),
        }
        return self._page("own_visit", 422 if refusal else 200, **values)

    def _move_page(self, visit, day, refusal=""):
        values = {"visit": visit, "errors": {"form": refusal} if refusal else {}}
        times = self._time_values(visit.office_id, visit.service_id, day)
        return self._page("own_visit_times", 422 if refusal else 200, **values, **times)
