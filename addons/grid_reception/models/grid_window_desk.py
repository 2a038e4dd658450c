from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .grid_queue_ticket import CATEGORIES

SHOWN = 12


class GridWindowDesk(models.AbstractModel):
    """What the screen of a window asks of the server: one call, one answer, which is the whole screen anew."""

    _name = "grid.window.desk"
    _description = "Screen of a window"

    @api.model
    @api.readonly
    def read_screen(self):
        """Return the screen of the user's window, or the windows among which she chooses."""
        windows = self.env["grid.window"]
        windows._check_role()
        window = windows._mine()
        return self._screen(window) if window else {"window": False, "windows": self._windows()}

    @api.model
    def open_window(self, window_id):
        """Begin the shift at a window."""
        window = self.env["grid.window"].search([("id", "=", window_id)])
        if not window:
            raise UserError(self.env._("This window is not there any more. Choose another one."))
        return self._screen(window._open())

    @api.model
    def close_window(self):
        """End the shift."""
        self._window()._close()
        return self.read_screen()

    @api.model
    def call_next(self):
        """Finish with the visitor and call the next one; the answer says when nobody waits."""
        with self._window()._at_once() as window:
            ticket = window._next()
            screen = window.env[self._name]._screen(window)
        return {**screen, "nobody": not ticket}

    @api.model
    def act(self, ticket_id, name, values=None):
        """Do an act with the ticket that the screen shows.

        :param name: recall, start, no_show, finish, put_back or hand_over
        :param values: of the last two: `note`; of a hand-over `service_id`, and `window_id` if one is meant
        """
        window = self._window()
        ticket = self._visitor(window, ticket_id)
        values = values or {}
        note = (values.get("note") or "").strip()[:250]
        if name == "hand_over":
            service = self.env["grid.reception.service"].sudo().browse(values.get("service_id") or []).exists()
            other = self.env["grid.window"].sudo().browse(values.get("window_id") or []).exists()
            ticket._hand_over(service, other, note)
        elif name == "put_back":
            ticket._put_back(note)
        elif name in ("recall", "start", "no_show", "finish"):
            getattr(ticket, f"_{name}")()
        else:
            raise UserError(self.env._("The screen is of an older version. Open it anew."))
        return self._screen(window)

    @api.model
    def set_customer(self, ticket_id, partner_id):
        """Note who the visitor is, one of the customers whom the user may see."""
        window = self._window()
        ticket = self._visitor(window, ticket_id)
        partner = self.env["res.partner"].search([("id", "=", partner_id)])
        if not partner:
            raise UserError(self.env._("The card of this customer is not there any more. Search again."))
        ticket.partner_id = partner
        return self._screen(window)

    @api.model
    @api.readonly
    def read_others(self):
        """Return to which services and open windows of the office a visitor may be handed over."""
        window = self._window()
        office = window.office_id
        others = office.window_ids.filtered("user_id") - window
        return {
            "services": [{"id": one.id, "name": one.display_name} for one in office.reception_service_ids],
            "windows": [{"id": one.id, "name": one.name, "services": one.service_ids.ids} for one in others],
        }

    # --- the answer
    @api.model
    def _visitor(self, window, ticket_id):
        ticket = window._current()
        if ticket.id != ticket_id:
            raise UserError(self.env._("This visitor is not at your window any more. The screen shows it anew."))
        return ticket

    @api.model
    def _window(self):
        windows = self.env["grid.window"]
        windows._check_role()
        if window := windows._mine():
            return window
        raise UserError(self.env._("You sit at no window. Choose one first."))

    @api.model
    def _windows(self):
        return [
            {"id": one.id, "name": one.name, "office": one.office_id.name, "user": one.sudo().user_id.name or ""}
            for one in self.env["grid.window"].search([])
        ]

    @api.model
    def _screen(self, window):
        office, ticket = window.office_id, window._current()
        return {
            "window": {
                "id": window.id,
                "name": window.name,
                "office": office.name,
                "office_id": office.id,
                "channel": office._channel(),
            },
            "ticket": self._ticket(ticket) if ticket else False,
            "queue": self._queue(window),
        }

    @api.model
    def _ticket(self, ticket):
        words = dict(ticket._fields["category"]._description_selection(self.env))
        return {
            **self._line(ticket, words),
            "state": ticket.state,
            "called_at": _iso(ticket.called_at),
            "started_at": _iso(ticket.started_at),
            "note": ticket.note or "",
            "partner": ticket.partner_id and {"id": ticket.partner_id.id, "name": ticket.partner_id.name},
            "appeals": [{"id": one.id, "number": one.number or one.name} for one in ticket.appeal_ids],
            "requests": [{"id": one.id, "number": one.display_name} for one in ticket.request_ids],
        }

    @api.model
    def _queue(self, window):
        """Return who waits for this window, in the order of the calls."""
        mine = (
            window.office_id._of_today("waiting")
            & Domain("service_id", "in", window.service_ids.ids)
            & Domain("for_window_id", "in", [False, window.id])
        )
        tickets = self.env["grid.queue.ticket"].sudo()
        first = tickets.search(mine, order="rank, id", limit=SHOWN)
        words = dict(tickets._fields["category"]._description_selection(self.env))
        return {"count": tickets.search_count(mine), "first": [self._line(one, words) for one in first]}

    @api.model
    def _line(self, ticket, words):
        return {
            "id": ticket.id,
            "name": ticket.name,
            "service": ticket.service_id.name,
            "category": "" if ticket.category == CATEGORIES[0][0] else words[ticket.category],
            "waiting_since": _iso(ticket.waiting_since),
            "due_at": _iso(ticket.due_at),
            "wait_seconds": ticket.wait_seconds,
            "slot": ticket._slot_clock(),
        }


def _iso(moment):
    return moment.isoformat() + "Z" if moment else ""
