from odoo.exceptions import UserError
from odoo.http import request, route

from .queue_page import QueuePage

PATH = "/queue/phone/<string:key>"
#: Where a session keeps the ticket it has taken: one visitor, one ticket that waits.
TAKEN = "grid_reception_ticket"


class Phone(QueuePage):
    """A ticket taken before one comes: by the link or the code on the door."""

    @route(PATH, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_phone(self, key, **kw):
        office = self._office(key, "phone")
        return self._taken() or self._form(office, key)

    # The token is checked inside: a page open for too long is shown again.
    @route(PATH, type="http", auth="public", methods=["POST"], csrf=False, sitemap=False)
    def queue_phone_take(self, key, **params):
        office = self._office(key, "phone")
        if not request.validate_csrf(params.get("csrf_token")):
            words = request.env._("The page was open for too long. Press the button once more.")
            return self._form(office, key, status=422, error=words)
        if taken := self._taken():
            return taken
        try:
            office._check_phone()
            ticket = self._take(office, {**params, "category": "ordinary"}, origin="phone")
        except UserError as refusal:
            return self._form(office, key, status=422, error=str(refusal))
        request.session[TAKEN] = ticket._key()
        return request.redirect(f"/queue/ticket/{ticket._key()}", code=303)

    def _taken(self):
        """Lead to the ticket of this session while it waits."""
        ticket = request.env["grid.queue.ticket"].sudo()._of_key(request.session.get(TAKEN) or "")
        if ticket.state == "waiting" and ticket.day == ticket.office_id._today():
            return request.redirect(f"/queue/ticket/{ticket._key()}", code=303)
        return None

    def _form(self, office, key, **values):
        return self._render("queue_phone", office, path=f"/queue/phone/{key}", **values)
