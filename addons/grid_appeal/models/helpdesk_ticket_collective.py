from odoo import fields, models


class HelpdeskTicket(models.Model):
    """Several people ask together: each of them is answered, or the one they named."""

    _inherit = "helpdesk.ticket"

    coapplicant_ids = fields.One2many("grid.appeal.coapplicant", "ticket_id", "Other applicants", copy=False)
    answers_to_applicant_only = fields.Boolean(
        "The answer goes to the first applicant only",
        copy=False,
        tracking=True,
        help="The applicants named the first one as their representative.",
    )
    answer_copy_ids = fields.One2many(related="answer_id.copy_ids", string="Sent to the other applicants")
