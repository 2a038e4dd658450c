from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES

from .my_cases import MyCases
from .words import MARKS, choices, done_sentence, files_words, sentence

LIST_FIELDS = ["number", "name", "state", "received_at", "next_due_at", "answered_at"]
# what is open has a date, what is over has none and comes after, the newest first
LIST_ORDER = "next_due_at, received_at desc, id desc"
#: What a passport leads stands among the requests.
NO_REQUESTS = [("service_id", "=", False)]


class MyAppeals(MyCases):
    """The customer's appeals in the personal account: their list, their pages, their papers."""

    @http.route(
        ["/my/appeals", "/my/appeals/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_appeals(self, page=1, **kw):
        return self._list_page("appeals", "helpdesk.ticket", LIST_FIELDS, LIST_ORDER, page, NO_REQUESTS)

    @http.route("/my/appeals/<int:ticket_id>", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def my_appeal(self, ticket_id, done="", **kw):
        ticket = self._own("helpdesk.ticket", ticket_id)
        if ticket.service_id:
            return request.redirect(ticket._account_path(), code=303)
        return self._appeal_page(ticket, done=done)

    # The token is checked inside: a page open for too long is shown again.
    @http.route(
        "/my/appeals/<int:ticket_id>/read", type="http", auth="user", website=True, methods=["POST"], csrf=False
    )
    def my_appeal_read(self, ticket_id, until="", **params):
        """Note that the letters that the page showed are read: a fact of their delivery."""
        ticket, moment = self._acting("helpdesk.ticket", ticket_id), self._moment(until)
        if not (moment and request.validate_csrf(params.get("csrf_token"))):
            return self._appeal_page(ticket, {"form": sentence(request.env, "status", "stale")})
        ticket._note_reading(moment)
        return request.redirect(f"/my/appeals/{ticket.id}", code=303)

    @http.route(
        "/my/appeals/<int:ticket_id>/<any(file, letter, notice):kind>/<int:paper_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def my_appeal_paper(self, ticket_id, kind, paper_id, **kw):
        ticket = self._own("helpdesk.ticket", ticket_id)
        papers = ticket._customer_papers(kind).filtered(lambda one: one.id == paper_id)
        return self._download(papers if kind == "file" else papers.letter_id)

    # ------------------------------------------------------------------
    # The page of one appeal: as it stands, and again when an act was refused
    # ------------------------------------------------------------------
    def _appeal_page(self, ticket, errors=None, form=None, done="", status=None, key=None):
        """Show the appeal; an act that was refused shows it again with its sentences and what was typed."""
        deadline = ticket._shown_deadline()
        mine = ticket.partner_id in request.env.user.acting_partner_ids
        values = {
            "ticket": ticket,
            "page_name": "appeals",
            "promise": ticket._customer_promise(deadline) if ticket.state in OPEN_STATES else "",
            "why": deadline._explain("public") if deadline else "",
            "files": ticket._customer_files(),
            "answers": ticket._customer_answers(),
            "notices": ticket._customer_notices(),
            "unread_until": ticket._unread_until(),
            "acts": ticket._customer_acts() if mine else frozenset(),
            "done": done_sentence(request.env, done),
            **self._form_values(errors, form, key),
            **self._mark_values(ticket, form),
        }
        return self._shown("grid_portal.my_appeal", values, status)

    def _form_values(self, errors=None, form=None, key=None):
        """Return what a form with words and files needs: its key, what was typed, the files that wait."""
        submissions = request.env["grid.portal.submission"].sudo()
        return {
            "errors": errors or {},
            "form": form or {},
            "key": key if submissions._is_key(key) else submissions._new_key(),
            "kept_files": submissions._of_key(key)._files(),
            **files_words(request.env),
        }

    def _mark_values(self, ticket, form=None):
        """Return what the form of the mark shows: the words of each mark, what is given, until when it may change."""
        mark, until = ticket.mark_ids, ticket._mark_open_until()
        given = {"value": str(mark.value or ""), "words": mark.words or ""}
        return {
            "mark": mark,
            "marks": choices(request.env, {str(value): words for value, words in MARKS.items()}),
            "marked": {name: (form or {}).get(name, given[name]) for name in given},
            "mark_until": ticket._customer_date(until),
        }

    def _shown(self, template, values, status=None):
        """Render a page of the account; with sentences about what is wrong it is 422."""
        response = request.render(template, {**self._prepare_portal_layout_values(), **values})
        response.status_code = status or (422 if values["errors"] else 200)
        return response
