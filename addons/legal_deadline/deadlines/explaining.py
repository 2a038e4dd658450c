"""The steps of a deadline in the order a person would count them; any language can say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .acts import Extension, Pause
from .rules import Rule

if TYPE_CHECKING:
    from .reckoning import BackwardDeadline, DayDeadline, Deadline

#: A run of days off of one kind: its first day, its last one, the kind.
DaysOff = tuple[date, date, str]
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
    term, counted = deadline.rule.term, {}
    if deadline.calendar:
        counted["by"] = term.hours_by
        yield from _skipped_step(deadline.calendar.days_off(deadline.event.date(), deadline.due.date()))
        yield from _preliminary_step(deadline)
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
    yield from _skipped_step(_not_counted(deadline, first))
    if last > deadline.end:
        yield Step("roll", {"runs": _runs(calendar.days_off(deadline.end, last - _DAY)), "to": str(last)})
    elif last < deadline.end:
        yield Step("roll_back", {"runs": _runs(calendar.days_off(last + _DAY, deadline.end)), "to": str(last)})
    yield from _preliminary_step(deadline)
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
    if term.unit == "working_days":
        counted = event if term.start == "event" else event - _DAY
        yield from _skipped_step(deadline.calendar.days_off(last, counted))
    yield from _preliminary_step(deadline)
    if deadline.strict_day != last:
        yield Step("strict", {"day": str(deadline.strict_day)})
    yield from _end_steps(deadline)


def _not_counted(deadline: "DayDeadline", first: date) -> tuple[DaysOff, ...]:
    """Return the days off within the parts of the term that are counted in working days."""
    unit, found = deadline.rule.term.unit, ()
    for stage in deadline.stages:
        unit = getattr(stage.act, "unit", unit)  # of an extension
        if unit == "working_days":
            found += deadline.calendar.days_off(first, stage.last)
        first = stage.last + _DAY
    return found


def _skipped_step(runs: tuple[DaysOff, ...]) -> Iterator[Step]:
    """Yield the step that names the days off which did not count, if any."""
    if runs:
        yield Step("skipped", {"runs": _runs(runs)})


def _preliminary_step(deadline: "Deadline") -> Iterator[Step]:
    """Yield the step that names the year whose calendar is not published, if the date hangs on one."""
    if deadline.is_preliminary:
        yield Step("preliminary", {"year": deadline.horizon.year})


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


def _runs(runs: tuple[DaysOff, ...]) -> list[list[str]]:
    """Return runs of days off as JSON knows them."""
    return [[str(first), str(last), kind] for first, last, kind in runs]


def _stamp(moment: datetime) -> str:
    """Return the local moment to the second, without its zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
