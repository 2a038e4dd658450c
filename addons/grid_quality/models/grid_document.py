from odoo import fields, models
from odoo.fields import Domain


class GridDocument(models.Model):
    """A document of the company that the standard of service wants kept: an edition, its owner, its term, its file."""

    _name = "grid.document"
    _inherit = "mail.thread"
    _description = "Document of service"
    _order = "kind, name, valid_from desc nulls last, id"
    _check_company_auto = True

    kind = fields.Selection(
        [
            ("regulation", "Regulation"),
            ("unit_statute", "Statute of the unit that serves consumers"),
            ("job_instruction", "Job instruction"),
            ("report_form", "Form of a report on work with appeals"),
            ("passport", "Passport of services"),
            ("other", "Other"),
        ],
        required=True,
        tracking=True,
    )
    name = fields.Char("Title", required=True, tracking=True)
    number = fields.Char("Number of the order", tracking=True)
    edition = fields.Char(tracking=True, help="For example 2, or the year.")
    approved_on = fields.Date("Approved on", tracking=True)
    owner_id = fields.Many2one(
        "res.users",
        "Owner",
        domain=[("share", "=", False)],
        ondelete="restrict",
        tracking=True,
        help="Answers for the document and keeps it up to date.",
    )
    valid_from = fields.Date("In force from", required=True, tracking=True)
    valid_until = fields.Date("In force until", tracking=True, help="Empty: until further notice.")
    file = fields.Binary(attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    is_in_force = fields.Boolean("In force", compute="_compute_is_in_force", search="_search_is_in_force")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict"
    )

    _term_order = models.Constraint("CHECK (valid_until >= valid_from)", "A document does not end before it begins.")

    def _compute_is_in_force(self):
        for document in self:
            day = document.company_id._legal_today()
            begun = document.valid_from and document.valid_from <= day
            document.is_in_force = begun and not (document.valid_until and document.valid_until < day)

    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        day = self.env.company._legal_today()
        until = Domain("valid_until", "=", False) | Domain("valid_until", ">=", day)
        valid = Domain("valid_from", "<=", day) & until
        return Domain.OR(valid if wanted else ~valid for wanted in value)
