from odoo import api, fields, models

from .res_partner import CUSTOMER_GROUPS


class GridUsagePoint(models.Model):
    """A point where a customer takes power (точка поставки)."""

    _name = "grid.usage.point"
    _description = "Usage point"
    _order = "name, id"
    _rec_names_search = ["name", "account_number", "address"]
    _check_company_auto = True

    name = fields.Char("Number", required=True, index="trigram")
    active = fields.Boolean(default=True)
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict", check_company=True
    )
    branch_id = fields.Many2one(
        "grid.branch",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
    )
    company_id = fields.Many2one(related="branch_id.company_id", store=True, precompute=True, index=True)
    address = fields.Char(required=True, index="trigram")
    account_number = fields.Char("Customer account", index="trigram")
    feeder = fields.Char()
    voltage_level = fields.Selection(
        [
            ("lv", "Low voltage, up to 1 kV"),
            ("mv2", "Medium voltage 2, 1 to 20 kV"),
            ("mv1", "Medium voltage 1, 35 kV"),
            ("hv", "High voltage, 110 kV and above"),
        ],
        "Voltage level",
        default="lv",
    )
    power_kw = fields.Float("Maximum power, kW", digits=(16, 2))
    reliability_category = fields.Selection(
        [("1", "I"), ("2", "II"), ("3", "III")], "Reliability category", default="3"
    )
    customer_group = fields.Selection(
        CUSTOMER_GROUPS,
        "Group at this point",
        help="Only when it differs from the customer's own: one may be group 1 at home and 3 as an entrepreneur.",
    )
    effective_group = fields.Selection(
        CUSTOMER_GROUPS, "Customer group", compute="_compute_effective_group", store=True, precompute=True
    )

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "Another usage point of the company has this number.")
    _power_positive = models.Constraint("CHECK (power_kw >= 0)", "Maximum power cannot be negative.")
    _order_idx = models.Index("(name, id)")

    @api.depends("customer_group", "partner_id.customer_group")
    def _compute_effective_group(self):
        for point in self:
            point.effective_group = point.customer_group or point.partner_id.customer_group
