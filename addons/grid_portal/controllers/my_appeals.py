from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.appeals.life import OPEN_STATES
from odoo.addons.portal.controllers.portal import CustomerPortal, pager

PAGE = 20
LIST_FIELDS = ["number", "name", "state", "received_at", "next_due_at", "answered_at"]


class MyAppeals(CustomerPortal):
    """The customer's appeals in the personal account. Every page asks the record whether it may be read."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "appeal_count" in counters:
            appeals = request.env["helpdesk.ticket"]
            values["appeal_count"] = appeals.search_count([]) if appeals.has_access("read") else 0
        return values

    @http.route(
        ["/my/appeals", "/my/appeals/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_appeals(self, page=1, **kw):
        appeals = request.env["helpdesk.ticket"]
        domain = [("partner_id", "=", request.env.user.partner_id.id)]
        pages = pager("/my/appeals", appeals.search_count(domain), page, PAGE)
        # what is open has a date, what is over has none and comes after, the newest first
        found = appeals.search_fetch(
            domain, LIST_FIELDS, order="next_due_at, received_at desc, id desc", limit=PAGE, offset=pages["offset"]
        )
        values = {"tickets": found.sudo(), "pager": pages, "page_name": "appeals"}
        return request.render("grid_portal.my_appeals", {**self._prepare_portal_layout_values(), **values})

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

    def _own(self, model, record_id):
        """The record, readable in full from here on, once its rules let this user read it."""
        try:
            return self._document_check_access(model, record_id).with_user(request.env.user).sudo()
        except (AccessError, MissingError):
            raise request.not_found() from None

    def _download(self, attachment):
        """Always a download: what a stranger made must not run as a page of the site."""
        if not attachment:
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(attachment)
        response = stream.get_response(as_attachment=True)
        response.headers["Content-Disposition"] = disposition(attachment.name)
        return response
