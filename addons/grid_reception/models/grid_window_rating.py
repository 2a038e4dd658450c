from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq

from ..queueing import secret

#: How long the buttons stay after a visit: then another visitor stands before them.
ASKED = timedelta(minutes=3)


class GridWindow(models.Model):
    """The button of a window that asks the visitor who is leaving for a mark."""

    _inherit = "grid.window"

    def _rating_key(self):
        self.ensure_one()
        return f"{self.id}.{self._rating_signature()}"

    def _rating_signature(self):
        return self.office_id._signature(f"rating {self.id}")

    @api.model
    def _of_rating_key(self, key):
        """Return the window that a key opens; empty for any other text."""
        if not (parts := secret(key)):
            return self.browse()
        window = self.browse(parts[0]).exists().filtered("active")
        return window if window and consteq(parts[1], window._rating_signature()) else self.browse()

    def _just_served(self):
        """Return the visit that has just ended here, while nobody else is at the window; empty otherwise."""
        last = (
            self.env["grid.queue.ticket"]
            .sudo()
            .search(
                [("window_id", "=", self.id), ("state", "=", "done"), ("day", "=", self.office_id._today())],
                order="finished_at desc, id desc",
                limit=1,
            )
        )
        since = fields.Datetime.now() - ASKED
        return last.filtered(lambda one: one.finished_at >= since and not self._current())

    def _to_mark(self):
        """Return the visit that has just ended here and has no mark; empty when nobody is asked."""
        return self._just_served().filtered(lambda one: not one.mark)

    def action_open_rating(self):
        self.ensure_one()
        self.check_access("write")
        return {"type": "ir.actions.act_url", "url": f"/queue/rating/{self._rating_key()}", "target": "new"}
