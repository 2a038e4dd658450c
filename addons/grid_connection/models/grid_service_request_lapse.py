from datetime import timedelta

from odoo import fields, models


class GridServiceRequest(models.Model):
    """An offer is annulled unpaid when the bank can no longer bring a payment that was made in time."""

    _inherit = "grid.service.request"

    def _compute_has_lapsed(self):
        result = super()._compute_has_lapsed()
        now = fields.Datetime.now()
        for request in self.filtered(lambda one: one.has_lapsed and one.state == "offer_published"):
            wait = timedelta(days=request.company_id.sudo().connection_payment_wait_days)
            request.has_lapsed = request.actor_due_at + wait < now
        return result
