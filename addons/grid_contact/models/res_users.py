from odoo import fields, models


class ResUsers(models.Model):
    """By which telephone an operator takes calls: it tells whose card opens."""

    _inherit = "res.users"

    telephone = fields.Char(
        help="The number inside the exchange: a call that rings there opens this person's card.", copy=False
    )

    _telephone_uniq = models.UniqueIndex(
        "(company_id, telephone) WHERE telephone IS NOT NULL", "This telephone belongs to another person."
    )
