from odoo import fields, models


class ResCompany(models.Model):
    """Who keeps what the site says, and how long it is believed."""

    _inherit = "res.company"

    site_hours = fields.Char(
        "Hours of the phone", translate=True, help="When the company's phone is answered, beside it on every page."
    )
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
