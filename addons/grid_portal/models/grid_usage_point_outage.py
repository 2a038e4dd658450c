from odoo import models


class GridUsagePoint(models.Model):
    _inherit = "grid.usage.point"

    def _account_notes(self):
        """Tell of the outages at the point: those under way and the planned ones ahead."""
        outages = self.env["grid.outage"].sudo()._of_points(self)[self]
        return [outage._account_note() for outage in outages] + super()._account_notes()
