from odoo import fields, models
from odoo.fields import Domain

from ..queueing import Window, forecast

#: What a board shows: the last calls, the newest first.
CALLS_SHOWN = 8
WAITING = "waiting"


class GridOffice(models.Model):
    """The queue of an office now: who is called where, who waits how long. Numbers and windows only."""

    _inherit = "grid.office"

    def _of_today(self, *states):
        self.ensure_one()
        return (
            Domain("office_id", "=", self.id) & Domain("day", "=", self._today()) & Domain("state", "in", list(states))
        )

    def _waiting(self):
        """Return the tickets that wait, in the order in which they are called."""
        return self.env["grid.queue.ticket"].sudo().search(self._of_today(WAITING), order="rank, id")

    def _board(self):
        """Return what the board shows: tickets at windows, the newest first, and how many wait."""
        tickets = self.env["grid.queue.ticket"].sudo()
        held = tickets.search(
            self._of_today("called", "serving") & Domain("window_id", "!=", False),
            order="called_at desc, id desc",
            limit=CALLS_SHOWN,
        )
        held.window_id.fetch(["name"])
        return {
            "calls": [
                {"label": one.name, "window": one.window_id.name, "called": one.state == "called"} for one in held
            ],
            "waiting": tickets.search_count(self._of_today(WAITING)),
        }

    def _open_windows(self):
        """Return the open windows, each with when it will be free by the usual length of what it serves now."""
        windows = self.sudo().window_ids.filtered("user_id")
        busy = {ticket.window_id: ticket for ticket in windows._current()}
        now = fields.Datetime.now()
        return [
            Window(
                frozenset(window.service_ids.ids),
                busy[window]._minutes_left(now) if window in busy else 0,
            )
            for window in windows
        ]

    def _usual_minutes(self):
        services = self.env["grid.reception.service"].sudo().with_context(active_test=False)
        return {one.id: one.minutes for one in services.search([("office_id", "=", self.id)])}

    def _forecasts(self):
        """Return {service: minutes that a newcomer waits}; a service that no open window gives has none."""
        ahead, windows, minutes = self._waiting()._services_in_order(), self._open_windows(), self._usual_minutes()
        services = self.sudo().reception_service_ids
        return {one: forecast(ahead, one.id, windows, minutes) for one in services}
