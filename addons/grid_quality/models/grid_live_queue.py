from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.grid_reception.models.grid_reception_service import STAFF

from ..live import Tile, late, near

TICKETS = "grid.queue.ticket"
BY_BRANCH = {"branch_ids": "branch_id"}

#: A visit whose length is known.
TIMED = ("service_seconds", ">", 0)


class GridLivePage(models.AbstractModel):
    """The queues of offices on the live page: who waits, who waits too long, how visitors of the period waited."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "queue": self.env._("Reception at offices")}

    @api.model
    def _tiles(self):
        queue = [self._queue_now(), self._queue_waits(), self._queue_recommended(), self._queue_load()]
        return [*super()._tiles(), *(tile for tiles in queue for tile in tiles)]

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
                self._visits("done", TIMED),
                aggregate="service_minutes:avg",
                unit=minutes,
                note=self.env._("visits: %(count)s"),
            ),
            self._queue_tile(
                "queue_no_shows", self.env._("Were called and did not come"), self._visits("no_show"), level=near
            ),
            self._queue_tile(
                "queue_mark",
                self.env._("Mean mark of visits, of 5"),
                self._visits("done", ("mark", ">", 0)),
                aggregate="mark:avg",
                note=self.env._("marks: %(count)s"),
                rule=self.env._("By the buttons at the window and on the page of the ticket."),
            ),
        ]

    @api.model
    def _queue_recommended(self):
        """Means beside those that the standard recommends to each who receives visitors."""
        return [
            self._mean_tile("queue_wait_by_staff", self.env._("Mean wait, by who receives"), 0),
            self._mean_tile(
                "queue_service_by_staff",
                self.env._("Mean length of a visit, by who receives"),
                1,
                TIMED,
            ),
        ]

    @api.model
    def _mean_tile(self, code, title, place, *more):
        """Return the tile of a mean; `place` is that of its figure among the recommended ones of each staff."""
        return self._queue_tile(
            code,
            title,
            self._visits("done", *more),
            kind="bars",
            groupby="service_id.staff",
            aggregate=("wait_minutes:avg", "service_minutes:avg")[place],
            means=lambda asked: self._recommended_means(min(asked.last, asked.today), place),
            unit=self.env._("min"),
            rule=self.env._("Recommended means, not the longest wait allowed: visits longer than them are no breach."),
        )

    @api.model
    def _recommended_means(self, day, place):
        names = dict(self.env["grid.reception.service"]._fields["staff"]._description_selection(self.env))
        try:
            plans = {staff: means[place] for staff, means in self.env["grid.office"]._recommended(day).items()}
        except UserError:  # of a day that no recommendation was in force
            return [(staff, names[staff], None) for staff, _name in STAFF]
        words = self.env._("%(staff)s, recommended %(minutes)s min")
        return [(staff, words % {"staff": names[staff], "minutes": f"{plan:g}"}, plan) for staff, plan in plans.items()]

    @api.model
    def _queue_load(self):
        return [
            self._load_tile("queue_by_hour", self.env._("Visits by the hour of coming"), "hour", is_in_order=True),
            self._load_tile("queue_by_service", self.env._("Visits by service"), "service_id"),
            self._load_tile("queue_by_window", self.env._("Visits by window"), "window_id"),
        ]

    @api.model
    def _load_tile(self, code, title, groupby, **parts):
        return self._queue_tile(code, title, self._visits("done"), kind="bars", groupby=groupby, **parts)

    @api.model
    def _queue_tile(self, code, title, domain, kind="number", **parts):
        views = "grid_reception.grid_queue_ticket_view_list"
        empty = self.env._("Nobody was received in the period.")
        return Tile(code, title, "queue", kind, TICKETS, domain, narrowed=BY_BRANCH, views=views, empty=empty, **parts)

    @api.model
    def _visits(self, state, *more):
        """Return the domain of the visits of the period that ended so; their day is that of the office already."""
        return lambda asked: [
            ("state", "=", state),
            ("day", ">=", str(asked.first)),
            ("day", "<=", str(asked.last)),
            *more,
        ]


class GridQueueTicket(models.Model):
    """Open live pages learn that a queue has changed."""

    _inherit = "grid.queue.ticket"

    def _note(self, kind, note=""):
        self.env["grid.live.page"]._tell_change()
        return super()._note(kind, note)
