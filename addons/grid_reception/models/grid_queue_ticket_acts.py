from odoo import fields, models
from odoo.exceptions import UserError

from ..queueing import rank_of_return
from .grid_queue_ticket import HELD


class GridQueueTicket(models.Model):
    """What a window does with its ticket; every act is refused when another one came first."""

    _inherit = "grid.queue.ticket"

    def _say(self):
        """Let the board call these tickets aloud."""
        for ticket in self:
            ticket.office_id._tell(label=ticket.name, window=ticket.window_id.name)

    def _expect(self, *states):
        """Hold the ticket until the end of the transaction, in one of these states."""
        self.ensure_one()
        if not self.try_lock_for_update() or self.state not in states:
            raise UserError(
                self.env._("Ticket %(ticket)s was dealt with meanwhile. The screen shows it anew.", ticket=self.name)
            )

    def _recall(self):
        self._expect("called")
        self._note("recalled")
        self._say()

    def _start(self):
        self._expect("called")
        self.write({"state": "serving", "started_at": fields.Datetime.now()})
        self._note("started")
        self.office_id._tell()

    def _no_show(self):
        self._expect("called")
        self._note("no_show")
        self.write({"state": "no_show", "finished_at": fields.Datetime.now()})
        self.office_id._tell()

    def _finish(self):
        """End the service of these tickets; of none, nothing happens."""
        for ticket in self:
            ticket._expect("serving")
            ticket._note("finished")
            ticket.write({"state": "done", "finished_at": fields.Datetime.now(), **ticket._served_until_now()})
            ticket.office_id._tell()

    def _put_back(self, note=""):
        """Let the visitor fill in a form or fetch a paper: she keeps a quarter of an hour of her turn."""
        self._expect(*HELD)
        self._requeue("put_back", note, rank=rank_of_return(self.rank, fields.Datetime.now()))

    def _hand_over(self, service, window, note=""):
        """Send the visitor to another service, or to one window; she has waited already and keeps her turn."""
        self._expect(*HELD)
        window_serves = service in window.service_ids if window else bool(service)
        if service.office_id != self.office_id or not window_serves:
            raise UserError(self.env._("Choose a service of this office, and a window that gives it."))
        if window and not window.user_id:
            raise UserError(self.env._("Nobody sits at window %(window)s now.", window=window.name))
        self._requeue("handed_over", note, service_id=service.id, for_window_id=window.id)

    def _requeue(self, kind, note, **vals):
        now = fields.Datetime.now()
        self._note(kind, note)
        self.write(
            {
                **vals,
                **self._served_until_now(),
                "state": "waiting",
                "window_id": False,
                "started_at": False,
                "note": note,
                "waiting_since": now,
                "due_at": self._wait_until(self.office_id, now),
            }
        )
        self.office_id._tell()

    def _served_until_now(self):
        """Return the time of service with what the present window adds."""
        if not self.started_at:
            return {}
        last = int((fields.Datetime.now() - self.started_at).total_seconds())
        return {"service_seconds": self.service_seconds + last}
