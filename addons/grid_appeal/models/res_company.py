from odoo import fields, models


class ResCompany(models.Model):
    """How the company reads what the headings of the statutory forms leave open."""

    _inherit = "res.company"

    complaints_within_all = fields.Boolean(
        "Complaints and applications are counted among all appeals",
        default=True,
        help="Forms 4.1 and 4.9: a complaint has a mark in its block and one among all appeals. "
        "Without this it stands in its own block alone.",
    )
