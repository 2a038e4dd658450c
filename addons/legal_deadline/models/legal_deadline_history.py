from odoo import api, models
from odoo.tools import SQL

from ..deadlines import NO_ACTS, Acts, Extension, Pause
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
    """What has happened to a promise, and its dates counted with it, always from the original start."""

    _inherit = "legal.deadline"

    @api.model
    def _give(self, vals_list):
        """Create promises, each with the event of its start, in one statement; their records know of them."""
        events = SQL(
            """INSERT INTO legal_deadline_event
                      (deadline_id, kind, happened_at, user_id, create_uid, create_date, write_uid, write_date)
               SELECT id, 'start', started_at, create_uid, create_uid, create_date, write_uid, write_date FROM made"""
        )
        given = insert_all(self, vals_list, events)
        given.invalidate_recordset(["event_ids"])
        given._tell_records()
        return given

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
        return record._deadline_circumstances()

    def _keep_circumstances(self):
        """Keep what holds for the record with promises that were given before it was kept."""
        for deadline in self.filtered(lambda one: not one.circumstances):
            deadline._by_act().write({"circumstances": deadline._circumstances().kept()})

    def _reckon_with(self, acts, rule=None):
        """Return the pure deadline of one promise with these acts, by its own edition unless another is named."""
        circumstances = self._circumstances()
        event = self.env["legal.rule"]._local(self.started_at, circumstances.zone)
        value = (rule or self.rule_id)._value()
        return self.env["legal.rule"]._reckon_by(value, event, circumstances, acts)

    def _set_dates(self, reckoned, **vals):
        """Write the dates of `{promise: pure deadline}` and their explanations."""
        for deadline, counted in reckoned.items():
            deadline._by_act().write(deadline._vals_of(counted) | vals)

    def _vals_of(self, counted):
        """Return the dates of a pure deadline as they are stored; what the record told of itself is kept."""
        rules, old = self.env["legal.rule"], self.explanation or [{}]
        steps = rules._steps(counted)
        if old[0].get("place"):
            steps[0]["place"] = old[0]["place"]
        steps[1:1] = [step for step in old if step.get("reason")]
        return {**rules._dates(counted), "explanation": steps}

    def _catch_up(self):
        """Record first what the calendar or a reading of the company has moved since the promise was counted.

        An act counts the whole term anew: without this, a change that nobody has recounted would ride on
        it silently. Returns the acts so far, as `_acts` does.
        """
        acts, changed = self._acts(), {}
        for deadline in self:
            counted = deadline._ask(deadline._reckon_with, acts[deadline.id])
            dates = self.env["legal.rule"]._dates(counted)
            if any(deadline[name] != dates[name] for name in ("due_at", "is_preliminary")):
                changed[deadline] = counted
        if changed:
            reason = self.env._("Counted again by the calendar and the readings of the day of the act that follows")
            self.browse([deadline.id for deadline in changed])._record_moves(changed, reason)
        return acts

    def _last_pauses(self):
        """Return `{promise id: when its last pause began}`."""
        events = self.env["legal.deadline.event"].sudo()
        domain = [("deadline_id", "in", self.ids), ("kind", "=", "pause")]
        return {one.deadline_id.id: one.happened_at for one in events.search(domain, order="id")}

    def _last_acts(self):
        """Return `{promise id: the moment of its last act}`; what has no moment of its own yet is left out."""
        events = self.env["legal.deadline.event"].sudo()
        kinds = ("pause", "resume", "extend")
        rows = events._read_group(
            [("deadline_id", "in", self.ids), ("kind", "in", kinds)], ["deadline_id"], ["happened_at:max"]
        )
        return {deadline.id: moment for deadline, moment in rows}
