from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ..appeals.life import ENDED_STATES


class GridAppealCoapplicant(models.Model):
    """One more applicant of a collective appeal, with the place the answer goes to."""

    _name = "grid.appeal.coapplicant"
    _inherit = "grid.appeal.line"
    _description = "Co-applicant"
    _order = "ticket_id, id"
    _check_company_auto = True

    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", check_company=True)
    name = fields.Char(
        "Applicant", required=True, compute="_compute_contact", store=True, readonly=False, precompute=True
    )
    email = fields.Char("E-mail", compute="_compute_contact", store=True, readonly=False, precompute=True)
    address = fields.Text(
        "Postal address",
        compute="_compute_contact",
        store=True,
        readonly=False,
        precompute=True,
        help="As on the envelope, line by line.",
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)

    @api.depends("partner_id")
    def _compute_contact(self):
        for person in self:
            partner = person.partner_id
            person.name = partner.name or person.name
            person.email = partner.email or person.email
            person.address = "\n".join(partner._postal_address()) if partner else person.address

    @api.constrains("email")
    def _check_email(self):
        for person in self:
            if fault := person.partner_id._email_fault(person.email):
                raise ValidationError(fault)

    # ------------------------------------------------------------------
    # Who signed an appeal does not change once it is answered
    # ------------------------------------------------------------------
    def write(self, vals):
        self._refuse_ended(self.ticket_id)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        self._refuse_ended(self.ticket_id)

    @api.model
    def _refuse_ended(self, tickets):
        for ticket in tickets:
            if ticket.state in ("answered", *ENDED_STATES):
                raise UserError(
                    self.env._(
                        "The appeal %(number)s has been answered: its applicants are not changed any more.",
                        number=ticket.number,
                    )
                )

    # ------------------------------------------------------------------
    # Where the answer goes
    # ------------------------------------------------------------------
    def _way(self):
        """Return how the answer gets to the person: by e-mail, else by post; empty when neither is known."""
        return "email" if email_normalize(self.email or "") else "post" if (self.address or "").strip() else ""

    def _address_lines(self):
        return [line.strip() for line in (self.address or "").splitlines() if line.strip()]
