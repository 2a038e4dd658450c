from odoo import api, fields, models
from odoo.exceptions import UserError

PURPOSES = [
    ("survey", "Surveys on the quality of service"),
    ("news", "News and offers of services"),
    ("recording", "Recordings beyond what the service needs"),
    ("other", "Another purpose"),
]
#: What somebody has agreed to stays as it was read.
FIXED = {"purpose", "version", "body"}


class GridConsentText(models.Model):
    """One version of the text of a consent: a document of its own, one purpose each (152-FZ, art. 9)."""

    _name = "grid.consent.text"
    _description = "Text of a consent"
    _order = "purpose, valid_from desc, id desc"
    _check_company_auto = True

    purpose = fields.Selection(PURPOSES, required=True)
    version = fields.Char(required=True, help="As the company's order on personal data names it.")
    valid_from = fields.Date("In use from", required=True, default=lambda self: self.env.company._legal_today())
    body = fields.Text("Text", required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    consent_ids = fields.One2many("grid.consent", "text_id")

    _version_uniq = models.Constraint(
        "UNIQUE (company_id, purpose, version)", "The text for this purpose has such a version already."
    )

    @api.depends("purpose", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for text in self:
            text.display_name = self.env._(
                "%(purpose)s, version %(version)s", purpose=purposes.get(text.purpose), version=text.version
            )

    def write(self, vals):
        if FIXED & vals.keys() and self.sudo().consent_ids:
            raise UserError(
                self.env._("Consents to this text were given: it stays as it was read. Make a new version of it.")
            )
        return super().write(vals)
