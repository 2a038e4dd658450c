from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    supplier_of_last_resort_id = fields.Many2one(
        "res.partner", "Supplier of last resort", help="Told of requests where a passport says so."
    )
