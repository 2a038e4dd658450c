from odoo import fields, models


class GridUsagePoint(models.Model):
    _inherit = "grid.usage.point"

    outage_ids = fields.Many2many(
        "grid.outage", "grid_outage_usage_point", "usage_point_id", "outage_id", "Outages", readonly=True, copy=False
    )
