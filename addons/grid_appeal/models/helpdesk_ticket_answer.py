from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_date

from ..appeals import life
from ..appeals.greeting import greeting_name

# The answer goes back by the way the appeal came, if it can.
DELIVERY_BY_CHANNEL = {"email": "email", "site": "email", "account": "portal", "post": "post"}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    answer_ids = fields.One2many("grid.appeal.answer", "ticket_id", string="Answers", copy=False)
    answer_id = fields.Many2one(
        "grid.appeal.answer",
        string="Current answer",
        compute="_compute_answer_id",
        store=True,
        copy=False,
        index="btree_not_null",
    )
    answer_state = fields.Selection(related="answer_id.state", string="State of the answer")
    answer_version = fields.Integer(related="answer_id.version", string="Version of the answer")
    answer_body = fields.Html(
        related="answer_id.body", string="Text of the answer", readonly=False, sanitize_style=True, strip_classes=True
    )
    answer_executor_id = fields.Many2one(related="answer_id.executor_id", readonly=False)
    answer_executor_phone = fields.Char(related="answer_id.executor_phone", readonly=False)
    answer_signer_name = fields.Char(related="answer_id.signer_name", readonly=False)
    answer_signer_position = fields.Char(related="answer_id.signer_position", readonly=False)
    answer_delivery = fields.Selection(related="answer_id.delivery", readonly=False)
    answer_outgoing_number = fields.Char(related="answer_id.outgoing_number")
    answer_outgoing_date = fields.Date(related="answer_id.outgoing_date")
    answer_sent_at = fields.Datetime(related="answer_id.sent_at")
    answer_mail_state = fields.Selection(related="answer_id.mail_state")
    answer_mail_failure = fields.Text(related="answer_id.mail_failure")

    @api.depends("answer_ids.version")
    def _compute_answer_id(self):
        for ticket in self:
            ticket.answer_id = ticket.answer_ids.sorted("version")[-1:]

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------
    def action_answer(self):
        """Begin the answer, or go on with the one begun; the form shows its editor."""
        self.ensure_one()
        if not self.answer_ids:
            self._check_answerable()
            self.env["grid.appeal.answer"].create(self._prepare_answer())
        return True

    def action_preview_answer(self):
        return self.answer_id.action_preview()

    def action_send_answer(self):
        return self.answer_id.action_send()

    def action_new_answer_version(self):
        return self.answer_id.action_new_version()

    def action_retry_answer_mail(self):
        return self.answer_id.action_retry_mail()

    def action_print_receipt(self):
        """The receipt of registration, to hand over at the window."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/receipt/{self.id}", "target": "new"}

    def _check_answerable(self):
        self._check_actor("answer")
        self._refuse_complained_of()
        self._check_awaits_answer()
        if self._has_nobody_to_tell():
            raise UserError(self._no_answer_to_nobody())

    def _check_awaits_answer(self):
        """Refuse to begin an answer, or another version of it, to appeals that wait for none."""
        for ticket in self:
            if not life.target("answer", ticket.state):
                raise UserError(ticket._refusal("answer"))

    def _prepare_answer(self):
        return {**self._prepare_outgoing(), "body": self._answer_greeting()}

    def _prepare_outgoing(self):
        """Return who writes and signs a letter to the applicant, and how it is sent."""
        branch = self.branch_id
        delivery = DELIVERY_BY_CHANNEL.get(self.channel_id.code)
        if delivery == "portal" and not self._has_portal_reader():
            delivery = "email"
        if delivery in (None, "email"):
            delivery = "email" if self._answer_email() else "post"
        return {
            "ticket_id": self.id,
            "executor_id": (self.user_id or self.env.user).id,
            "signer_name": branch.head_name,
            "signer_position": branch.head_position,
            "delivery": delivery,
        }

    # ------------------------------------------------------------------
    # Who is addressed, where and in which language
    # ------------------------------------------------------------------
    def _answer_email(self):
        """The address written in the appeal, else the customer's own; empty when neither is one."""
        return email_normalize(self.partner_email) or email_normalize(self.partner_id.email) or ""

    def _has_portal_reader(self):
        customer = self.sudo().partner_id
        return bool(customer) and customer._has_account()

    def _is_told_in_account(self):
        """Whether the customer reads of the course in the account only, having chosen so and having one."""
        return self.partner_id.sudo().notice_way == "account" and self._has_portal_reader()

    def _letter_lang(self):
        """The customer's language if it is installed, else Russian."""
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return next((code for code in (self.partner_id.lang, "ru_RU") if code in installed), self.env.lang)

    def _answer_greeting(self):
        ticket = self.with_context(lang=self._letter_lang())
        return ticket.env["ir.qweb"]._render(
            "grid_appeal.answer_greeting",
            {
                "salutation": ticket._salutation(),
                "opening": ticket.env._(
                    "Your appeal registered on %(date)s under No. %(number)s has been considered. "
                    "On the merits of the question we inform you of the following.",
                    date=ticket._letter_date(ticket.registered_at),
                    number=ticket.number,
                ),
            },
        )

    def _salutation(self):
        return self._salutation_to(self.partner_id, self.partner_name)

    def _salutation_to(self, partner, name):
        if partner.customer_kind == "legal_entity":
            return self.env._("Dear Sirs,")
        gender, name = greeting_name(name or "")
        if gender == "f":
            return self.env._("Dear Madam %(name)s,", name=name)
        if gender == "m":
            return self.env._("Dear Sir %(name)s,", name=name)
        return self.env._("Good day, %(name)s!", name=name) if name else self.env._("Good day!")

    def _letter_date(self, value):
        """A date in words, «23 ноября 2026 г.», of the branch's own day."""
        if not value:
            return ""
        if hasattr(value, "hour"):
            value = self._local_date(value)
        return self._day_in_words(value, self._letter_lang())

    @api.model
    @tools.ormcache("day", "lang")
    def _day_in_words(self, day, lang):
        """Say a day in a language: letters of one day share a few."""
        return format_date(self.env, day, lang_code=lang, date_format="long")

    def _local_date(self, moment):
        return self._local(moment).date()

    def _today(self):
        """The day at the branch of these appeals, which is one."""
        return self[:1]._local_date(fields.Datetime.now())
