from odoo import api, fields, models
from odoo.tools import SQL


class GridServiceLoad(models.Model):
    """The load with the power of the connections in it."""

    _inherit = "grid.service.load"

    power_total_kw = fields.Float("kW", digits=(16, 1), readonly=True)

    @api.model
    def _columns(self):
        return {**super()._columns(), "power_total_kw": SQL("connection.power_total_kw")}

    @api.model
    def _tables(self):
        join = "%s LEFT JOIN grid_connection connection ON connection.request_id = request.id"
        return SQL(join, super()._tables())
