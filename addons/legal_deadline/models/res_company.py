from odoo import fields, models

from odoo.addons.base.models.res_partner import _tz_get


class ResCompany(models.Model):
    _inherit = "res.company"

    legal_tz = fields.Selection(
        _tz_get,
        string="Time zone of deadlines",
        required=True,
        default="Asia/Novokuznetsk",
        help="Local dates of this zone count for every deadline of a record without a branch.",
    )
