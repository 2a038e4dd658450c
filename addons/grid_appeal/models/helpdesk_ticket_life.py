from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..appeals import life
from .helpdesk_ticket_danger import USUAL

# who may do which act, by groups of grid_customer
ACTORS = {
    "register": ("operator", "administrator", "manager", "specialist"),
    "take": ("manager", "specialist"),
    "request_info": ("manager", "specialist"),
    "receive_info": ("operator", "administrator", "manager", "specialist"),
    "extend": ("head",),
    "redirect": ("manager", "specialist"),
    "refuse": ("head",),
    "withdraw": ("operator", "administrator", "manager", "specialist"),
    "answer": ("manager", "specialist"),
    "answer_at_once": ("operator", "administrator", "manager", "specialist"),
    "close": ("manager", "specialist"),
    "reopen": ("operator", "administrator", "manager", "specialist"),
}
# acts that take in what others say and decide nothing
NOT_DECIDING = ("register", "receive_info", "reopen")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # --- acts of a person
    def action_take(self):
        """Take registered appeals into work: the person becomes their handler."""
        self._begin("take")
        self._by_act().write({"state": "in_work", "user_id": self.env.uid})
        self._log_act(self.env._("Taken into work by %(user)s.", user=self.env.user.name))
        return True

    def action_close(self):
        """Close answered appeals; a closed one is not reopened."""
        self._close()
        return True

    def _close(self, closed_at=None):
        self._begin("close")
        self._by_act().write({"state": "closed", "closed_date": closed_at or fields.Datetime.now()})
        self._log_act(self.env._("Closed by %(user)s.", user=self.env.user.name))

    def _mark_answered(self, answered_at=None):
        """Note that the answer has left: the promise of an answer is kept.

        For the document that answers, when it is sent; see grid.appeal.answer.
        """
        self._begin("answer")
        answered_at = answered_at or fields.Datetime.now()
        self._by_act().write({"state": "answered", "answered_at": answered_at, "priority": USUAL})
        for code in set(self.mapped("answer_code")):
            tickets = self.filtered(lambda t, code=code: t.answer_code == code)
            tickets._deadline_done(code, answered_at)
        self._drop_redirect_term(self.env._("Answered by the company itself"))
        # the answer names the number: whoever could not be told by mail is told now
        self._deadline_done("appeal_confirm_receipt", answered_at)

    # --- the rules of acts
    def _begin(self, act):
        """Check that the act is allowed to the person and to each appeal."""
        self.check_access("write")
        self._check_actor(act)
        known = self.filtered(lambda ticket: ticket.create_date != self.env.cr.now())
        try:
            known.lock_for_update(allow_referencing=True)  # nobody else sees yet what this transaction has made
        except LockError:
            raise UserError(
                self.env._("Another person works on this appeal at the moment. Open it again to see what has changed.")
            ) from None
        for ticket in self:
            if not life.target(act, ticket.state):
                raise UserError(ticket._refusal(act))
        if act not in NOT_DECIDING:
            self._refuse_complained_of()

    def _check_actor(self, act):
        if not self._is_actor(act):
            raise AccessError(self.env._("Your role does not allow this act. Ask the head of your team."))

    @api.model
    def _is_actor(self, act):
        return self.env.su or any(self.env.user.has_group(f"grid_customer.group_{role}") for role in ACTORS[act])

    def _check_reassignment(self, vals):
        """A handler is changed by a supervisor; taking an appeal oneself is the act for it."""
        named = {"user_id", "team_id"} & vals.keys()
        if not named or self.env.su or self.env.user.has_group("grid_customer.group_supervisor"):
            return
        if any(t.state != "new" and t[name].id != (vals[name] or False) for t in self for name in named):
            raise AccessError(
                self.env._(
                    "Only a supervisor changes the handler or the team of a registered appeal. "
                    "To become its handler yourself, press “Take into work”."
                )
            )

    def _refusal(self, act):
        """Say why the act is not possible now and what to do instead."""
        state = dict(self._fields["state"]._description_selection(self.env))[self.state]
        values = {"appeal": self.display_name, "state": state}
        if act in ("request_info", "extend", "redirect", "refuse", "withdraw"):
            return self.env._(
                "The appeal %(appeal)s does not wait for an answer: its state is “%(state)s”. "
                "This act is for registered appeals that are not answered yet.",
                **values,
            )
        reasons = {
            "take": self.env._(
                "The appeal %(appeal)s cannot be taken into work: its state is “%(state)s”. "
                "Only a registered appeal that nobody has taken can be.",
                **values,
            ),
            "answer": self.env._(
                "The appeal %(appeal)s cannot be answered: its state is “%(state)s”. "
                "Register it first; after an answer a new appeal is registered.",
                **values,
            ),
            "close": self.env._(
                "The appeal %(appeal)s cannot be closed: its state is “%(state)s”. "
                "An appeal is closed after its answer has been sent.",
                **values,
            ),
            "receive_info": self.env._(
                "The appeal %(appeal)s waits for nothing from the applicant: its state is “%(state)s”.", **values
            ),
            "reopen": self.env._(
                "The appeal %(appeal)s is still being considered: its state is “%(state)s”. "
                "Add what is new to it; a linked appeal is made when it has been answered.",
                **values,
            ),
        }
        return reasons[act]

    def _move_to_stage(self, stage_id):
        """Turn a stage set by hand, as a card dragged, into the act it means."""
        state = self.env["helpdesk.ticket.stage"].browse(stage_id).state
        for old, tickets in self.grouped("state").items():
            if old == state:
                continue
            act = life.act_between(old, state) if state else None
            if act not in ("register", "take", "receive_info", "close"):
                raise UserError(
                    self.env._(
                        "An appeal does not go from “%(old)s” to “%(new)s” by moving its "
                        "card. Open it and use its buttons.",
                        old=tickets[:1].stage_id.display_name,
                        new=self.env["helpdesk.ticket.stage"].browse(stage_id).display_name,
                    )
                )
            getattr(tickets, f"action_{act}")()

    def _log_act(self, text, more=None):
        """Write who did what and when into the history, in one batch; `more` is what else is said of some, by id."""
        body, more = Markup("<p>%s</p>") % text, more or {}
        self._message_log_batch(
            {ticket.id: body + Markup("<p>%s</p>") % more[ticket.id] if ticket.id in more else body for ticket in self}
        )
