from odoo import fields, models


class HelpdeskTicketChannel(models.Model):
    _name = "helpdesk.ticket.channel"
    _inherit = ["helpdesk.ticket.channel", "legal.cached.table"]

    code = fields.Char(copy=False, help="Stable name of the channel for rules and integrations.")
    statutory_form = fields.Selection(
        [
            ("in_person", "In person"),
            ("phone", "By phone"),
            ("internet", "By internet"),
            ("post", "By post"),
            ("other", "Other"),
        ],
        string="Form of service",
        required=True,
        default="other",
        help="The column of the statutory forms 4.1 and 4.9 the channel counts in.",
    )
    # a shared list: every company of the base speaks of the same channels
    company_id = fields.Many2one(default=False)

    _code_uniq = models.Constraint("UNIQUE (code)", "This code is taken already.")
