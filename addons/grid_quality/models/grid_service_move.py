from odoo import fields, models


class GridServiceMove(models.Model):
    """When the request was submitted that a move belongs to: indicators count the days between."""

    _inherit = "grid.service.move"

    request_submitted_at = fields.Datetime("Request submitted", related="request_id.submitted_at")
