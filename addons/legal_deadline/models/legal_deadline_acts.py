from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ..deadlines import NO_ACTS, Acts, DeadlineError, Extension, Pause, check_extension, check_pause
from .bulk import insert_all
from .circumstances import Circumstances

#: What an act may record beside who, when and why.
DETAILS = dict.fromkeys(
    (
        "document",
        "ground_id",
        "notified_at",
        "receiver",
        "amount",
        "unit",
        "cause",
        "due_before",
        "due_after",
    ),
    False,
)


class LegalDeadline(models.Model):
    """The acts on a promise; each is an event, and the dates are always counted from the original start."""

    _inherit = "legal.deadline"

    can_extend = fields.Boolean(compute="_compute_can")
    can_pause = fields.Boolean(compute="_compute_can")

    @api.depends("state", "due_at", "rule_id", "event_ids")
    def _compute_can(self):
        """Tell which acts the law of the rule leaves open; the acts themselves say why not."""
        now = fields.Datetime.now()
        granted = self.event_ids.filtered(lambda event: event.kind == "extend").grouped("deadline_id")
        for deadline in self:
            rule, running = deadline.rule_id, deadline.state == "running" and deadline.due_at >= now
            spent = len(granted.get(deadline, ()))
            deadline.can_extend = running and bool(rule.extension_amount) and spent < rule.extension_max
            deadline.can_pause = running and rule.pause != "none"

    # --- what happened so far
    def _record_event(self, kind, moments, reason=None, details=None):
        """Append one act to the history of each promise; `moments` say when, `details` what else, one a promise."""
        vals_list = [
            {
                **DETAILS,
                **detail,
                "deadline_id": deadline.id,
                "kind": kind,
                "happened_at": happened_at,
                "user_id": self.env.uid,
                "reason": reason,
            }
            for deadline, happened_at, detail in zip(self, moments, details or [{}] * len(self), strict=True)
        ]
        self.invalidate_recordset(["event_ids"])
        return insert_all(self.env["legal.deadline.event"].sudo(), vals_list)

    def _acts(self):
        """Return `{promise id: its pauses and extensions}` as the engine takes them, in one query."""
        kinds = ("pause", "resume", "extend")
        domain = [("deadline_id", "in", self.ids), ("kind", "in", kinds)]
        events = self.env["legal.deadline.event"].sudo().search(domain, order="id").grouped("deadline_id")
        return {deadline.id: deadline._acts_of(events.get(deadline, ())) for deadline in self}

    def _acts_of(self, events):
        pauses, extensions, since = [], [], None
        for event in events:
            if event.kind == "extend":
                extensions.append(Extension(event.amount, event.unit))
            elif event.kind == "pause":
                since = self._local(event.happened_at)
            else:
                pauses.append(Pause(since, self._local(event.happened_at)))
        return Acts(tuple(pauses), tuple(extensions)) if pauses or extensions else NO_ACTS

    def _circumstances(self):
        """Return what the date was counted with; for a promise that did not keep it, what holds for its record."""
        kept = self.circumstances
        if kept:
            return Circumstances.of(self.company_id.id, kept["zone"], kept["places"], kept["facts"])
        record = self.env[self.res_model].browse(self.res_id)
        branch = record._deadline_branch()
        return self.env["legal.rule"]._circumstances(branch, record._deadline_facts())

    def _keep_circumstances(self):
        """Keep what holds for the record with promises that were given before it was kept."""
        for deadline in self.filtered(lambda one: not one.circumstances):
            deadline._by_act().write({"circumstances": deadline._circumstances().kept()})

    # --- counting again
    def _reckon_with(self, acts, rule=None):
        """Return the pure deadline of one promise with these acts, by its own edition unless another is named."""
        circumstances = self._circumstances()
        event = self.env["legal.rule"]._local(self.started_at, circumstances.zone)
        value = (rule or self.rule_id)._value()
        return self.env["legal.rule"]._reckon_by(value, event, circumstances, acts)

    def _set_dates(self, reckoned, **vals):
        """Write the dates of `{promise: pure deadline}` and their explanations; records are refreshed once."""
        for deadline, counted in reckoned.items():
            deadline.with_context(deadline_refresh_later=True).write(deadline._vals_of(counted) | vals)
        self._refresh_records()

    def _vals_of(self, counted):
        """Return the dates of a pure deadline as they are stored; what the record told of itself is kept."""
        rules, old = self.env["legal.rule"], self.explanation or [{}]
        steps = rules._steps(counted)
        if old[0].get("place"):
            steps[0]["place"] = old[0]["place"]
        steps[1:1] = [step for step in old if step.get("reason")]
        return {**rules._dates(counted), "explanation": steps}

    # --- acts
    def _extend(self, reason, notified_at, ground=None, document=None, amount=None, at=None):
        """Extend as the law of each rule allows: see `legal.deadline.mixin`."""
        at, reckoned, details = at or fields.Datetime.now(), {}, []
        acts = self._acts()
        for deadline in self:
            law = deadline.rule_id._value().extension
            asked = amount or (law.amount if law else 0)
            done = acts[deadline.id]
            moments = [moment.replace(tzinfo=UTC) for moment in (at, notified_at, deadline.due_at)]
            deadline._ask(check_extension, deadline.rule_id._value(), len(done.extensions), asked, (*moments,))
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
        self._record_event("extend", [at] * len(self), reason, details)

    def _pause(self, reason, ground=None, document=None, at=None):
        """Stop the terms from running."""
        at, details = at or fields.Datetime.now(), []
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
        self.write({"state": "paused"})
        self._record_event("pause", [at] * len(self), reason, details)

    def _resume(self, reason=None, document=None, at=None):
        """Let the terms run on: the rest of them, or a new one, as their law says."""
        at = at or fields.Datetime.now()
        before = [deadline.due_at for deadline in self]
        paused = self._last_pauses()
        if any(at < since for since in paused.values()):
            raise UserError(self.env._("A term is resumed after it was paused, not before."))
        acts = self._acts()
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

    def _last_pauses(self):
        """Return `{promise id: when its last pause began}`."""
        events = self.env["legal.deadline.event"].sudo()
        domain = [("deadline_id", "in", self.ids), ("kind", "=", "pause")]
        return {one.deadline_id.id: one.happened_at for one in events.search(domain, order="id")}

    def _redirect(self, reason, receiver=None, notified_at=None, document=None, at=None):
        """Stop the company's own term: the receiver counts its own from its registration."""
        detail = {"receiver": receiver, "notified_at": notified_at, "document": document}
        self.write({"state": "cancelled"})
        self._record_event("redirect", [at or fields.Datetime.now()] * len(self), reason, [detail] * len(self))

    def _miss(self, cause, reason, document=None, at=None):
        """Close promises that will not be kept; their date has passed."""
        at = at or fields.Datetime.now()
        for deadline in self:
            if deadline.due_at >= at:
                raise UserError(
                    self.env._(
                        "“%(name)s” is not missed: it is due on %(due)s. Fulfil it, or cancel it with a reason.",
                        name=deadline.rule_id.sudo().name,
                        due=deadline._said(deadline.due_at),
                    )
                )
        self.write({"state": "missed", "cause": cause})
        self._record_event("miss", [at] * len(self), reason, [{"cause": cause, "document": document}] * len(self))

    def _name_cause(self, cause, reason, document=None):
        """Say why missed promises were missed; a later act corrects an earlier one."""
        if any(deadline.state != "missed" for deadline in self):
            raise UserError(self.env._("Only a missed deadline has a cause."))
        self.write({"cause": cause})
        detail = {"cause": cause, "document": document}
        self._record_event("cause", [fields.Datetime.now()] * len(self), reason, [detail] * len(self))

    # --- what acts share
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
            }
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
