from odoo import fields, models


class LegalCalendarLink(models.AbstractModel):
    """Shows the address of a calendar once; it is nowhere stored."""

    _name = "legal.calendar.link"
    _description = "Address of a Calendar of Deadlines"

    id = fields.Id()  # the form asks for it, as that of an API key does
    url = fields.Char("Address", readonly=True)
