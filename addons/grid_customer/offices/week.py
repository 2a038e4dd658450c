"""When an office receives people: its week laid over the production calendar.

What is known is said, what is not is not guessed: an office that is closed on Saturdays by its table and a Saturday
made a working day give `ask`, not hours of another day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

MINUTES_A_DAY = 24 * 60
# The eve of a holiday is an hour shorter (Labour Code, article 95).
SHORTER = 60
OFF = frozenset(("holiday", "moved_off", "local_off"))
MADE_WORKING = frozenset(("moved_working", "local_working"))


@dataclass(frozen=True, order=True)
class Opening:
    """One stretch of a weekday (Monday is 0) without a break, in minutes from midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True)
class OfficeDay:
    """One day of an office. `state`: `open`, `closed` (by its own week), a kind of day off, or `ask`.

    `is_short`: it closes an hour earlier than usual.
    """

    day: date
    state: str
    openings: tuple[Opening, ...] = ()
    is_short: bool = False

    @property
    def is_open(self) -> bool:
        """Whether people are received on this day."""
        return self.state == "open"


class Calendar(Protocol):
    """What the week asks of a production calendar: {ordinal of a day: kind} and which days are short."""

    kinds: Mapping[int, str]

    def is_short(self, day: date) -> bool:
        """Return whether work ends an hour earlier on this day."""


def coming_days(week: Iterable[Opening], first: date, count: int, calendar: Calendar) -> list[OfficeDay]:
    """Return `count` days from `first` on, by the week of the office and a calendar with `kinds` and `is_short`."""
    openings = sorted(week)
    return [_day(openings, first + timedelta(days=number), calendar) for number in range(count)]


def same_days(week: Iterable[Opening]) -> list[tuple[int, int, tuple[Opening, ...]]]:
    """Return the week as it is said: first and last of weekdays in a row with the same hours, and these hours.

    >>> [(first, last) for first, last, _hours in same_days([Opening(0, 480, 1020), Opening(1, 480, 1020)])]
    [(0, 1)]
    """
    runs: list[tuple[int, int, tuple[Opening, ...]]] = []
    for weekday in range(7):
        hours = tuple(sorted(one for one in week if one.weekday == weekday))
        if not hours:
            continue
        first, last, said = runs[-1] if runs else (-2, -2, ())
        if last == weekday - 1 and [_clock(one) for one in said] == [_clock(one) for one in hours]:
            runs[-1] = first, weekday, said
        else:
            runs.append((weekday, weekday, hours))
    return runs


def _clock(opening: Opening) -> tuple[int, int]:
    return opening.opens, opening.closes


def _day(openings: list[Opening], day: date, calendar: Calendar) -> OfficeDay:
    kind = calendar.kinds.get(day.toordinal(), "")
    if kind in OFF:
        return OfficeDay(day, kind)
    usual = tuple(one for one in openings if one.weekday == day.weekday())
    if not usual:
        return OfficeDay(day, "ask" if kind in MADE_WORKING else "closed")
    if not calendar.is_short(day):
        return OfficeDay(day, "open", usual)
    short = _an_hour_less(usual)
    return OfficeDay(day, "open" if short else "closed", short, is_short=bool(short))


def _an_hour_less(openings: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """Return the stretches of a day that ends an hour earlier; one that would have no minute left is gone."""
    end = max(one.closes for one in openings) - SHORTER
    cut = (replace(one, closes=min(one.closes, end)) for one in openings)
    return tuple(one for one in cut if one.opens < one.closes)
