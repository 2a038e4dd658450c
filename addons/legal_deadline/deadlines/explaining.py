"""The steps of a deadline in the order a person would count them; any language can say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .acts import Extension, Pause
from .rules import Rule

if TYPE_CHECKING:
    from .reckoning import BackwardDeadline, DayDeadline, Deadline

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One step of the explanation: a code that any language can say, and its parameters."""

    code: str
    params: Mapping[str, object]


def clock_steps(deadline: "Deadline") -> Iterator[Step]:
    """Yield the steps of a term of hours or minutes."""
    yield _event_step(deadline.event)
    yield _rule_step(deadline.rule)
    for act in (*deadline.acts.pauses, *deadline.acts.extensions):
        yield _act_step(act, deadline)
    term = deadline.rule.term
    counted = {"by": term.hours_by} if term.hours_by != "clock" else {}
    yield Step(
        "due_time_before" if term.direction == "backward" else "due_time", {"at": _stamp(deadline.due), **counted}
    )


def day_steps(deadline: "DayDeadline") -> Iterator[Step]:
    """Yield the steps of a term of days counted forward."""
    term, calendar, last = deadline.rule.term, deadline.calendar, deadline.last
    bare, *acted = deadline.stages
    first = deadline.event.date() + (_DAY if term.start == "next_day" else timedelta())
    yield _event_step(deadline.event)
    yield _rule_step(deadline.rule)
    counting = {"first": str(first), "last": str(bare.last), "start": term.start}
    yield Step("counting", {**counting, "amount": term.amount, "unit": term.unit})
    for stage in acted:
        yield _act_step(stage.act, deadline, stage.last)
    if term.unit == "working_days" and (skipped := calendar.days_off(first, deadline.end)):
        yield Step("skipped", {"runs": _runs(skipped)})
    if last > deadline.end:
        yield Step("roll", {"runs": _runs(calendar.days_off(deadline.end, last - _DAY)), "to": str(last)})
    elif last < deadline.end:
        yield Step("roll_back", {"runs": _runs(calendar.days_off(last + _DAY, deadline.end)), "to": str(last)})
    if deadline.is_preliminary:
        yield Step("preliminary", {"year": last.year})
    if deadline.control_day != last:
        yield Step("control", {"day": str(deadline.control_day)})
    if term.direction == "not_before":
        yield Step("earliest", {"day": str(last + _DAY), "passed": str(last)})
    else:
        yield from _end_steps(deadline)


def backward_steps(deadline: "BackwardDeadline") -> Iterator[Step]:
    """Yield the steps of a term counted back from an event."""
    event, last = deadline.event.date(), deadline.last
    term = deadline.rule.term
    yield _event_step(deadline.event)
    yield _rule_step(deadline.rule)
    counting = {"event": str(event), "last": str(last), "strict": str(deadline.strict_day), "start": term.start}
    yield Step("backward", {**counting, "amount": term.amount, "unit": term.unit, "reading": deadline.policy.backward})
    if term.unit == "working_days" and (skipped := deadline.calendar.days_off(last, event - _DAY)):
        yield Step("skipped", {"runs": _runs(skipped)})
    if deadline.is_preliminary:
        yield Step("preliminary", {"year": event.year})
    if deadline.strict_day != last:
        yield Step("strict", {"day": str(deadline.strict_day)})
    yield from _end_steps(deadline)


def _end_steps(deadline: "DayDeadline") -> Iterator[Step]:
    """Yield the last day, and the hour when it ends before midnight."""
    yield Step("due_day", {"day": str(deadline.last)})
    if deadline.rule.term.day_end == "office_close":
        yield Step("office_close", {"at": _stamp(deadline.due)})


def _event_step(event: datetime) -> Step:
    """Return the step that names the event's local moment."""
    return Step("event", {"at": _stamp(event)})


def _rule_step(rule: Rule) -> Step:
    """Return the step that names the edition, its term and why it was chosen."""
    conditions = [[one.fact, one.operator, one.value] for one in rule.conditions]
    term = {"amount": rule.term.amount, "unit": rule.term.unit}
    return Step("rule", {"rule": rule.key, **term, "conditions": conditions})


def _act_step(act: Pause | Extension, deadline: "Deadline", last: date | None = None) -> Step:
    """Return the step of a pause or an extension and the last day after it, when days are counted."""
    ended = {"last": str(last)} if last else {}
    if isinstance(act, Extension):
        return Step("extended", {"amount": act.amount, "unit": act.unit, **ended})
    moments = {"since": _stamp(act.since), "until": _stamp(act.until)}
    return Step("paused", {**moments, "then": deadline.rule.pause, **ended})


def _runs(runs: tuple[tuple[date, date, str], ...]) -> list[list[str]]:
    """Return runs of days off as JSON knows them."""
    return [[str(first), str(last), kind] for first, last, kind in runs]


def _stamp(moment: datetime) -> str:
    """Return the local moment to the second, without its zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
