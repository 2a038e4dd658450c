from odoo import fields, models


class GridServiceRequest(models.Model):
    _inherit = "grid.service.request"

    queue_ticket_id = fields.Many2one(
        "grid.queue.ticket", "Visit", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )
