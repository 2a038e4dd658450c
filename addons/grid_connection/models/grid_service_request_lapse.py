from datetime import timedelta

from odoo import fields, models


class GridServiceRequest(models.Model):
    """An offer is annulled unpaid when the bank can no longer bring a payment that was made in time."""

    _inherit = "grid.service.request"

    def _has_lapsed(self):
        if self.state != "offer_published":
            return super()._has_lapsed()
        wait = timedelta(days=self.company_id.sudo().connection_payment_wait_days)
        return super()._has_lapsed() and self.actor_due_at + wait < fields.Datetime.now()
