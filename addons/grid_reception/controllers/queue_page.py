import re
import secrets

from odoo.exceptions import UserError
from odoo.http import Controller, request

from odoo.addons.bus.websocket import WebsocketConnectionHandler

MARKS = ("1", "2", "3", "4", "5")
#: One showing of a form: sent twice, it gives one ticket.
PRESS = re.compile(r"[A-Za-z0-9_-]{20,50}")


class QueuePage(Controller):
    """What the pages of the queue share: no account, no menus, nothing of a person; the key in the address is all."""

    def _office(self, key, device):
        """Return the office of a device, as the server reads it; not found for a wrong key."""
        self._speak()
        office = request.env["grid.office"].sudo()._of_key(key, device)
        if not office:
            raise request.not_found()
        return office

    def _ticket(self, key):
        self._speak()
        ticket = request.env["grid.queue.ticket"].sudo()._of_key(key)
        if not ticket:
            raise request.not_found()
        return ticket

    def _speak(self):
        """Pages stand in a public hall: they speak Russian where it is installed."""
        installed = {code for code, _name in request.env["res.lang"].get_installed()}
        if "ru_RU" in installed:
            request.update_context(lang="ru_RU")

    def _render(self, template, office, status=200, **values):
        page = {
            "office": office,
            "channel": office._channel(),
            "socket": f"/websocket?version={WebsocketConnectionHandler._VERSION}",
            "spoken": request.env.lang.replace("_", "-"),
            "press": secrets.token_urlsafe(20),
            "error": "",
            **values,
        }
        response = request.render(f"grid_reception.{template}", page)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _take(self, office, params, **vals):
        """Give the ticket that a form asks for; the same form sent again gives the same ticket.

        :raises UserError: the form says what the office does not give
        """
        press, category = params.get("press", ""), params.get("category") or "ordinary"
        service = self._chosen(office, params.get("service"))
        if not (service and category in ("ordinary", "priority") and PRESS.fullmatch(press)):
            raise UserError(request.env._("Choose once more: this service or queue is not there."))
        return office._take_ticket(service, category, press, **vals)

    def _chosen(self, office, letter):
        """Return the service that a form or an address names by its letter; empty for any other text."""
        return office.reception_service_ids.filtered(lambda one: one.letter == letter and one.on_kiosk)
