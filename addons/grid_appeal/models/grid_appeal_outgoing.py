from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import clean_context

from .grid_delivery import DELIVERY_ACT, WAYS

#: What may still be changed while a letter is a draft; everything else is given by sending it.
DRAFT_FIELDS = frozenset(
    {
        "body",
        "executor_id",
        "executor_phone",
        "signer_name",
        "signer_position",
        "delivery",
    }
)


class GridAppealOutgoing(models.AbstractModel):
    """A letter about an appeal that gets a number and leaves: the answer, or the notice of an act.

    A model of such letters names the act that sending one is (`_act`, of `appeals/life.py`), the words of
    its letter, and what the act does (`_before_leaving`, `_after_leaving`).
    """

    _name = "grid.appeal.outgoing"
    _description = "Outgoing letter"

    _act = None
    _draft_fields = DRAFT_FIELDS

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Appeal", required=True, readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent")],
        string="Status",
        required=True,
        readonly=True,
        copy=False,
        default="draft",
    )
    body = fields.Html(string="Text of the letter", sanitize=True, sanitize_style=True, strip_classes=True)
    executor_id = fields.Many2one("res.users", string="Executor", default=lambda self: self.env.user)
    executor_phone = fields.Char(
        string="Executor's phone", compute="_compute_executor_phone", store=True, readonly=False
    )
    signer_name = fields.Char(string="Signed by")
    signer_position = fields.Char(string="Position of the signer")
    delivery = fields.Selection(WAYS, string="Way of sending", required=True, default="post")
    outgoing_number = fields.Char("Outgoing number", readonly=True, copy=False)
    outgoing_date = fields.Date("Date of the letter", readonly=True, copy=False)
    sent_at = fields.Datetime("Sent at", readonly=True, copy=False)
    sent_by_id = fields.Many2one("res.users", string="Sent by", readonly=True, copy=False)
    letter_id = fields.Many2one(
        "ir.attachment", string="Letter", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    mail_id = fields.Many2one("mail.mail", string="E-mail", readonly=True, copy=False, index="btree_not_null")
    mail_state = fields.Selection(related="mail_id.state", string="State of the e-mail")
    mail_failure = fields.Text(related="mail_id.failure_reason", string="Why the e-mail failed")
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)

    _outgoing_number_uniq = models.Constraint(
        "UNIQUE (company_id, outgoing_number)", "An outgoing number is given only once."
    )

    @api.depends("executor_id")
    def _compute_executor_phone(self):
        for letter in self:
            letter.executor_phone = letter.executor_id.sudo().partner_id.phone

    # ------------------------------------------------------------------
    # A sent letter never changes
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        given = set().union(*vals_list)
        if not self.env.su and given - self._draft_fields - self._fixed_fields():
            raise UserError(self._given_by_sending())
        letters = super(GridAppealOutgoing, self._without_foreign_defaults()).create(vals_list)
        letters.ticket_id._refuse_complained_of()
        return letters

    def _without_foreign_defaults(self):
        """Let the context of a call give no more than its values may."""
        begun = {f"default_{name}" for name in self._draft_fields | self._fixed_fields()}
        context = {key: value for key, value in self.env.context.items() if key in begun}
        return self.with_env(self.env(context=clean_context(self.env.context) | context))

    @api.model
    def _fixed_fields(self):
        """Return what a draft is made with and never changes."""
        return {"ticket_id"}

    def write(self, vals):
        if self.env.context.get("letter_act") is DELIVERY_ACT:
            return super().write(vals)
        sent = self.filtered(lambda letter: letter.state == "sent")
        if sent:
            raise UserError(
                self.env._(
                    "Letter No. %(number)s has been sent and can no longer be changed. "
                    "What must be added goes to the customer as an answer to a new, linked appeal.",
                    number=sent[0].outgoing_number,
                )
            )
        if not self.env.su and set(vals) - self._draft_fields:
            raise UserError(self._given_by_sending())
        if self._draft_fields & set(vals):
            self.ticket_id._refuse_complained_of()
        return super().write(vals)

    @api.model
    def _given_by_sending(self):
        return self.env._("The number, the date and the letter are given when it is sent.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never_sent(self):
        if any(letter.state == "sent" for letter in self):
            raise UserError(self.env._("A sent letter is never deleted."))

    @api.constrains("executor_id")
    def _check_performer(self):
        for letter in self:
            letter.ticket_id._refuse_performer(letter.executor_id)

    @api.constrains("executor_id", "ticket_id")
    def _check_executor(self):
        """Nobody answers a complaint of himself (59-FZ art. 8 p. 6)."""
        for letter in self:
            if letter.executor_id & letter.ticket_id._barred():
                raise ValidationError(
                    self.env._(
                        "The appeal %(appeal)s complains of %(user)s: name another executor (law 59-FZ, art. 8 p. 6).",
                        appeal=letter.ticket_id.display_name,
                        user=letter.executor_id.sudo().name,
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------
    def action_preview(self):
        """Show the letter as it will be printed; once sent, as it was."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"{self._letter_route}/{self.id}", "target": "new"}

    def action_send(self):
        """The act, the number, the letter, the e-mail, the state and the deadline: all of it, or nothing."""
        self.ensure_one()
        self.check_access("write")
        self._check_sendable()
        now = fields.Datetime.now()
        self._before_leaving(now)
        number, date = self._next_outgoing(now)
        self._leave(now, number, date, self._letter_pdf(number, date))
        return True

    def _before_leaving(self, now):
        """Do what the letter then tells of; for models whose act moves a date that the letter names."""

    def _after_leaving(self, now):
        """Do what sending the letter means for its appeal."""

    def _leave(self, now, number, date, pdf):
        """Let a printed letter leave: freeze it, queue its e-mail, do what it means."""
        ticket = self.ticket_id
        letter = self._create_letter(number, pdf)
        mail = self._create_mail(letter, number, date)
        self.sudo().write(
            {
                "state": "sent",
                "outgoing_number": number,
                "outgoing_date": date,
                "sent_at": now,
                "sent_by_id": self.env.uid,
                "letter_id": letter.id,
                "mail_id": mail.id,
            }
        )
        self._after_leaving(now)
        if not mail:
            ways = dict(self._fields["delivery"]._description_selection(self.env))
            ticket._log_act(
                self.env._(
                    "%(letter)s No. %(number)s: %(way)s",
                    letter=self._letter_kind(),
                    number=number,
                    way=ways[self.delivery].lower(),
                )
            )

    # ------------------------------------------------------------------
    # Who is addressed
    # ------------------------------------------------------------------
    def _email(self):
        """Return the address the letter goes to by e-mail; empty when there is none."""
        return self.ticket_id._answer_email()

    def _addressee(self):
        """Return the partner the letter is addressed to and the name to write when there is no card."""
        return self.ticket_id.partner_id, self.ticket_id.partner_name

    # ------------------------------------------------------------------
    # Steps of sending
    # ------------------------------------------------------------------
    def _next_outgoing(self, now):
        """The outgoing number and the date of the letter, by the branch's own calendar."""
        branch = self.ticket_id.branch_id
        date = self.ticket_id._local_date(now)
        (number,) = self.env["grid.counter"].sudo()._next(branch, date.year, "outgoing")
        return f"{branch.code}-{date.year}-И-{number:06d}", date

    def _create_letter(self, number, pdf):
        """Freeze the letter: every later print gives these very bytes."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": self._letter_filename(number),
                    "raw": pdf,
                    "mimetype": "application/pdf",
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )

    def _in_letter_lang(self):
        """Return the letter in the language of its reader."""
        return self.with_context(lang=self.ticket_id._letter_lang())

    def _letter_filename(self, number):
        letter = self._in_letter_lang()
        return letter.env._("%(letter)s %(number)s.pdf", letter=letter._letter_kind(), number=number)

    def _letter_pdf(self, number=None, date=None):
        """The bytes of the letter: frozen once sent, rendered afresh before."""
        self.ensure_one()
        if self.state == "sent":
            return self.sudo().letter_id.raw
        return self.env["grid.appeal.letter"]._outgoing_pdf(self, number, date)
