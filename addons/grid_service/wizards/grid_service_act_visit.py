from odoo import fields, models


class GridServiceAct(models.TransientModel):
    """The dialog of an act that names the day of a visit."""

    _inherit = "grid.service.act"

    visit_bound = fields.Selection(related="transition_id.visit_bound", string="Bound of the day")
    visit_on = fields.Date(related="request_id.visit_on", readonly=False)
