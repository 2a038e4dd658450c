from datetime import timedelta

from odoo import api, fields, models

from ..live import Tile, late, near
from ..live.levels import plain

BY_BRANCH = {"branch_ids": "branch_id"}
#: What of an outage the page counts by.
COUNTED = {"state", "kind", "branch_id", "started_at", "point_count", "notices_lack"}
SOON = timedelta(days=7)


class GridLivePage(models.AbstractModel):
    """Outages on the live page: who is without supply now, what is planned, which notices lack."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "outages": self.env._("Outages")}

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *self._outage_tiles()]

    @api.model
    def _outage_tiles(self):
        under_way = [("state", "=", "under_way")]
        said = {"narrowed": BY_BRANCH, "views": "grid_contact.grid_outage_view_list"}
        return [
            self._outage_tile(
                "outages_now", self.env._("Supply is off now"), lambda asked: under_way, level=near, **said
            ),
            self._outage_tile(
                "points_without_supply",
                self.env._("Usage points without supply"),
                lambda asked: under_way,
                aggregate="point_count:sum",
                level=near,
                **said,
            ),
            self._outage_tile(
                "outages_ahead",
                self.env._("Planned in the next 7 days"),
                lambda asked: [("state", "=", "announced"), *self._starting(asked.now, asked.now + SOON)],
                earliest="started_at",
                level=plain,
                **said,
            ),
            self._outage_tile(
                "outages_not_noticed",
                self.env._("Planned outages whose notices lack"),
                lambda asked: [
                    ("notices_lack", "=", True),
                    ("state", "in", ("draft", "announced")),
                    *self._starting(asked.now),
                ],
                earliest="started_at",
                level=late,
                **said,
            ),
        ]

    @api.model
    def _outage_tile(self, code, title, domain, **parts):
        return Tile(code, title, "outages", "number", "grid.outage", domain, **parts)

    @api.model
    def _starting(self, since, until=None):
        bounds = [("started_at", ">=", fields.Datetime.to_string(since))]
        return bounds + ([("started_at", "<", fields.Datetime.to_string(until))] if until else [])


class GridOutage(models.Model):
    """Open live pages learn that an outage has come or has changed what is counted."""

    _inherit = "grid.outage"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        if COUNTED & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)
