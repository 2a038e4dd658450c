from odoo import api, fields, models

from ..live import Tile, late

BY_BRANCH = {"branch_ids": "branch_id"}


class GridLivePage(models.AbstractModel):
    """Connections on the live page: how many applications reach a contract and a connection, which stages are late."""

    _inherit = "grid.live.page"

    @api.model
    def _tiles(self):
        funnel = Tile(
            "connection_funnel",
            self.env._("Connections: applications of the period"),
            "connection",
            "bars",
            "grid.connection.funnel",
            lambda asked: asked.during("submitted_at"),
            measures=(
                ("applied", self.env._("Applications")),
                ("offered", self.env._("Offers")),
                ("contracted", self.env._("Contracts")),
                ("connected", self.env._("Connections made")),
            ),
            narrowed=BY_BRANCH,
            views="grid_connection.grid_connection_funnel_view_list",
            empty=self.env._("No application for a connection in the period."),
        )
        stages = Tile(
            "late_stages",
            self.env._("Services and connections: late stages"),
            "connection",
            "bars",
            "grid.service.request",
            lambda asked: [("outcome", "=", False), ("next_due_at", "<", fields.Datetime.to_string(asked.now))],
            groupby="step_id",
            bar_level=late,
            narrowed=BY_BRANCH,
            views="grid_service.grid_service_request_view_list",
            group_by=("user_id",),
            empty=self.env._("No stage is late."),
        )
        return [*super()._tiles(), funnel, stages]
