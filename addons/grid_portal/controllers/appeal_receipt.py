from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeals.filenames import disposition

from .shared import private


def filed(key):
    """Return the appeal that a form with this key made."""
    ticket = request.env["grid.portal.submission"].sudo()._of_key(key).ticket_id
    if not ticket:
        raise request.not_found()
    return ticket


class AppealReceipt(http.Controller):
    """What proves that an appeal is with us: its number, its date and why, to read, to print, for a calendar."""

    @http.route(
        "/appeal/receipt/<string:key>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def appeal_receipt(self, key):
        ticket = filed(key)
        deadline = ticket._shown_deadline()
        values = {
            "ticket": ticket,
            "key": key,
            "promise": ticket._customer_promise(deadline),
            "why": deadline._explain("public") if deadline else "",
            "consents": ticket.site_consent_ids,
            "has_consents": bool(ticket.site_consent_ids or ticket._asked_texts()),
        }
        return private(request.render("grid_portal.appeal_receipt", values))

    @http.route(
        "/appeal/receipt/<string:key>/receipt.pdf", type="http", auth="public", website=True, methods=["GET"],
        readonly=True, sitemap=False,
    )  # fmt: skip
    def appeal_receipt_pdf(self, key, **params):
        ticket = filed(key)
        if not ticket.number:
            raise request.not_found()
        pdf = request.env["grid.appeal.letter"].sudo()._registration_pdf(ticket)
        return self._file(pdf, "application/pdf", f"{ticket.number}.pdf")

    @http.route(
        "/appeal/receipt/<string:key>/due.ics", type="http", auth="public", website=True, methods=["GET"],
        readonly=True, sitemap=False,
    )  # fmt: skip
    def appeal_receipt_calendar(self, key, **params):
        ticket = filed(key)
        calendar = ticket._customer_calendar()
        if not calendar:
            raise request.not_found()
        return self._file(calendar, "text/calendar; charset=utf-8", f"{ticket.number or 'appeal'}.ics")

    def _file(self, content, kind, name):
        headers = [("Content-Type", kind), ("Content-Disposition", disposition(name))]
        return private(request.make_response(content, headers))
