from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES

from .my_cases import MyCases

LIST_FIELDS = ["number", "name", "state", "received_at", "next_due_at", "answered_at"]
# what is open has a date, what is over has none and comes after, the newest first
LIST_ORDER = "next_due_at, received_at desc, id desc"


class MyAppeals(MyCases):
    """The customer's appeals in the personal account."""

    @http.route(
        ["/my/appeals", "/my/appeals/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_appeals(self, page=1, **kw):
        return self._list_page("appeals", "helpdesk.ticket", LIST_FIELDS, LIST_ORDER, page)

    @http.route("/my/appeals/<int:ticket_id>", type="http", auth="user", website=True, methods=["GET"])
    def my_appeal(self, ticket_id, **kw):
        ticket = self._own("helpdesk.ticket", ticket_id)
        deadline = ticket._shown_deadline()
        answers, notices = ticket._customer_answers(), ticket._customer_notices()
        for letters in (answers, notices):
            ticket._note_reading(letters)
        values = {
            "ticket": ticket,
            "page_name": "appeals",
            "promise": ticket._customer_promise(deadline) if ticket.state in OPEN_STATES else "",
            "why": deadline._explain("public") if deadline else "",
            "files": ticket._customer_files(),
            "answers": answers,
            "notices": notices,
        }
        return request.render("grid_portal.my_appeal", {**self._prepare_portal_layout_values(), **values})

    @http.route(
        "/my/appeals/<int:ticket_id>/<any(file, letter, notice):kind>/<int:paper_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def my_appeal_paper(self, ticket_id, kind, paper_id, **kw):
        ticket = self._own("helpdesk.ticket", ticket_id)
        papers = ticket._customer_papers(kind).filtered(lambda one: one.id == paper_id)
        if kind == "file":
            return self._download(papers)
        ticket._note_reading(papers)
        return self._download(papers.letter_id)
