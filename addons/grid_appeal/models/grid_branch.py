from odoo import models
from odoo.fields import Domain


class GridBranch(models.Model):
    """The card of a branch counts its own appeals and those of the branches below it."""

    _name = "grid.branch"
    _inherit = ["grid.branch", "grid.deadline.card"]

    _card_field = "branch_id"
    _card_operator = "child_of"

    def _search_has_open_appeals(self, operator, value):
        own = super()._search_has_open_appeals(operator, value)
        return own if own is NotImplemented else Domain("id", "parent_of", self.search(own).ids)

    def _cards_above(self):
        return [int(part) for part in self.parent_path.split("/") if part]
