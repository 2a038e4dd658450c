from odoo import api, fields, models


class GridSiteConsent(models.Model):
    """A consent given beside an appeal on the site: a fact, whoever has given it; its text stays as it was read.

    It is a consent of the customer's card (`consent_id`) only where the contact is proved to be that person's own.
    """

    _name = "grid.site.consent"
    _description = "Consent given on the site"
    _order = "given_at desc, id desc"

    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    text_id = fields.Many2one(
        "grid.consent.text", "Text and version", required=True, readonly=True, index=True, ondelete="restrict"
    )
    version = fields.Char(compute="_compute_text", store=True, precompute=True)
    body = fields.Text("Text as given", compute="_compute_text", store=True, precompute=True)
    given_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    contact = fields.Char(readonly=True, help="E-mail and phone of the appeal as they were when it was given.")
    consent_id = fields.Many2one(
        "grid.consent",
        "Consent of the card",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: nobody has proved that the contact is the customer's own.",
    )
    revoked_at = fields.Datetime(readonly=True)
    withdrawn_at = fields.Datetime("Withdrawal received", compute="_compute_withdrawn_at")

    _once = models.Constraint("UNIQUE (ticket_id, text_id)", "This consent has been given already.")

    @api.depends("text_id")
    def _compute_text(self):
        for consent in self:
            consent.version, consent.body = consent.text_id.version, consent.text_id.body

    @api.depends("revoked_at", "consent_id.withdrawn_at")
    def _compute_withdrawn_at(self):
        for consent in self:
            consent.withdrawn_at = consent.consent_id.withdrawn_at if consent.consent_id else consent.revoked_at

    def _withdraw_on_site(self):
        """Withdraw them as they were given: on the site, by who has the receipt; doing it twice is harmless."""
        self.consent_id._withdraw("site")
        self.filtered(lambda one: not one.consent_id and not one.revoked_at).revoked_at = fields.Datetime.now()
