from odoo import api, fields, models

from ..letters import categories
from .helpdesk_ticket import KINDS, THEMES


class HelpdeskTicketCategory(models.Model):
    _inherit = "helpdesk.ticket.category"

    kind = fields.Selection(KINDS, help="The kind an appeal of this category gets by default.")
    theme = fields.Selection(THEMES, help="The theme of the statutory forms it counts in.")
    danger = fields.Boolean(help="Appeals of this category tell of danger to people: the dispatcher is told at once.")
    receiver_id = fields.Many2one(
        "res.partner",
        "Competent body",
        ondelete="restrict",
        help="Who answers such appeals when the company does not: the supplier of last resort, for example.",
    )
    # a shared list: every company of the base speaks of the same categories
    company_id = fields.Many2one(default=False)

    def _load_records(self, data_list, update=False):
        """The tree is the company's own once it is loaded: an upgrade does not write it again."""
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)

    @api.model
    def _suggested(self, text):
        """Return the categories that the words of a question speak of, the particular before the general."""
        known = (self.env.ref(f"grid_appeal.category_{code}", raise_if_not_found=False) for code in categories(text))
        return self.browse([category.id for category in known if category])
