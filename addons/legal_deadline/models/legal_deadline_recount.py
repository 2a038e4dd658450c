from typing import NamedTuple

from odoo import fields, models

from ..deadlines import Deadline, DeadlineError, differences


class Recounted(NamedTuple):
    """What a promise would be if it were given today: its edition and dates, or why it could not be given."""

    deadline: models.BaseModel
    rule: models.BaseModel
    counted: Deadline | None
    refusal: str = ""


class LegalDeadline(models.Model):
    """Counts running promises again by the law and the calendar of this moment, and moves them by an act."""

    _inherit = "legal.deadline"

    def _recount(self):
        """Return what has changed under these promises; those that stand as they are are left out."""
        recounted = (deadline._recount_one(acts) for deadline, acts in zip(self, self._acts().values(), strict=True))
        return [one for one in recounted if one.refusal or one.deadline._differs(one)]

    def _recount_one(self, acts):
        """Choose the rule anew by the facts of the promise, and count with its pauses and extensions."""
        rules, circumstances = self.env["legal.rule"], self._circumstances()
        event = rules._local(self.started_at, circumstances.zone)
        try:
            rule = rules._rulebook().choose(self.code, event.date(), dict(circumstances.facts))
            counted = rules._reckon_by(rule, event, circumstances, acts)
        except DeadlineError as refusal:
            return Recounted(self, rules, None, rules._refusal(refusal))
        return Recounted(self, rules.browse(rule.key), counted)

    def _differs(self, recounted):
        """Whether the edition, the dates owed or their being preliminary would change."""
        dates = self.env["legal.rule"]._dates(recounted.counted)
        names = ("due_at", "control_at", "is_preliminary")
        return recounted.rule != self.rule_id or any(self[name] != dates[name] for name in names)

    def _move(self, recounted, reason, document=None):
        """Move promises to what was counted: each gets an event with the date before and after.

        `recounted` maps a promise to its edition and pure deadline. A preliminary date that is now
        reckoned by a published calendar is settled, whether it moves or stays.
        """
        self._lock()
        self._record_moves({deadline: one.counted for deadline, one in recounted.items()}, reason, document)
        for rule, deadlines in self.grouped(lambda one: recounted[one].rule).items():
            deadlines.filtered(lambda one, rule=rule: one.rule_id != rule)._by_act().write({"rule_id": rule.id})

    def _record_moves(self, reckoned, reason, document=None):
        """Write the dates of `{promise: pure deadline}`, and an event for each with the date before and after."""
        by_kind = {"settle": self.browse(), "move": self.browse()}
        before = {deadline: deadline.due_at for deadline in self}
        for deadline in self:
            settled = deadline.is_preliminary and not reckoned[deadline].is_preliminary
            by_kind["settle" if settled else "move"] += deadline
        self._set_dates(reckoned)
        now = fields.Datetime.now()
        for kind, deadlines in by_kind.items():
            details = [{"document": document, "due_before": before[one], "due_after": one.due_at} for one in deadlines]
            deadlines._record_event(kind, [now] * len(deadlines), reason, details)

    def _why_moved(self, recounted):
        """Return in words why a promise would be another one."""
        if recounted.refusal:
            return recounted.refusal
        new = self.env["legal.rule"]._steps(recounted.counted)
        said = [self._difference(what, value) for what, value in differences(self.explanation, new)]
        return "; ".join(said) or self.env._("the internal control date is another one")

    def _difference(self, what, value):
        explanation = self.env["legal.explanation"]
        if what == "edition":
            return self.env._("another edition: %(name)s", name=self.env["legal.rule"].sudo().browse(value).norm_text)
        if what == "reading":
            return self.env._("the company reads a contested norm another way")
        if what == "published":
            return self.env._("the production calendar of %(year)s is published", year=value)
        days = ", ".join(explanation._day(day, weekday=False) for day in value)
        if what == "off":
            return self.env._("days off now: %(days)s", days=days)
        return self.env._("working days now: %(days)s", days=days)
