from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..identity import numbers
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
    cadastral_number = fields.Char(
        index="btree_not_null", help="Of the land plot or building, for example 42:24:0101001:123."
    )
    meter_ids = fields.One2many("grid.meter", "usage_point_id", "Meters")
    feeder_id = fields.Many2one("grid.feeder", index="btree_not_null", ondelete="restrict", check_company=True)
    # by its name tables and integrations give it
    feeder = fields.Char("Name of the feeder", related="feeder_id.name", inverse="_inverse_feeder")
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
    # a whole account number is asked at every call; the trigrams serve a part of one
    _account_idx = models.Index("(account_number) WHERE account_number IS NOT NULL")

    @api.depends("customer_group", "partner_id.customer_group")
    def _compute_effective_group(self):
        for point in self:
            point.effective_group = point.customer_group or point.partner_id.customer_group

    def _inverse_feeder(self):
        """Find feeders by their names; a name that the branch does not know yet becomes a feeder of it."""
        pairs = {point: (point.branch_id, " ".join((point.feeder or "").split())) for point in self}
        found = self.env["grid.feeder"].sudo()._named(pair for pair in pairs.values() if pair[1])
        for feeder, points in self.grouped(lambda point: found.get(pairs[point])).items():
            points.feeder_id = feeder.id if feeder else False

    @api.constrains("cadastral_number")
    def _check_cadastral_number(self):
        for point in self:
            if point.cadastral_number and numbers.cadastral_fault(point.cadastral_number):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not a cadastral number. Write it as in the register: district, area, quarter"
                        " and number with colons, for example 42:24:0101001:123.",
                        number=point.cadastral_number,
                    )
                )

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Template of usage points"),
                "template": "/grid_customer/static/import/usage_points.csv",
            },
        ]

    @api.model
    def _search_display_name(self, operator, value):
        """A point is also found by the number of its meter and of its land plot."""
        domain = super()._search_display_name(operator, value)
        if operator != "ilike" or not isinstance(value, str) or not value.strip():
            return domain
        number = "".join(value.split())
        return domain | Domain("cadastral_number", "=", number) | Domain("id", "in", self._of_meter(number).ids)

    @api.model
    def _of_meter(self, number):
        """Return the points where a meter of this number is or was, by its index."""
        return self.env["grid.meter"].search([("name", "=", number)]).usage_point_id
