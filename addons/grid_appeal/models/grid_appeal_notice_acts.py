from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import clean_context, mute_logger

from ..appeals import life
from .grid_appeal_notice import REDIRECT
from .helpdesk_ticket_danger import USUAL

#: The act of `appeals/life.py` that sending each letter is.
ACTS = {
    "info_request": "request_info",
    "extension": "extend",
    "redirect": "redirect",
    "refusal": "refuse",
    "withdrawal": "withdraw",
}
#: What each act asks for beside the letter itself.
NEEDED = {
    "info_request": ("reason",),
    "extension": ("ground_id", "reason"),
    "redirect": ("receiver_id", "reason"),
    "refusal": ("refusal_ground_id",),
    "withdrawal": ("reason",),
}
#: Letters the law wants to be sent whatever happens.
LETTER_ONLY = ("extension", "redirect", "forwarding")


class GridAppealNotice(models.Model):
    """Sending a notice is an act: what each needs, and what it does to the appeal and its promises."""

    _inherit = "grid.appeal.notice"

    @api.model_create_multi
    def create(self, vals_list):
        """Begin letters only of acts that the appeal allows now; a forwarding letter is made by its redirect.

        :raises UserError: somebody has begun this letter while its dialog stood open
        """
        appeals = {vals.get("ticket_id", self.env.context.get("default_ticket_id")) for vals in vals_list}
        tickets = self.env["helpdesk.ticket"].browse(appeals)
        if tickets - tickets.try_lock_for_update(allow_referencing=True):
            raise ConcurrencyError("two letters begun on one appeal at the same time")
        try:
            with mute_logger("odoo.sql_db"):
                notices = super().create(vals_list)
        except UniqueViolation as error:
            raise UserError(
                self.env._(
                    "This letter is being prepared already, by somebody else or in another window. Copy what you "
                    "have typed, throw this one away and go on with that draft: it stands on the appeal."
                )
            ) from error
        if not self.env.su:
            notices._check_begun()
        return notices

    def _check_begun(self):
        for notice in self:
            if notice.kind not in ACTS:
                raise UserError(
                    self.env._("The letter that forwards an appeal is made by its redirect: redirect the appeal.")
                )
            act = notice._act_of_sending()
            if not life.target(act, notice.ticket_id.state):
                raise UserError(notice.ticket_id._refusal(act))

    def _act_of_sending(self):
        return ACTS[self.kind]

    def action_open(self):
        """Open the dialog of the act: with the draft, or with what a new letter begins with."""
        return {
            "type": "ir.actions.act_window",
            "name": self._letter_kind(),
            "res_model": self._name,
            "res_id": self._origin.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_ticket_id": self.ticket_id.id, "default_kind": self.kind},
        }

    def action_send(self):
        # the defaults of the dialog are none of what the act creates
        self = self.with_context(clean_context(self.env.context))
        if self.delivery != "none":
            return super().action_send()
        self.ensure_one()
        self.check_access("write")
        self._check_sendable()
        now = fields.Datetime.now()
        self._before_leaving(now)
        self.sudo().write({"state": "sent", "sent_at": now, "sent_by_id": self.env.uid})
        self._after_leaving(now)
        return True

    # --- what keeps it from being sent
    def _missing(self):
        lacking = [self._fields[name]._description_string(self.env) for name in NEEDED[self.kind] if not self[name]]
        problems = [self.env._("Fill in: %(fields)s.", fields=", ".join(lacking))] if lacking else []
        if self.kind == "refusal" and self.refusal_ground_id:
            problems += self._missing_of_refusal()
        if self.kind == "redirect" and self.receiver_id and not self._receiver_address():
            problems.append(
                self.env._(
                    "%(receiver)s has neither an e-mail nor an address to forward the appeal to: add one to its card.",
                    receiver=self.receiver_id.name,
                )
            )
        if self.delivery == "none":
            return [*problems, *self._missing_without_letter()]
        return [*problems, *super()._missing()]

    @api.onchange("refusal_ground_id")
    def _onchange_refusal_ground_id(self):
        """Write to nobody where the ground is that nobody is named."""
        if self.refusal_ground_id and not self.refusal_ground_id.notifies:
            self.delivery = "none"

    def _missing_of_delivery(self):
        """Say which way is left where nobody can be written to; the body an appeal is forwarded to can."""
        if self.kind != "forwarding" and self.ticket_id._has_nobody_to_tell():
            return [self.env._("The appeal is anonymous, there is nobody to write to: choose “Without a letter”.")]
        return super()._missing_of_delivery()

    def _missing_without_letter(self):
        """Only what the law lets be told by word of mouth, or what nobody can be told."""
        if self.kind in LETTER_ONLY and not self.ticket_id._has_nobody_to_tell():
            return [self.env._("The law wants a letter here: choose how it is sent.")]
        if self.kind == "refusal" and self.refusal_ground_id.notifies:
            return [self.env._("A refusal on this ground is told by a letter: choose how it is sent.")]
        if not (self.reason or "").strip():
            return [self.env._("Without a letter, write who was told, how and what: it stays in the history.")]
        return []

    def _missing_of_refusal(self):
        """What the ground of the refusal needs and does not have."""
        ground, problems = self.refusal_ground_id, []
        if ground.law_basis and ground.law_basis != self.ticket_id.law_basis:
            problems.append(
                self.env._("The ground “%(ground)s” is not of the law this appeal is under.", ground=ground.name)
            )
        if ground.needs_document and not (self.document or "").strip():
            problems.append(
                self.env._(
                    "The ground “%(ground)s” needs its document: write the kind, number and date.", ground=ground.name
                )
            )
        if ground.needs_earlier:
            problems += self._missing_of_earlier()
        if not ground.notifies and (self.ticket_id.partner_id or self.ticket_id._answer_email()):
            problems.append(
                self.env._("The sender is known, so the ground “%(ground)s” does not fit.", ground=ground.name)
            )
        return problems

    def _missing_of_earlier(self):
        """“No new arguments” needs so many earlier answers as the law of the appeal says (2.7a: one, or more)."""
        needed = self.ticket_id.law_id.answers_to_refuse
        if not needed:
            return [self.env._("An appeal of this kind is answered each time: this ground does not fit it.")]
        foreign = self.earlier_ids - self.answered_ids
        if foreign:
            return [
                self.env._(
                    "%(number)s was not answered on the merits or is another customer's: it proves nothing here.",
                    number=foreign[0].number,
                )
            ]
        if len(self.earlier_ids) < needed:
            return [
                self.env._(
                    "Name the earlier appeals on the same question that were answered on the merits: "
                    "at least %(needed)s by the law applied here, %(given)s are named.",
                    needed=needed,
                    given=len(self.earlier_ids),
                )
            ]
        return []

    # --- what each act does
    def _before_leaving(self, now):
        """Extend before the letter is printed: it names the date that the engine gives."""
        if self.kind == "extension":
            code = self.ticket_id.answer_code
            self.ticket_id._deadline_extend(code, self.reason, now, ground=self.ground_id)

    def _after_leaving(self, now):
        getattr(self, f"_done_{self.kind}")(now)

    def _done_info_request(self, now):
        self.ticket_id._by_act().write({"state": "awaiting_info"})
        self._log(self.env._("The applicant is asked for information: %(reason)s. The term of the answer goes on."))

    def _done_extension(self, now):
        self._log(self.env._("The term of the answer is extended until %(due)s: %(reason)s."))

    def _done_redirect(self, now):
        """The receiver answers; when we told of it is kept as a promise of its own."""
        ticket = self.ticket_id
        ticket._deadline_start(REDIRECT, ticket.registered_at)
        ticket._deadline_done(REDIRECT, now)
        ticket._end_answer_term(
            self.reason,
            lambda code: ticket._deadline_redirect(code, self.reason, self.receiver_id.display_name, now),
        )
        self._end_appeal("redirected", now)
        self._log(self.env._("Redirected to %(receiver)s: %(reason)s."))
        self._forward(now)

    def _done_refusal(self, now):
        """The notice of a refusal is what was owed: it keeps the promise, or comes too late."""
        ticket, ground = self.ticket_id, self.refusal_ground_id
        if ground.term_code:
            ticket._deadline_start(ground.term_code, ticket.registered_at)
            ticket._deadline_done(ground.term_code, now)
        ticket._deadline_done(ticket.answer_code, now)
        self._end_appeal("refused", now)
        self._log(self.env._("Refused: %(ground)s."))

    def _done_withdrawal(self, now):
        ticket = self.ticket_id
        ticket._end_answer_term(self.reason, lambda code: ticket._deadline_cancel(code, self.reason))
        self._end_appeal("withdrawn", now)
        self._log(self.env._("Withdrawn by the applicant: %(reason)s."))

    def _end_appeal(self, state, now):
        ticket = self.ticket_id
        ticket._by_act().write({"state": state, "closed_date": now, "priority": USUAL})
        ticket._drop_redirect_term(self.env._("The appeal has ended otherwise"))
        # the notice names the number: whoever could not be told by mail is told now
        ticket._deadline_done("appeal_confirm_receipt", now)

    def _log(self, text):
        """Write the act into the history of the appeal; the text names its facts by placeholders."""
        facts = {
            "reason": (self.reason or "").strip().rstrip("."),
            "receiver": self.receiver_id.name,
            "ground": self.refusal_ground_id.name,
            "due": self.ticket_id._letter_date(self.ticket_id._answer_deadline().due_at),
        }
        self.ticket_id._log_act(text % facts)

    # --- forwarding to the competent body
    def _receiver_address(self):
        partner = self.receiver_id
        return partner.email_normalized or partner._postal_address()

    def _forward(self, now):
        """Send the appeal with its papers to the body that answers it, by a letter of its own number."""
        letter = self.sudo().create(
            {
                "ticket_id": self.ticket_id.id,
                "kind": "forwarding",
                "reason": self.reason,
                "receiver_id": self.receiver_id.id,
                "executor_id": self.executor_id.id,
                "executor_phone": self.executor_phone,
                "signer_name": self.signer_name,
                "signer_position": self.signer_position,
                "delivery": "email" if self.receiver_id.email_normalized else "post",
            }
        )
        letter = letter.with_env(self.env)
        number, date = letter._next_outgoing(now)
        letter._leave(now, number, date, letter._letter_pdf(number, date))

    def _done_forwarding(self, now):
        """Nothing more: the redirect it belongs to has done it."""

    def _enclosures(self):
        """What the applicant sent goes on to the body that answers."""
        if self.kind != "forwarding":
            return super()._enclosures()
        files = [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", self.ticket_id.id)]
        return self.env["ir.attachment"].sudo().search([*files, ("is_from_applicant", "=", True)])

    def action_discard(self):
        """Throw a draft away: nothing has been done by it."""
        if any(notice.state == "sent" for notice in self):
            raise UserError(self.env._("A sent letter is never deleted."))
        self.check_access("write")
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}
