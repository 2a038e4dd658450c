from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..appeals import life
from .grid_appeal_notice import REDIRECT


class HelpdeskTicket(models.Model):
    """The acts on an appeal that write a letter: each opens a dialog, whose sending is the act."""

    _inherit = "helpdesk.ticket"

    notice_ids = fields.One2many("grid.appeal.notice", "ticket_id", "Notices", copy=False)
    draft_notice_ids = fields.One2many(
        "grid.appeal.notice",
        "ticket_id",
        "Letters in preparation",
        domain=[("state", "=", "draft")],
    )
    extension_refusal = fields.Char(
        "Why the term is not extended", compute="_compute_extension_refusal", compute_sudo=True
    )

    @api.depends("deadline_ids.state", "deadline_ids.due_at", "answer_code")
    @api.depends_context("lang")
    def _compute_extension_refusal(self):
        for ticket in self:
            ticket.extension_refusal = ticket._answer_deadline().extension_refusal

    def action_request_info(self):
        """Ask the applicant for what lacks; the term of the answer goes on."""
        return self._prepare_notice("info_request", "request_info")

    def action_extend(self):
        """Extend the term of the answer, where its law lets that be done; the head sends the notice."""
        self.ensure_one()
        if self.extension_refusal:
            raise UserError(self.extension_refusal)
        return self._prepare_notice("extension", "extend")

    def action_redirect(self):
        """Give the appeal to the body that is competent, and tell the applicant."""
        return self._prepare_notice("redirect", "redirect")

    def action_refuse(self):
        """Refuse to consider the appeal, on a lawful ground; the head sends the notice."""
        return self._prepare_notice("refusal", "refuse")

    def action_withdraw(self):
        """Note that the applicant takes the appeal back."""
        return self._prepare_notice("withdrawal", "withdraw")

    def action_receive_info(self):
        """Go on: what the applicant was asked for has come, or will not come."""
        self._begin("receive_info")
        self._info_received()
        return True

    def _info_received(self):
        """Take appeals that wait for the applicant back into work and tell their handlers; others stay as they are."""
        waiting = self.filtered(lambda ticket: ticket.state == "awaiting_info")
        waiting._by_act().write({"state": "in_work"})
        waiting._log_act(self.env._("The applicant has answered the request for information."))
        waiting._give_todo(self.env._("The applicant has sent what was asked for"))

    def _prepare_notice(self, kind, act):
        """Open the dialog of a letter: its draft begun before, else a new one, which is nothing until it is kept."""
        self.ensure_one()
        self.check_access("write")
        notices = self.env["grid.appeal.notice"]
        notices.check_access("create")
        if not life.target(act, self.state):
            raise UserError(self._refusal(act))
        self._refuse_complained_of()
        begun = [("ticket_id", "=", self.id), ("kind", "=", kind), ("state", "=", "draft")]
        notice = notices.search(begun) or notices.new({"ticket_id": self.id, "kind": kind})
        return notice.action_open()

    def _prepare_notice_vals(self, kind):
        """Return what a letter of this kind begins with."""
        vals = self._prepare_outgoing()
        if self._has_nobody_to_tell():
            vals["delivery"] = "none"
        if kind == "redirect":
            vals["receiver_id"] = self.category_id.receiver_id.id
        if kind == "refusal":
            chain = link = self.previous_id
            while link := link.previous_id:
                chain |= link
            vals["earlier_ids"] = [Command.set(chain.filtered("answered_at").ids)]
        return vals

    # --- the term of a redirect, for categories that another body answers
    def _start_redirect_term(self, registered_at):
        """Control the days within which appeals that are not ours to answer are redirected (59-FZ art. 8 p. 3)."""
        foreign = self.filtered("category_id.receiver_id")
        if foreign:
            foreign._deadline_start(REDIRECT, registered_at)

    def _drop_redirect_term(self, reason):
        """Let nobody wait for a redirect that will not come."""
        foreign = self.filtered("category_id.receiver_id")
        if foreign:
            foreign._deadline_cancel(REDIRECT, reason)

    def _end_answer_term(self, reason, end):
        """End the promise of an answer that is owed no more by `end(code)`; one that is overdue was missed."""
        if not self._deadline_open(self.answer_code):
            return
        if self._answer_deadline().due_at < fields.Datetime.now():
            self._deadline_miss(self.answer_code, "own_fault", reason)
        else:
            end(self.answer_code)
