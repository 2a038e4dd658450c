from odoo import http
from odoo.http import request

from .my_appeal_acts import MyAppealActs
from .shared import private
from .words import sentence


class AnswerMarks(MyAppealActs):
    """The mark of an answer by the link in its letter: looking at the page changes nothing, only sending it does."""

    @http.route(
        "/marks/<string:token>", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False
    )
    def answer_mark(self, token, done="", **kw):
        return self._mark_page(self._marked(token), token, done=bool(done))

    @http.route(
        "/marks/<string:token>", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False
    )
    def answer_mark_give(self, token, **params):
        ticket = self._marked(token)
        if self._is_stale(params):
            return self._mark_page(ticket, token, {"form": sentence(request.env, "mark", "stale")}, params)
        ticket._hold()
        if not ticket._mark_open_until():
            return self._mark_page(ticket, token, {"form": ticket._customer_refusal("mark")}, self._unsent(params))
        value, words, errors = self._read_mark(params)
        if errors:
            return self._mark_page(ticket, token, errors, params)
        ticket._give_mark(value, words, "letter")
        return request.redirect(f"/marks/{token}?done=mark", code=303)

    def _marked(self, token):
        """Return the appeal whose answer the key is for, of its company's site."""
        ticket = request.env["helpdesk.ticket"].sudo()._of_mark_token(token)
        if not ticket or not ticket.answered_at:
            raise request.not_found()
        return ticket

    def _mark_page(self, ticket, token, errors=None, form=None, done=False):
        values = {
            "ticket": ticket,
            "token": token,
            "errors": errors or {},
            "form": form or {},
            "done": done,
            **self._mark_values(ticket, form),
        }
        response = request.render("grid_portal.answer_mark", values)
        response.status_code = 422 if errors else 200
        return private(response)
