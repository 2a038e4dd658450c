from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .grid_consent_text import PURPOSES
from .res_partner import PERSONAL_DATA_READERS

WAYS = [
    ("paper", "On paper, in an office"),
    ("post", "By post"),
    ("account", "In the personal account"),
    ("site", "On the site"),
    ("email", "By e-mail"),
    ("phone", "By phone, recorded"),
]
#: The destruction of data after a withdrawal (152-FZ, art. 21 p. 5).
DESTROY = "pd_withdraw_destroy"
#: Proves in the context that a consent is changed by its withdrawal; it cannot be sent over any API.
WITHDRAWING = object()


class GridConsent(models.Model):
    """A consent of a customer to one use of personal data: given, perhaps withdrawn, never edited."""

    _name = "grid.consent"
    _description = "Consent to the use of personal data"
    _inherit = ["legal.deadline.mixin"]
    _order = "given_on desc, id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(
        "res.company",
        "Given to",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    text_id = fields.Many2one(
        "grid.consent.text", "Text and version", required=True, index=True, ondelete="restrict", check_company=True
    )
    # kept as they were, whatever becomes of the text
    purpose = fields.Selection(PURPOSES, compute="_compute_text", store=True, precompute=True)
    version = fields.Char(compute="_compute_text", store=True, precompute=True)
    body = fields.Text("Text as given", compute="_compute_text", store=True, precompute=True)
    given_on = fields.Date(required=True, default=lambda self: self.env.company._legal_today())
    given_way = fields.Selection(WAYS, "How it was given", required=True, default="paper")
    scan = fields.Binary("Signed document", copy=False, groups=PERSONAL_DATA_READERS)
    scan_name = fields.Char(copy=False, groups=PERSONAL_DATA_READERS)
    withdrawn_at = fields.Datetime("Withdrawal received", readonly=True, copy=False)
    withdrawn_way = fields.Selection(WAYS, "How it was withdrawn", readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one("res.users", "Withdrawal recorded by", readonly=True, copy=False)
    state = fields.Selection(
        [("given", "In force"), ("withdrawn", "Withdrawn")], compute="_compute_state", search="_search_state"
    )

    _partner_idx = models.Index("(partner_id, purpose) WHERE withdrawn_at IS NULL")

    @api.depends("text_id")
    def _compute_text(self):
        for consent in self:
            text = consent.text_id
            consent.purpose, consent.version, consent.body = text.purpose, text.version, text.body

    @api.depends("withdrawn_at")
    def _compute_state(self):
        for consent in self:
            consent.state = "withdrawn" if consent.withdrawn_at else "given"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = {"given": Domain("withdrawn_at", "=", False), "withdrawn": Domain("withdrawn_at", "!=", False)}
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends("purpose", "partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for consent in self:
            consent.display_name = ": ".join(
                filter(None, [purposes.get(consent.purpose), consent.partner_id.display_name])
            )

    @api.constrains("given_on")
    def _check_given_on(self):
        today = self.env.company._legal_today()
        if any(consent.given_on > today for consent in self):
            raise UserError(self.env._("A consent cannot be given in the future. Correct its date."))

    def write(self, vals):
        """Refuse everybody, the superuser included: a consent is evidence; it is withdrawn, and given anew."""
        if self.env.context.get("consent_act") is not WITHDRAWING:
            raise UserError(self.env._("A consent is never edited. Withdraw it, and record the new one beside it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A consent is never deleted: that it was given and withdrawn must be provable."))

    def _withdraw(self, way, received_at=None):
        """Record that the customer withdrew these consents; from the receipt the term to destroy the data runs.

        Consents that are withdrawn already stay as they are, so doing it twice is harmless.

        :raises UserError: the withdrawal would lie in the future or before the consent
        """
        self.check_access("read")
        self.browse().check_access("create")
        received_at = fields.Datetime.to_datetime(received_at or fields.Datetime.now())
        in_force = self.sudo().filtered(lambda consent: not consent.withdrawn_at)
        in_force._check_moment(received_at)
        in_force.with_context(consent_act=WITHDRAWING).write(
            {"withdrawn_at": received_at, "withdrawn_way": way, "withdrawn_by_id": self.env.uid}
        )
        in_force._deadline_start(DESTROY, received_at)

    def _check_moment(self, received_at):
        rules = self.env["legal.rule"]
        too_early = self.filtered(lambda one: rules._local(received_at, one.company_id.legal_tz).date() < one.given_on)
        if too_early or received_at > fields.Datetime.now():
            raise UserError(
                self.env._("A consent is withdrawn after it was given and not in the future. Correct the date.")
            )

    def _destroyed(self, done_at=None):
        """State that the data was destroyed: the promise is met, or missed when late."""
        self._check_officer()
        self.sudo()._deadline_done(DESTROY, done_at)

    def _keep(self, basis):
        """State on which other legal basis the data stays: a contract, papers of a technological connection."""
        self._check_officer()
        self.sudo()._deadline_cancel(DESTROY, basis)

    def _check_officer(self):
        self.check_access("read")
        if not self.env.user.has_group("grid_customer.group_privacy"):
            raise AccessError(self.env._("The personal-data officer alone says what became of the data."))

    def _deadline_recipients(self, level):
        """Personal-data officers of the company are told of a destruction that is due."""
        return self.env["res.users"]._privacy_officers_of(self)
