from odoo.http import request, route

from .queue_page import MARKS, QueuePage

PATH = "/queue/ticket/<string:key>"


class Ticket(QueuePage):
    """A ticket on paper and on the phone of its holder."""

    @route("/queue/slip/<string:key>", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_slip(self, key, kiosk="", **kw):
        """The slip: prints itself, and lets the kiosk go back to its first page."""
        ticket = self._ticket(key)
        office = ticket.office_id
        back = f"/queue/kiosk/{kiosk}" if request.env["grid.office"].sudo()._of_key(kiosk, "kiosk") == office else ""
        return self._render("queue_slip", office, ticket=ticket, status_of=ticket._status(), back=back)

    @route(PATH, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_ticket(self, key, **kw):
        return self._status(self._ticket(key), key)

    # The token is checked inside: a page open for too long is shown again.
    @route(PATH, type="http", auth="public", methods=["POST"], csrf=False, sitemap=False)
    def queue_mark(self, key, **params):
        """The holder's mark of the service that has ended; the first one counts."""
        ticket = self._ticket(key)
        if not request.validate_csrf(params.get("csrf_token")) or params.get("mark") not in MARKS:
            words = request.env._("Choose a mark from 1 to 5 once more.")
            return self._status(ticket, key, status=422, error=words)
        ticket._take_mark(int(params["mark"]))
        return request.redirect(f"/queue/ticket/{key}", code=303)

    def _status(self, ticket, key, **values):
        page = {"ticket": ticket, "told": ticket._status(), "path": f"/queue/ticket/{key}", "marks": MARKS}
        return self._render("queue_ticket", ticket.office_id, **page, **values)
