from odoo import models


class ResPartner(models.Model):
    """A customer as those read of him who act for him in the personal account."""

    _inherit = "res.partner"

    def _acting_ended_words(self, representative):
        """Return why somebody no more acts for this customer, and that he acts for himself until he chooses."""
        papers = self.env["grid.representation"].sudo()._papers_of(representative)
        paper = papers.filtered(lambda one: one.principal_id == self)[:1]
        if not paper:  # the paper was for another one: nothing is told of this one
            return self.env._("You act for yourself now.")
        return self.env._(
            "You no more act for %(principal)s. %(why)s Choose for whom you act.",
            principal=paper.principal_id.name,
            why=paper._customer_words(),
        )
