from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ..deadlines import Acts, DeadlineError, Extension, Pause, check_extension, check_pause

#: The states in which a promise stands for an act.
ACT_STATES = {
    "extend": ("running",),
    "pause": ("running",),
    "resume": ("paused",),
    "redirect": ("running", "paused"),
    "cancel": ("running", "paused"),
    "miss": ("running",),
    "cause": ("missed",),
}


class LegalDeadline(models.Model):
    """The acts on a promise; each is an event, and the dates are always counted from the original start."""

    _inherit = "legal.deadline"

    can_extend = fields.Boolean(compute="_compute_can")
    extension_refusal = fields.Char("Why it is not extended", compute="_compute_can")
    can_pause = fields.Boolean(compute="_compute_can")

    @api.depends("state", "due_at", "rule_id", "event_ids")
    @api.depends_context("lang")
    def _compute_can(self):
        """Tell which acts the law of the rule leaves open now, and why not, in the words of the act itself."""
        now = fields.Datetime.now()
        granted = self.event_ids.filtered(lambda event: event.kind == "extend").grouped("deadline_id")
        for deadline in self:
            running = deadline.state == "running"
            refusal = running and deadline._extension_refusal(len(granted.get(deadline, ())), now)
            deadline.extension_refusal = refusal
            deadline.can_extend = running and not refusal
            deadline.can_pause = running and deadline.due_at >= now and deadline.rule_id.pause != "none"

    def _extension_refusal(self, taken, now):
        """Return why a running promise that was extended `taken` times is not extended now; nothing where it is."""
        if self.due_at < now:
            return self.env._("The term has ended: it is extended before its end alone.")
        rule = self.rule_id._value()
        amount = rule.extension.amount if rule.extension else 0
        now, due = (moment.replace(tzinfo=UTC) for moment in (now, self.due_at))
        try:
            self._ask(check_extension, rule, taken, amount, (now, now, due))
        except UserError as refusal:
            return str(refusal)
        return False

    def _for_act(self, act, reason):
        """Return these promises locked for an act; refuse another state, no reason, or no right to the record."""
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason stays in the history of the deadline."))
        for model, deadlines in self.grouped("res_model").items():
            self.env[model].browse(deadlines.mapped("res_id")).check_access("write")
        locked = self.sudo()._lock()
        for deadline in locked:
            if deadline.state not in ACT_STATES[act]:
                raise UserError(
                    self.env._(
                        "This cannot be done with “%(name)s” now: its state is “%(state)s”.",
                        name=deadline.display_name,
                        state=dict(self._fields["state"]._description_selection(self.env))[deadline.state],
                    )
                )
        return locked

    # --- acts
    def _extend(self, reason, notified_at, ground=None, document=None, amount=None):
        """Extend as the law of each rule allows: see `legal.deadline.mixin`."""
        now, reckoned, details = fields.Datetime.now(), {}, []
        acts = self._catch_up()
        for deadline in self:
            law = deadline.rule_id._value().extension
            asked = (law.amount if law else 0) if amount is None else amount
            done = acts[deadline.id]
            moments = [moment.replace(tzinfo=UTC) for moment in (now, notified_at or now, deadline.due_at)]
            deadline._ask(check_extension, deadline.rule_id._value(), len(done.extensions), asked, (*moments,))
            deadline._check_told(notified_at)
            more = Acts(done.pauses, (*done.extensions, Extension(asked, law.unit)))
            reckoned[deadline] = deadline._ask(deadline._reckon_with, more)
            details.append(
                {
                    "amount": asked,
                    "unit": law.unit,
                    "ground_id": deadline._ground(deadline.rule_id.extension_ground_ids, ground).id,
                    "notified_at": notified_at,
                    "document": document,
                    "due_before": deadline.due_at,
                }
            )
        self._set_dates(reckoned)
        for deadline, detail in zip(self, details, strict=True):
            detail["due_after"] = deadline.due_at
        self._record_event("extend", [now] * len(self), reason, details)

    def _pause(self, reason, ground=None, document=None, at=None):
        """Stop the terms from running."""
        at, details = self._moment_of_act(at), []
        for deadline in self:
            deadline._ask(check_pause, deadline.rule_id._value())
            if not deadline.started_at <= at <= deadline.due_at:
                raise UserError(
                    self.env._(
                        "“%(name)s” is paused between its start and its due date (%(due)s), not on %(at)s.",
                        name=deadline.rule_id.sudo().name,
                        due=deadline._said(deadline.due_at),
                        at=deadline._said(at),
                    )
                )
            chosen = deadline._ground(deadline.rule_id.pause_ground_ids, ground)
            details.append({"ground_id": chosen.id, "document": document, "due_before": deadline.due_at})
        self._by_act().write({"state": "paused"})
        self._record_event("pause", [at] * len(self), reason, details)

    def _resume(self, reason=None, document=None, at=None):
        """Let the terms run on: the rest of them, or a new one, as their law says."""
        at = self._moment_of_act(at)
        acts, paused = self._catch_up(), self._last_pauses()
        before = [deadline.due_at for deadline in self]
        reckoned = {}
        for deadline in self:
            done = acts[deadline.id]
            pause = Pause(deadline._local(paused[deadline.id]), deadline._local(at))
            more = Acts((*done.pauses, pause), done.extensions)
            reckoned[deadline] = deadline._ask(deadline._reckon_with, more)
        self._set_dates(reckoned, state="running")
        details = [
            {"document": document, "due_before": due, "due_after": deadline.due_at}
            for deadline, due in zip(self, before, strict=True)
        ]
        self._record_event("resume", [at] * len(self), reason, details)

    def _redirect(self, reason, receiver, notified_at, document=None):
        """Stop the company's own term: the receiver counts its own from its registration."""
        self._check_told(notified_at)
        self._check_not_overdue()
        if not (receiver or "").strip():
            raise UserError(self.env._("Say to whom it is redirected: it stays in the history of the deadline."))
        detail = {"receiver": receiver, "notified_at": notified_at, "document": document}
        self._by_act().write({"state": "cancelled"})
        self._record_event("redirect", [fields.Datetime.now()] * len(self), reason, [detail] * len(self))

    def _cancel(self, reason):
        """Withdraw promises that bind nobody any more."""
        self._by_act().write({"state": "cancelled"})
        self._record_event("cancel", [fields.Datetime.now()] * len(self), reason)

    def _done(self, done_at, cause=None):
        """Fulfil promises at one moment: met in time, missed when late."""
        self._done_at(dict.fromkeys(self, done_at), cause)

    def _done_at(self, moments, cause=None):
        """Fulfil promises, each at its moment. A paused one runs on first, to be judged by its date."""
        paused = self.filtered(lambda one: one.state == "paused")
        since = paused._last_pauses()
        resumed = paused.filtered(lambda one: since[one.id] <= moments[one])
        for done_at, part in resumed.grouped(moments.get).items():
            part._resume(self.env._("Fulfilled during the pause"), at=done_at)
        for state, part in self.grouped(lambda one: "met" if moments[one] <= one.due_at else "missed").items():
            why = {"cause": cause} if state == "missed" else {}
            for done_at, same in part.grouped(moments.get).items():
                same._by_act().write({"state": state, "done_at": done_at, **why})
            part._record_event("done", [moments[one] for one in part], details=[why] * len(part))

    def _miss(self, cause, reason, document=None, at=None):
        """Close promises that will not be kept; their date has passed."""
        at = self._moment_of_act(at)
        for deadline in self:
            if deadline.due_at >= at:
                raise UserError(
                    self.env._(
                        "“%(name)s” is not missed: it is due on %(due)s. Fulfil it, or cancel it with a reason.",
                        name=deadline.rule_id.sudo().name,
                        due=deadline._said(deadline.due_at),
                    )
                )
        self._by_act().write({"state": "missed", "cause": cause})
        self._record_event("miss", [at] * len(self), reason, [{"cause": cause, "document": document}] * len(self))

    def _name_cause(self, cause, reason, document=None):
        """Say why missed promises were missed; a later act corrects an earlier one."""
        self._by_act().write({"cause": cause})
        detail = {"cause": cause, "document": document}
        self._record_event("cause", [fields.Datetime.now()] * len(self), reason, [detail] * len(self))

    # --- what acts share
    def _moment_of_act(self, at):
        """Return when an act took place: not before the acts that came before it, and not in the future."""
        now = fields.Datetime.now()
        at = at or now
        last = max(self._last_acts().values(), default=at)
        if not last <= at <= now:
            raise UserError(
                self.env._(
                    "An act takes place after the one before it (%(last)s) and not in the future; not on %(at)s.",
                    last=self[:1]._said(last),
                    at=self[:1]._said(at),
                )
            )
        return at

    def _check_told(self, notified_at):
        """Refuse a notice that nobody can have got: before the promise, or in the future."""
        told = notified_at and all(one.started_at <= notified_at for one in self)
        if not told or notified_at > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "Say when the customer was told of it: after the term began and not in the future. "
                    "No term is changed silently."
                )
            )

    def _check_not_overdue(self):
        """What is overdue is a miss: it is closed as such, with its cause."""
        for deadline in self:
            if deadline.deadline_state == "overdue":
                raise UserError(
                    self.env._(
                        "“%(name)s” is overdue. Close it as missed and name the cause.",
                        name=deadline.display_name,
                    )
                )

    def _lock(self):
        """Hold the promises for one act: a second person waits for nothing and is told."""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(
                self.env._("Another person acts on this deadline at the moment. Open it again to see what has changed.")
            ) from None
        return self

    def _ask(self, function, *values):
        """Call the engine; its refusal becomes a sentence."""
        try:
            return function(*values)
        except DeadlineError as refusal:
            local = {
                name: self._local(value.astimezone(UTC).replace(tzinfo=None)) if hasattr(value, "astimezone") else value
                for name, value in refusal.params.items()
            } | {"rule_code": self.rule_id.sudo().name}
            raise UserError(self.env["legal.rule"]._refusal(type(refusal)(**local))) from refusal

    def _ground(self, allowed, ground):
        """Return the ground of an act: one of its rule's; the general one when none was named."""
        allowed = allowed.sudo()
        chosen = ground or allowed.filtered("is_general")[:1]
        if (chosen or allowed) and chosen not in allowed:
            raise UserError(
                self.env._(
                    "Name one of the grounds of “%(name)s”: %(grounds)s.",
                    name=self.rule_id.sudo().name,
                    grounds="; ".join(allowed.mapped("name")) or "—",
                )
            )
        return chosen

    def _said(self, moment):
        return self.env["legal.explanation"]._moment(self._local(moment))
