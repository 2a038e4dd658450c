from odoo import api, fields, models
from odoo.fields import Domain

from . import protected
from .res_partner import PERSONAL_DATA_READERS


class GridRepresentation(models.Model):
    """Who acts for a customer, on what paper, until when."""

    _name = "grid.representation"
    _description = "Representation of a customer"
    _inherit = ["grid.access.logged"]
    _protected_subject = "principal_id"
    _order = "principal_id, valid_until desc, id desc"
    _check_company_auto = True

    principal_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict", check_company=True
    )
    representative_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="principal_id.company_id", store=True, precompute=True, index=True)
    kind = fields.Selection(
        [("attorney", "By power of attorney"), ("legal", "Legal representative")],
        required=True,
        default="attorney",
        help="A parent, a guardian or the head of an organisation acts by law or charter, without a term.",
    )
    document_number = fields.Char("Number of the document")
    document_date = fields.Date("Date of the document")
    valid_until = fields.Date(help="The last day of the term.")
    revoked_on = fields.Date(help="From this day on the power of attorney is of no force.")
    scope = fields.Text(help="What the representative may do, as the document says it.")
    scan = protected.Binary("Scan of the document", copy=False, groups=PERSONAL_DATA_READERS)
    scan_name = fields.Char(copy=False, groups=PERSONAL_DATA_READERS)
    state = fields.Selection(
        [("future", "Not yet valid"), ("valid", "Valid"), ("expired", "Expired"), ("revoked", "Revoked")],
        compute="_compute_state",
        search="_search_state",
    )

    _attorney_dated = models.Constraint(
        "CHECK (kind = 'legal' OR (document_date IS NOT NULL AND valid_until IS NOT NULL))",
        "A power of attorney needs its date and the last day of its term.",
    )
    _term_order = models.Constraint(
        "CHECK (valid_until >= document_date)", "The term of a power of attorney cannot end before its date."
    )
    _not_oneself = models.Constraint(
        "CHECK (principal_id != representative_id)", "Nobody needs a power of attorney to act for oneself."
    )

    @api.depends("representative_id", "principal_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "%(representative)s for %(principal)s",
                representative=one.representative_id.display_name,
                principal=one.principal_id.display_name,
            )

    @api.depends("kind", "document_date", "valid_until", "revoked_on")
    def _compute_state(self):
        today = self.env.company._legal_today()
        for one in self:
            one.state = one._state_on(today)

    def _state_on(self, day):
        """Return what the paper is worth on a day; a legal representative has no term unless one is given."""
        if self.revoked_on and self.revoked_on <= day:
            return "revoked"
        if self.valid_until and self.valid_until < day:
            return "expired"
        return "future" if self.document_date and self.document_date > day else "valid"

    def _search_state(self, operator, value):
        """Time passes, so the term is compared with today, never stored."""
        if operator != "in":
            return NotImplemented
        today = self.env.company._legal_today()
        revoked = Domain("revoked_on", "<=", today)
        expired = ~revoked & Domain("valid_until", "<", today)
        future = ~revoked & ~expired & Domain("document_date", ">", today)
        states = {"revoked": revoked, "expired": expired, "future": future}
        states["valid"] = ~revoked & ~expired & ~future
        return Domain.OR(states[state] for state in value if state in states)

    def _refusal(self, day):
        """Return the sentence that says why this paper does not count on a day, or False."""
        words = {
            "representative": self.representative_id.display_name,
            "principal": self.principal_id.display_name,
            "number": self.document_number or self.env._("without a number"),
        }
        dates = {"until": self.valid_until, "revoked": self.revoked_on, "date": self.document_date}
        words |= {name: day and day.strftime("%d.%m.%Y") for name, day in dates.items()}
        return {
            "expired": self.env._(
                "The power of attorney of %(representative)s (%(number)s) to act for %(principal)s ended on %(until)s."
                " Ask for a new one and enter it on the customer's card.",
                **words,
            ),
            "revoked": self.env._(
                "The power of attorney of %(representative)s (%(number)s) to act for %(principal)s was revoked on"
                " %(revoked)s. Ask for a new one and enter it on the customer's card.",
                **words,
            ),
            "future": self.env._(
                "The power of attorney of %(representative)s (%(number)s) to act for %(principal)s is valid only from"
                " %(date)s. Wait for that day, or ask for another one.",
                **words,
            ),
        }.get(self._state_on(day), False)
