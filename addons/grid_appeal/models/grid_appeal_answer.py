from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, html2plaintext

# What the draft may still change; everything else is given by sending.
DRAFT_FIELDS = {
    "body",
    "executor_id",
    "executor_phone",
    "signer_name",
    "signer_position",
    "delivery",
}


class GridAppealAnswer(models.Model):
    _name = "grid.appeal.answer"
    _description = "Answer to an appeal"
    _order = "ticket_id desc, version desc"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Appeal", required=True, readonly=True, index=True, ondelete="restrict"
    )
    version = fields.Integer(required=True, readonly=True, default=1)
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent")],
        string="Status",
        required=True,
        readonly=True,
        copy=False,
        default="draft",
    )
    body = fields.Html(string="Answer", sanitize=True, sanitize_style=True, strip_classes=True)
    executor_id = fields.Many2one("res.users", string="Executor", default=lambda self: self.env.user)
    executor_phone = fields.Char(
        string="Executor's phone", compute="_compute_executor_phone", store=True, readonly=False
    )
    signer_name = fields.Char(string="Signed by")
    signer_position = fields.Char(string="Position of the signer")
    delivery = fields.Selection(
        [
            ("email", "E-mail"),
            ("portal", "Personal account"),
            ("post", "Post"),
            ("handed", "Handed over in person"),
        ],
        string="Way of sending",
        required=True,
        default="post",
    )
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

    _version_uniq = models.UniqueIndex("(ticket_id, version)", "This version of the answer exists already.")
    _one_sent = models.UniqueIndex("(ticket_id) WHERE state = 'sent'", "The appeal has been answered already.")
    _outgoing_number_uniq = models.Constraint(
        "UNIQUE (company_id, outgoing_number)", "An outgoing number is given only once."
    )
    # Numbers, dates and letters belong to sent answers, and no sent answer lacks them.
    _sent_complete = models.Constraint(
        """CHECK (CASE WHEN state = 'sent'
            THEN num_nulls(outgoing_number, outgoing_date, sent_at, sent_by_id, letter_id) = 0
            ELSE num_nonnulls(outgoing_number, outgoing_date, sent_at, sent_by_id, letter_id) = 0 END)""",
        "A sent answer has its number, date and letter; a draft has none of them.",
    )

    @api.depends("executor_id")
    def _compute_executor_phone(self):
        for answer in self:
            answer.executor_phone = answer.executor_id.sudo().partner_id.phone

    @api.depends("ticket_id.number", "outgoing_number", "version")
    def _compute_display_name(self):
        for answer in self:
            answer.display_name = answer.outgoing_number or self.env._(
                "Draft %(version)s of the answer to %(number)s",
                version=answer.version,
                number=answer.ticket_id.number or "",
            )

    # ------------------------------------------------------------------
    # A sent answer never changes; of the drafts only the last one lives
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        given = set().union(*vals_list)
        if not self.env.su and given - DRAFT_FIELDS - {"ticket_id", "version"}:
            raise UserError(self.env._("The number, the date and the letter are given when the answer is sent."))
        return super().create(vals_list)

    def write(self, vals):
        sent = self.filtered(lambda answer: answer.state == "sent")
        if sent:
            raise UserError(
                self.env._(
                    "Answer No. %(number)s has been sent and can no longer be changed. "
                    "What must be added goes to the customer as an answer to a new, linked appeal.",
                    number=sent[0].outgoing_number,
                )
            )
        if not self.env.su and set(vals) - DRAFT_FIELDS:
            raise UserError(self.env._("The number, the date and the letter are given when the answer is sent."))
        if DRAFT_FIELDS & set(vals):
            self._check_last_version()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never_sent(self):
        if any(answer.state == "sent" for answer in self):
            raise UserError(self.env._("A sent answer is never deleted."))

    def _check_last_version(self):
        last = dict(self._read_group([("ticket_id", "in", self.ticket_id.ids)], ["ticket_id"], ["version:max"]))
        for answer in self:
            if answer.version < last.get(answer.ticket_id, 0):
                raise UserError(
                    self.env._(
                        "Version %(version)s has been replaced by version %(last)s: edit the last one.",
                        version=answer.version,
                        last=last[answer.ticket_id],
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------
    def action_new_version(self):
        """Keep this text as it is and go on in a copy of it."""
        self.ensure_one()
        self._check_last_version()
        if self.state == "sent":
            raise UserError(self.env._("Answer No. %(number)s has been sent.", number=self.outgoing_number))
        self.copy({"version": self.version + 1})
        return True

    def action_preview(self):
        """Show the letter as it will be printed; once sent, as it was."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/letter/{self.id}", "target": "new"}

    def action_send(self):
        """Number, letter, e-mail, state and deadline: all of it, or nothing."""
        self.ensure_one()
        self.check_access("write")
        self._check_sendable()
        now = fields.Datetime.now()
        number, date = self._next_outgoing(now)
        self._leave(now, number, date, self._letter_pdf(number, date))
        return True

    def _leave(self, now, number, date, pdf):
        """Let a printed letter leave: freeze it, queue its e-mail, keep the promise."""
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
        ticket._mark_answered(now)
        if not mail:
            ways = dict(self._fields["delivery"]._description_selection(self.env))
            ticket._log_act(
                self.env._("Answer No. %(number)s: %(way)s", number=number, way=ways[self.delivery].lower())
            )

    def _check_sendable(self):
        """Refuse in sentences; past this point the appeal is locked for this one answer."""
        if self.state == "sent":
            raise UserError(
                self.env._(
                    "The answer has already been sent: No. %(number)s of %(date)s, by %(user)s.",
                    number=self.outgoing_number,
                    date=format_date(self.env, self.outgoing_date),
                    user=self.sudo().sent_by_id.name,
                )
            )
        self.ticket_id._begin("answer")
        self._check_last_version()
        problems = self._missing()
        if problems:
            raise UserError("\n".join([self.env._("The answer cannot be sent yet."), *problems]))

    def _missing(self):
        """What keeps the answer from being sent, in sentences."""
        problems = []
        if self._is_blank():
            problems.append(self.env._("The answer is empty: write what was found out and decided."))
        if not self.signer_name or not self.signer_position:
            problems.append(
                self.env._(
                    "Nobody signs the letter: fill in the name and the position of the signer "
                    "(they come from the head of the branch)."
                )
            )
        if not self.executor_id or not self.executor_phone:
            problems.append(
                self.env._("The letter must name its executor and his phone: fill them in, the law asks for them.")
            )
        if self.delivery == "email" and not self.ticket_id._answer_email():
            problems.append(
                self.env._("The customer has no e-mail address: add it, or send the answer by post or hand it over.")
            )
        if self.delivery == "portal" and not self.ticket_id._has_portal_reader():
            problems.append(self.env._("The customer has no personal account: choose e-mail, post or handing over."))
        return problems

    def _is_blank(self):
        """Nothing but the greeting we wrote ourselves is nothing."""
        written = html2plaintext(self.body or "").split()
        return not written or written == html2plaintext(self.ticket_id._answer_greeting()).split()

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

    def _letter_filename(self, number):
        answer = self.with_context(lang=self.ticket_id._letter_lang())
        return answer.env._("Answer %(number)s.pdf", number=number)

    def _letter_pdf(self, number=None, date=None):
        """The bytes of the letter: frozen once sent, rendered afresh before."""
        self.ensure_one()
        if self.state == "sent":
            return self.sudo().letter_id.raw
        return self.env["grid.appeal.letter"]._answer_pdf(self, number, date)
