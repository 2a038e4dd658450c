from odoo import models

from ..queueing import forecast


class GridQueueTicket(models.Model):
    """What a visitor is told of her ticket."""

    _inherit = "grid.queue.ticket"

    def _services_in_order(self):
        """Return the ids of the services of these tickets, one for each ticket."""
        return [ticket.service_id.id for ticket in self]

    def _minutes_left(self, now):
        """Return in how many minutes this visit ends by the usual length of its service; never less than one."""
        since = self.started_at or now
        return max(1, self.service_id.minutes - (now - since).total_seconds() / 60)

    def _status(self):
        """Return what a visitor is told of her ticket: her place, the wait, the window."""
        self.ensure_one()
        told = {"label": self.name, "state": self.state, "window": self.window_id.name or "", "mark": self.mark}
        if self.state != "waiting":
            return told
        waiting = self.office_id._waiting()
        ahead = waiting[: waiting.ids.index(self.id)] if self.id in waiting.ids else waiting
        office = self.office_id
        minutes = forecast(
            ahead._services_in_order(), self.service_id.id, office._open_windows(), office._usual_minutes()
        )
        return {**told, "ahead": len(ahead), "minutes": minutes}

    def _take_mark(self, mark):
        """Keep the visitor's mark of a visit that has ended; a second one changes nothing."""
        if self.state == "done" and not self.mark:
            self.mark = mark

    def _printed(self):
        """Return when the ticket was issued and where its status is read, for the slip."""
        local = self.env["legal.rule"]._local(self.issued_at, self.office_id._zone())
        url = f"{self.get_base_url()}/queue/ticket/{self._key()}"
        return {"day": f"{local:%d.%m.%Y}", "hour": f"{local:%H:%M}", "qr": self.env["grid.appeal.letter"]._qr(url)}
