from odoo import fields, models


class GridOffice(models.Model):
    """A place where people are received in person."""

    _name = "grid.office"
    _description = "Office"
    _order = "branch_id, name, id"
    _rec_names_search = ["name", "address"]

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("centre", "Customer service centre"), ("point", "Customer service point")],
        required=True,
        default="centre",
    )
    active = fields.Boolean(default=True)
    branch_id = fields.Many2one("grid.branch", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    address = fields.Char(required=True)
    phone = fields.Char()
    email = fields.Char()
    hours = fields.Text("Opening hours")
