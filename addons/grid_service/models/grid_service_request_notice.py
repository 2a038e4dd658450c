from odoo import models


class GridServiceRequest(models.Model):
    """How those who are told of a move can be reached."""

    _inherit = "grid.service.request"

    def _told_of(self, transition):
        """Return how a move is told: to the applicant by a way of `grid.service.move`, to the supplier or not."""
        return {
            "told": self._way_told() if transition.notify_applicant else False,
            "supplier_told": transition.notify_supplier and bool(self._supplier().email),
        }

    def _way_told(self):
        ticket = self.ticket_id
        if ticket._answer_email() and not ticket._is_told_in_account():
            return "mail"
        return "account" if ticket._has_portal_reader() else "none"

    def _way_of_papers(self, transition):
        """Return the way by which the papers of an act go: what both sides sign on paper, the rest as he is reached."""
        ticket = self.ticket_id
        if "signed" in transition.paper_kind_ids.mapped("sending"):
            return "post"
        if ticket._has_portal_reader():
            return "portal"
        return "email" if transition.notify_applicant and ticket._answer_email() else "post"

    def _supplier(self):
        return self.company_id.supplier_of_last_resort_id
