"""From an event and a rule to a due date that explains itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendar import WorkCalendar
from .errors import TermNotSupported
from .rules import Rule
from .terms import last_day, last_moment

#: GK RF article 194: an act may be done until the end of the last day.
DAY_END = time(23, 59, 59)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One step of the explanation: a code that any language can say, and its parameters."""

    code: str
    params: Mapping[str, object]


@dataclass(frozen=True)
class Deadline:
    """The answer: local moments with their zone, and the steps that led there."""

    due: datetime
    control: datetime
    warn: datetime
    is_preliminary: bool
    steps: tuple[Step, ...]


def reckon(rule: Rule, event: datetime, calendar: WorkCalendar) -> Deadline:
    """Count the deadline of an event; `event` carries the zone whose local dates count."""
    term = rule.term
    plain = {"forward": term.direction, "midnight": term.day_end}
    if term.by_clock:
        plain["none"] = term.roll  # nothing in the law moves an hour to a working day
    for expected, feature in plain.items():
        if feature != expected:
            raise TermNotSupported(rule_code=rule.code, feature=feature)
    return _by_clock(rule, event) if term.by_clock else _by_days(rule, event, calendar)


def _by_clock(rule: Rule, event: datetime) -> Deadline:
    """Count hours and minutes: no calendar, and the control date is the due date itself."""
    due = last_moment(rule.term, event)
    steps = (_event_step(event), _rule_step(rule), Step("due_time", {"at": _stamp(due)}))
    return Deadline(due, due, _middle(event, due), False, steps)


def _by_days(rule: Rule, event: datetime, calendar: WorkCalendar) -> Deadline:
    """Count days, months and years of the local calendar."""
    start = event.date()
    calendar.require(start, start)
    end = last_day(rule.term, start, calendar)
    due = calendar.next_working(end) if rule.term.roll == "next_working_day" else end
    calendar.require(start, due)
    control = _control_day(start, end, due, calendar)
    warn = calendar.working_before(due, rule.warn_days, floor=start)
    return Deadline(
        _end_of(due, event),
        _end_of(control, event),
        # a warning never covers more than the second half of a term
        max(datetime.combine(warn, time.min, event.tzinfo), _middle(event, _end_of(due, event))),
        calendar.is_preliminary(due),
        tuple(_day_steps(rule, event, (end, control, due), calendar)),
    )


def _control_day(start: date, end: date, due: date, calendar: WorkCalendar) -> date:
    """Return the company's stricter date: a last day that is a day off goes back, not forward.

    Many state bodies read a term so; GK RF article 193 moves it forward, and that is the due date.
    """
    control = calendar.working_before(end + _DAY, 1, floor=start)
    return control if calendar.is_working(control) else due


def _day_steps(rule: Rule, event: datetime, days: tuple[date, date, date], calendar: WorkCalendar) -> Iterator[Step]:
    """Yield the steps of a term of days in the order a person would count them."""
    end, control, due = days
    first = event.date() + (_DAY if rule.term.start == "next_day" else timedelta())
    yield _event_step(event)
    yield _rule_step(rule)
    counting = {"first": str(first), "last": str(end), "start": rule.term.start}
    yield Step("counting", {**counting, "amount": rule.term.amount, "unit": rule.term.unit})
    skipped = calendar.days_off(first, end) if rule.term.unit == "working_days" else ()
    if skipped:
        yield Step("skipped", {"runs": _runs(skipped)})
    if due != end:
        yield Step("roll", {"runs": _runs(calendar.days_off(end, due - _DAY)), "to": str(due)})
    if calendar.is_preliminary(due):
        yield Step("preliminary", {"year": due.year})
    if control != due:
        yield Step("control", {"day": str(control)})
    yield Step("due_day", {"day": str(due)})


def _event_step(event: datetime) -> Step:
    """Return the step that names the event's local moment."""
    return Step("event", {"at": _stamp(event)})


def _rule_step(rule: Rule) -> Step:
    """Return the step that names the edition, its term and why it was chosen."""
    conditions = [[one.fact, one.operator, one.value] for one in rule.conditions]
    term = {"amount": rule.term.amount, "unit": rule.term.unit}
    return Step("rule", {"rule": rule.key, **term, "conditions": conditions})


def _runs(runs: tuple[tuple[date, date, str], ...]) -> list[list[str]]:
    """Return runs of days off as JSON knows them."""
    return [[str(first), str(last), kind] for first, last, kind in runs]


def _stamp(moment: datetime) -> str:
    """Return the local moment to the second, without its zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _end_of(day: date, event: datetime) -> datetime:
    """Return the last second of the day in the zone of the event."""
    return datetime.combine(day, DAY_END, event.tzinfo)


def _middle(event: datetime, due: datetime) -> datetime:
    """Return the moment half-way through the term."""
    return event + (due - event) / 2
