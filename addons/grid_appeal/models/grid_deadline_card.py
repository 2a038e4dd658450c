from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

from ..appeals.life import OPEN_STATES

#: What each counter counts; this week is from now to Sunday, today included.
COUNTED = {"overdue": ["overdue"], "today": ["today"], "week": ["today", "week"]}
SUPERVISOR = "grid_customer.group_supervisor"


class GridDeadlineCard(models.AbstractModel):
    """Counts the open appeals of a branch, a team or a handler by how near their date is.

    Each counter asks the database once for all cards, within what the reader may see, and the
    list behind it is found by the same domain.
    """

    _name = "grid.deadline.card"
    _description = "Deadlines of Appeals on a Card"

    #: The field of an appeal that points to the card, and the operator that finds the appeals of cards.
    _card_field = None
    _card_operator = "in"

    overdue_appeals = fields.Integer("Overdue", compute="_compute_due_appeals", groups=SUPERVISOR)
    today_appeals = fields.Integer("Today", compute="_compute_due_appeals", groups=SUPERVISOR)
    week_appeals = fields.Integer("This week", compute="_compute_due_appeals", groups=SUPERVISOR)
    has_open_appeals = fields.Boolean(store=False, search="_search_has_open_appeals", groups=SUPERVISOR)

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_due_appeals(self):
        appeals = self.env["helpdesk.ticket"]
        for counter in COUNTED:
            counts = Counter()
            for owner, count in appeals._read_group(self._domain_of_due(counter), [self._card_field], ["__count"]):
                counts.update(dict.fromkeys(owner._cards_above(), count))
            for card in self:
                card[f"{counter}_appeals"] = counts[card.id]

    def _search_has_open_appeals(self, operator, value):
        if operator != "in":
            return NotImplemented
        open_appeals = self.env["helpdesk.ticket"]._search([("state", "in", OPEN_STATES)])
        return Domain("id", "in", open_appeals.subselect(self._card_field))

    def _cards_above(self):
        """Return the ids of the cards that the appeals of this one are counted on."""
        return self.ids

    def _domain_of_due(self, counter):
        """Return the open appeals of these cards that a counter counts."""
        due = Domain("state", "in", OPEN_STATES) & Domain("deadline_window", "in", COUNTED[counter])
        return due & Domain(self._card_field, self._card_operator, self.ids)

    def action_open_appeals(self):
        """Open the list behind the counter that the context names."""
        self.ensure_one()
        counter = self.env.context["counter"]
        label = self._fields[f"{counter}_appeals"]._description_string(self.env)
        return {
            "type": "ir.actions.act_window",
            "name": f"{label}: {self.display_name}",
            "res_model": "helpdesk.ticket",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": list(self._domain_of_due(counter)),
            "context": {
                "list_view_ref": "grid_appeal.helpdesk_ticket_view_list_due",
                "kanban_view_ref": "grid_appeal.helpdesk_ticket_view_kanban_due",
            },
        }
