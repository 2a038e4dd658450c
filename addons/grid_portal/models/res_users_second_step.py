from odoo import models
from odoo.exceptions import AccessDenied

from ..controllers.words import sentence


class ResUsers(models.Model):
    """The second step of the sign-in: too many codes are refused in our words."""

    _inherit = "res.users"

    def _totp_rate_limit(self, limit_type):
        try:
            return super()._totp_rate_limit(limit_type)
        except AccessDenied:
            raise AccessDenied(sentence(self.env, "second_step", "over_limit")) from None
