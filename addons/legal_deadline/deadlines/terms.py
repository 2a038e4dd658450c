"""The length of time the law gives, and the day it ends (GK RF articles 190-194)."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType

from .calendar import WorkCalendar
from .errors import BadTerm

#: Units counted in hours and minutes, in minutes.
CLOCK_UNITS: Mapping[str, int] = MappingProxyType({"minutes": 1, "hours": 60})
DAY_UNITS: tuple[str, ...] = ("calendar_days", "working_days", "months", "years")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """An amount of a unit, and how it is counted.

    `start`: the first day counted is the `next_day` (article 191) or the day of the `event`.
    `direction`: `forward` (not later than), `backward` (not later than, before the event) or
    `not_before` (only after the term has passed).
    `roll`: a last day off moves to the `next_working_day` (article 193) or stays (`none`).
    `day_end`: the last day ends at `midnight` or at `office_close` (article 194).
    `hours_by`: hours and minutes run by the `clock`, or by `office` hours only.
    """

    amount: int
    unit: str
    start: str = "next_day"
    direction: str = "forward"
    roll: str = "none"
    day_end: str = "midnight"
    hours_by: str = "clock"

    @cached_property
    def by_clock(self) -> bool:
        """Return whether the term is counted in hours or minutes."""
        return self.unit in CLOCK_UNITS

    @cached_property
    def contradiction(self) -> str:
        """Return the way of counting that does not go with the others, empty when all do."""
        if self.roll != "none" and (self.by_clock or self.direction == "backward"):
            return self.roll  # nothing in the law moves an hour, or a day before an event, to a working day
        if self.day_end != "midnight" and self.by_clock:
            return self.day_end
        if self.hours_by != "clock" and (not self.by_clock or self.direction == "backward"):
            return self.hours_by
        return ""


def usual_start(unit: str) -> str:
    """Return the first thing counted unless a rule says otherwise: the moment for hours, the next day for days."""
    return "event" if unit in CLOCK_UNITS else "next_day"


def usual_roll(unit: str, direction: str) -> str:
    """Return whether a last day off moves unless a rule says otherwise (article 193 speaks of terms to come)."""
    rolls = direction == "forward" and unit in ("calendar_days", "months", "years")
    return "next_working_day" if rolls else "none"


def last_moment(term: Term, event: datetime) -> datetime:
    """Return the end of a term of hours or minutes: elapsed time, nights and holidays included."""
    amount = timedelta(minutes=term.amount * CLOCK_UNITS[term.unit])
    return later(event, -amount) if term.direction == "backward" else later(first_moment(term, event), amount)


def first_moment(term: Term, event: datetime) -> datetime:
    """Return when hours begin to run: at the event, or with the next day."""
    if term.start == "event":
        return event
    return datetime.combine(event.date() + _DAY, datetime.min.time(), event.tzinfo)


def later(event: datetime, time: timedelta) -> datetime:
    """Return the local moment when real time has passed, whatever the zone did to its clocks meanwhile."""
    return (event.astimezone(UTC) + time).astimezone(event.tzinfo)


def elapsed(since: datetime, until: datetime) -> timedelta:
    """Return the real time between two moments, whatever the zone did to its clocks meanwhile."""
    return until.astimezone(UTC) - since.astimezone(UTC)


def last_day(term: Term, event: date, calendar: WorkCalendar) -> date:
    """Return the last day of the term before any roll.

    Article 191: the term begins the day after the event; a rule that counts the day of the event
    itself (`start` is `event`) ends one day earlier.
    """
    _check(term)
    if term.start == "event" and term.unit == "working_days":
        return calendar.add_working_days(event, term.amount - calendar.is_working(event))
    end = count(event, term.amount, term.unit, calendar)
    return end - _DAY if term.start == "event" else end


def latest_day(term: Term, event: date, calendar: WorkCalendar, strict: bool = False) -> date:
    """Return the latest day that is "not later than `term` before" an event.

    Ordinary reading: day N before the event is still in time. Strict reading: N full days lie
    between the act and the event, so it is one day (of the unit) earlier.
    """
    _check(term)
    if term.start == "event":
        event += _DAY
    if term.unit == "working_days":
        amount = term.amount + strict
        return calendar.subtract_working_days(event if amount else event + _DAY, amount or 1)
    day = count(event, -term.amount, term.unit, calendar) - _DAY * strict
    calendar.require(day, event)
    return day


def count(day: date, amount: int, unit: str, calendar: WorkCalendar) -> date:
    """Return the day an amount of a unit of days after a day (article 192 for months and years)."""
    return _COUNT[unit](day, amount, calendar)


def add_months(day: date, months: int) -> date:
    """Return the same number of a later month, or its last day when it has none (article 192)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _check(term: Term) -> None:
    """Refuse what is no term of days: an unknown unit, no amount, no day to count."""
    least = 1 if term.start == "event" else 0
    if term.unit not in _COUNT or term.amount < least:
        raise BadTerm(amount=term.amount, unit=term.unit, start=term.start)


_COUNT: Mapping[str, Callable[[date, int, WorkCalendar], date]] = MappingProxyType(
    {
        "calendar_days": lambda day, amount, calendar: day + timedelta(days=amount),
        "working_days": lambda day, amount, calendar: (
            calendar.add_working_days(day, amount) if amount else calendar.next_working(day)
        ),
        "months": lambda day, amount, calendar: add_months(day, amount),
        "years": lambda day, amount, calendar: add_months(day, 12 * amount),
    }
)
