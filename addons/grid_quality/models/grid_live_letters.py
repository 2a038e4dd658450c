from werkzeug.urls import url_encode

from odoo import api, models

from ..live import Tile, against
from .grid_live_appeals import ALL_LIST, APPEAL

LEFT_OUT = {"registered_today", "closed_today"}  # a letter comes in the morning: it tells days that have ended


class GridLivePage(models.AbstractModel):
    """What letters by schedule tell of the live page, and how one of their figures is opened."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "period": self.env._("In the period")}

    @api.model
    def _tiles_of_letters(self):
        """Return the tiles that letters alone have: what was done in their days."""
        plan = self.env.company.sudo().answers_in_term_plan
        common = {"section": "period", "model": APPEAL, "views": ALL_LIST}
        return [
            Tile(
                code="registered",
                title=self.env._("Registered"),
                kind="number",
                domain=lambda asked: asked.during("registered_at"),
                **common,
            ),
            Tile(
                code="closed",
                title=self.env._("Closed"),
                kind="number",
                domain=lambda asked: [("state", "=", "closed"), *asked.during("closed_date")],
                **common,
            ),
            Tile(
                code="in_term",
                title=self.env._("Answered in term"),
                kind="share",
                domain=lambda asked: asked.during("answered_at"),
                good=("answered_late", False),
                plan=plan,
                level=against(plan),
                unit="%",
                empty=self.env._("Nothing was answered yet."),
                **common,
            ),
        ]

    @api.model
    def _figures_of_letter(self, asked, chosen):
        """Return the figures of the chosen sections, in the order in which a letter tells them."""
        tiles = [*self._tiles_of_letters(), *self._tiles_by_section()]
        tiles = [tile for tile in tiles if tile.section in chosen and tile.code not in LEFT_OUT and tile.kind != "line"]
        return self._figures(tiles, asked)

    @api.model
    def _link(self, filters, code=""):
        """Return the address of the page that is narrowed so, or of the list behind one of its tiles."""
        address = {**self._address(filters), **({"tile": code} if code else {})}
        return f"{self.env.company.get_base_url()}/odoo/live?{url_encode(address)}"
