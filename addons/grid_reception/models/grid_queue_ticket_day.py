from odoo import api, fields, models

from .grid_queue_ticket import HELD

OPEN = ("waiting", *HELD)
#: How an open ticket ends with its day. Of a visitor at a window nobody noted when she left: no length is made up.
ENDS = {"waiting": "left", "called": "no_show", "serving": "done"}


class GridQueueTicket(models.Model):
    """The day of an office ends: what is still open is closed, and nobody sits at a window any more."""

    _inherit = "grid.queue.ticket"

    @api.model
    def _cron_close_day(self):
        """Close the tickets of past days and the windows left open; a second run finds nothing to close."""
        for office in self.env["grid.office"].with_context(active_test=False).search([]):
            office._close_days_before(office._today())


class GridOffice(models.Model):
    _inherit = "grid.office"

    def _close_days_before(self, today):
        tickets = self.env["grid.queue.ticket"].sudo()
        left = tickets.search([("office_id", "=", self.id), ("day", "<", today), ("state", "in", OPEN)])
        left._note("closed")
        self.env["grid.appointment"]._close_before(self, self._bounds_of(today)[0])
        for state, of_state in left.grouped("state").items():
            of_state.write({"state": ENDS[state], "finished_at": fields.Datetime.now(), "for_window_id": False})
        rules, zone = self.env["legal.rule"], self._zone()
        forgotten = self.sudo().window_ids.filtered(
            lambda window: (
                window.user_id
                and rules._local(window.opened_at, zone).date() < today
                and not window._current()  # a shift over midnight serves a visitor of the new day
            )
        )
        forgotten._close()
