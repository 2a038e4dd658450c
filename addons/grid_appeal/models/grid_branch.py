from typing import NamedTuple

from odoo import fields, models
from odoo.fields import Domain


class Dispatchers(NamedTuple):
    """Whom a message of danger reaches."""

    users: models.Model
    email: str

    @property
    def names(self):
        """Who they are, in one line; empty when nobody is named."""
        return ", ".join([*self.users.sudo().mapped("name"), *filter(None, [self.email])])


class GridBranch(models.Model):
    """The card of a branch counts its own appeals and those below it; its dispatchers hear of danger."""

    _name = "grid.branch"
    _inherit = ["grid.branch", "grid.deadline.card"]

    _card_field = "branch_id"
    _card_operator = "child_of"

    dispatcher_ids = fields.Many2many(
        "res.users",
        "grid_branch_dispatcher_rel",
        string="Dispatchers",
        domain="[('share', '=', False)]",
        help="Told at once of danger to people. Empty: those of the higher branch, else its supervisors.",
    )
    dispatcher_email = fields.Char("Dispatcher's e-mail")

    def _search_has_open_appeals(self, operator, value):
        own = super()._search_has_open_appeals(operator, value)
        return own if own is NotImplemented else Domain("id", "parent_of", self.search(own).ids)

    def _cards_above(self):
        return [int(part) for part in self.parent_path.split("/") if part]

    def _dispatchers(self):
        """Return whom to tell of danger here: of the branch, else of the nearest one above, else its supervisors."""
        branch = self.sudo()
        while branch and not (branch.dispatcher_ids or branch.dispatcher_email):
            branch = branch.parent_id
        if branch:
            return Dispatchers(branch.dispatcher_ids, branch.dispatcher_email or "")
        tickets = self.env["helpdesk.ticket"]
        seeing = tickets._seeing(self, tickets._holders("head"))
        return Dispatchers(seeing(tickets._holders("supervisor")), "")
