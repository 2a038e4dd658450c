from odoo import api, models

from ..live import Tile

MARK = "grid.appeal.mark"
NARROWED = {
    "branch_ids": "branch_id",
    "team_ids": "ticket_id.team_id",
    "customer_group": "ticket_id.customer_group",
}


class GridLivePage(models.AbstractModel):
    """Applicants' marks of the answers on the live page."""

    _inherit = "grid.live.page"

    @api.model
    def _tiles(self):
        empty = self.env._("Nobody marked an answer in the period.")
        mean = Tile(
            "satisfaction",
            self.env._("Mean mark of answers, of 5"),
            "voice",
            "number",
            MARK,
            lambda asked: asked.during("marked_at"),
            aggregate="value:avg",
            narrowed=NARROWED,
            note=self.env._("marks: %(count)s"),
            empty=empty,
            rule=self.env._("Mean of the marks given to answers in the period; questionnaires are apart."),
        )
        marks = Tile(
            "marks",
            self.env._("Marks of answers"),
            "voice",
            "bars",
            MARK,
            lambda asked: asked.during("marked_at"),
            groupby="value",
            narrowed=NARROWED,
            empty=empty,
        )
        return [*super()._tiles(), mean, marks]
