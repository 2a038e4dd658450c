from odoo import fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    queue_ticket_id = fields.Many2one(
        "grid.queue.ticket", "Visit", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )
