from odoo import models


class ResUsers(models.Model):
    """The card of a handler."""

    _name = "res.users"
    _inherit = ["res.users", "grid.deadline.card"]

    _card_field = "user_id"
