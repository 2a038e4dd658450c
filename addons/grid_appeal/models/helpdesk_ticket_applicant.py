from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """Who applies, and who acts for the applicant by which paper."""

    _inherit = "helpdesk.ticket"

    applicant_kind = fields.Selection(related="partner_id.customer_kind", string="Kind of applicant", tracking=False)
    representative_id = fields.Many2one(
        "res.partner",
        "Represented by",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Who signed for the applicant; the paper stands on the customer's card.",
    )

    @api.constrains("representative_id", "partner_id", "received_at")
    def _check_representative(self):
        """An expired power of attorney blocks: the applicant did not apply by it."""
        for ticket in self.filtered("representative_id"):
            ticket.partner_id._check_representative(ticket.representative_id, ticket._local_date(ticket.received_at))
