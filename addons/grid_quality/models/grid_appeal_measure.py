from odoo import fields, models


class GridAppealMeasure(models.Model):
    """When the appeal came on which a measure was taken: indicators count the days between."""

    _inherit = "grid.appeal.measure"

    appeal_registered_at = fields.Datetime("Appeal registered", related="ticket_id.registered_at")
