"""The length of time the law gives, and the day it ends (GK RF articles 190-194)."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from .calendar import WorkCalendar
from .errors import BadTerm

#: Units counted by the clock, in minutes; they ignore the calendar.
CLOCK_UNITS: Mapping[str, int] = MappingProxyType({"minutes": 1, "hours": 60})
DAY_UNITS: tuple[str, ...] = ("calendar_days", "working_days", "months", "years")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """An amount of a unit, and how it is counted."""

    amount: int
    unit: str
    start: str = "next_day"
    direction: str = "forward"
    roll: str = "none"
    day_end: str = "midnight"

    @property
    def by_clock(self) -> bool:
        """Return whether the term is counted in hours or minutes."""
        return self.unit in CLOCK_UNITS


def last_moment(term: Term, event: datetime) -> datetime:
    """Return the end of a term of hours or minutes: elapsed time, nights and holidays included."""
    if term.start == "next_day":
        event = datetime.combine(event.date() + _DAY, datetime.min.time(), event.tzinfo)
    elapsed = timedelta(minutes=term.amount * CLOCK_UNITS[term.unit])
    return (event.astimezone(UTC) + elapsed).astimezone(event.tzinfo)


def last_day(term: Term, event: date, calendar: WorkCalendar) -> date:
    """Return the last day of the term before any roll.

    Article 191: the term begins the day after the event; a rule that counts the day of the event
    itself (`start` is `event`) ends one day earlier.
    """
    _check(term)
    if term.start == "event" and term.unit in ("calendar_days", "working_days"):
        return _COUNT[term.unit](event - _DAY, term.amount, calendar)
    end = _COUNT[term.unit](event, term.amount, calendar)
    return end - _DAY if term.start == "event" else end


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
        "working_days": lambda day, amount, calendar: calendar.add_working_days(day, amount) if amount else day,
        "months": lambda day, amount, calendar: add_months(day, amount),
        "years": lambda day, amount, calendar: add_months(day, 12 * amount),
    }
)
