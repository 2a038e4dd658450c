from odoo import api, models

from ..live import Tile, late, near

TICKETS = "grid.queue.ticket"
BY_BRANCH = {"branch_ids": "branch_id"}


class GridLivePage(models.AbstractModel):
    """The queues of offices on the live page: who waits, who waits too long, how visitors of the period waited."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "queue": self.env._("Reception at offices")}

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *self._queue_now(), *self._queue_waits(), *self._queue_load()]

    @api.model
    def _queue_now(self):
        waiting = [("state", "=", "waiting")]
        return [
            self._queue_tile(
                "queue_waiting", self.env._("Wait in the queue now"), lambda asked: waiting, earliest="due_at"
            ),
            self._queue_tile(
                "queue_waiting_late",
                self.env._("Wait longer than the norm now"),
                lambda asked: [*waiting, ("due_at", "<", str(asked.now))],
                level=late,
            ),
        ]

    @api.model
    def _queue_waits(self):
        minutes = self.env._("min")
        return [
            self._queue_tile(
                "queue_in_time",
                self.env._("Waited within the norm"),
                self._visits("done"),
                kind="share",
                good=("is_late", False),
                unit="%",
                note=self.env._("visits: %(count)s"),
            ),
            self._queue_tile(
                "queue_wait",
                self.env._("Mean wait"),
                self._visits("done"),
                aggregate="wait_minutes:avg",
                unit=minutes,
                note=self.env._("visits: %(count)s"),
            ),
            self._queue_tile(
                "queue_service",
                self.env._("Mean length of a visit"),
                lambda asked: [*self._visits("done")(asked), ("service_seconds", ">", 0)],
                aggregate="service_minutes:avg",
                unit=minutes,
                note=self.env._("visits: %(count)s"),
            ),
            self._queue_tile(
                "queue_no_shows", self.env._("Were called and did not come"), self._visits("no_show"), level=near
            ),
        ]

    @api.model
    def _queue_load(self):
        return [
            self._load_tile("queue_by_hour", self.env._("Visits by the hour of coming"), "hour"),
            self._load_tile("queue_by_service", self.env._("Visits by service"), "service_id"),
            self._load_tile("queue_by_window", self.env._("Visits by window"), "window_id"),
        ]

    @api.model
    def _load_tile(self, code, title, groupby):
        return self._queue_tile(code, title, self._visits("done"), kind="bars", groupby=groupby)

    @api.model
    def _queue_tile(self, code, title, domain, kind="number", **parts):
        views = "grid_reception.grid_queue_ticket_view_list"
        empty = self.env._("Nobody was received in the period.")
        return Tile(code, title, "queue", kind, TICKETS, domain, narrowed=BY_BRANCH, views=views, empty=empty, **parts)

    @api.model
    def _visits(self, state):
        """Return the domain of the visits of the period that ended so; their day is that of the office already."""
        return lambda asked: [("state", "=", state), ("day", ">=", str(asked.first)), ("day", "<=", str(asked.last))]


class GridQueueTicket(models.Model):
    """Open live pages learn that a queue has changed."""

    _inherit = "grid.queue.ticket"

    def _note(self, kind, note=""):
        self.env["grid.live.page"]._tell_change()
        return super()._note(kind, note)
