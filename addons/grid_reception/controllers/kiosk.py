from odoo.exceptions import UserError
from odoo.http import request, route

from .queue_page import QueuePage

PATH = "/queue/kiosk/<string:key>"


class Kiosk(QueuePage):
    """The touch screen at the door: what for, which queue, the slip."""

    @route(PATH, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_kiosk(self, key, service="", appointment="", **kw):
        office = self._office(key, "kiosk")
        return self._kiosk(office, key, self._chosen(office, service), asks_number=bool(appointment))

    # no session that a strange page could use: whoever knows the key stands at the kiosk
    @route(PATH, type="http", auth="public", methods=["POST"], csrf=False, save_session=False, sitemap=False)
    def queue_kiosk_take(self, key, **params):
        office = self._office(key, "kiosk")
        if "number" in params:
            return self._arrived(office, key, params["number"])
        try:
            ticket = self._take(office, params, origin="kiosk")
        except UserError as refusal:
            return self._kiosk(office, key, status=422, error=str(refusal))
        return request.redirect(f"/queue/slip/{ticket._key()}?kiosk={key}", code=303)

    def _arrived(self, office, key, typed):
        """Give the ticket of an appointment; what was typed stays when nobody has it."""
        try:
            ticket = office._ticket_of(typed)
        except UserError as refusal:
            shown = "".join(filter(str.isprintable, typed))[:20]
            return self._kiosk(office, key, status=422, error=str(refusal), asks_number=True, typed=shown)
        return request.redirect(f"/queue/slip/{ticket._key()}?kiosk={key}", code=303)

    def _kiosk(self, office, key, service=None, **values):
        page = {"path": f"/queue/kiosk/{key}", "service": service, "asks_number": False, "typed": "", **values}
        return self._render("queue_kiosk", office, **page)
