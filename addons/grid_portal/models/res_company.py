from odoo import fields, models
from odoo.fields import Domain

#: Who states that what the site says of the company is true: whoever may change nothing of it too.
CHECKERS = ("grid_customer.group_methodologist", "grid_customer.group_head", "base.group_system")


class ResCompany(models.Model):
    """What the site says of the company itself, who keeps what the site says, and how long it is believed."""

    _name = "res.company"
    _inherit = ["res.company", "grid.site.checked"]

    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", search="_search_company_id", help="The company is its own."
    )

    site_hours = fields.Char(
        "Hours of the phone", translate=True, help="When the company's phone is answered, beside it on every page."
    )
    site_address = fields.Char("Address for letters", compute="_compute_site_address")
    site_check_days = fields.Integer(
        "Information of the site is checked every, days",
        required=True,
        default=90,
        help="What nobody checked for longer is listed, and the keeper of the site is reminded of it once.",
    )
    site_keeper_id = fields.Many2one(
        "res.users",
        "Keeper of the site",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Is reminded of what the site says and nobody checked for long.",
    )

    _site_check_days_positive = models.Constraint(
        "CHECK (site_check_days > 0)", "Information is checked after one day or more."
    )

    def _compute_site_address(self):
        for company in self:
            company.site_address = ", ".join(company.sudo().partner_id._postal_address()[::-1])

    def _compute_company_id(self):
        for company in self:
            company.company_id = company

    def _search_company_id(self, operator, value):
        return Domain("id", operator, value)

    def action_check(self):
        if any(map(self.env.user.has_group, CHECKERS)):
            self.check_access("read")
            return super(ResCompany, self.sudo()).action_check()
        return super().action_check()
