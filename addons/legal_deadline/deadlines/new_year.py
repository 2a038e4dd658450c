"""A year before it joins the production calendar: what is unusual in it, and what article 112 still owes it.

Labour Code (TK RF) article 112: a day off that falls on a holiday moves to the next working day; of those inside
1-8 January the Government moves two, by the resolution of the year. A year with fewer is not complete.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from .calendar import FIXED_HOLIDAYS, CalendarDay

#: TK RF article 112: days off of 1-8 January that the Government moves each year.
MOVED_OUT_OF_JANUARY = 2


def unusual_days(
    year: int, works: Callable[[date], bool], swapped: Mapping[date, date] | None = None
) -> Iterator[CalendarDay]:
    """Yield the holidays of a year, and the days that differ from Monday-Friday.

    `works` says whether people work on a day; `swapped` are the days off that were exchanged for a
    working Saturday: it is as short as the day would have been (the eve of a holiday, TK RF article 95).
    """
    eves = {origin for day, origin in (swapped or {}).items() if _is_holiday(day + timedelta(days=1))}
    for day in _days(year):
        if _is_holiday(day):
            yield CalendarDay(day, False, "holiday")
        elif works(day) != _is_weekday(day):
            kind = "moved_off" if _is_weekday(day) else "moved_working"
            yield CalendarDay(day, works(day), kind, kind == "moved_working" and day in eves)


def days_owed(year: int, days: Iterable[CalendarDay]) -> int:
    """Return how many days off of article 112 the year still lacks; below zero: it has more than those.

    A working Saturday is owed its day off as well.
    """
    holidays = [day for day in _days(year) if _is_holiday(day) and day.month > 1 and not _is_weekday(day)]
    return MOVED_OUT_OF_JANUARY + len(holidays) + _gained_work(days)


def working_days(year: int, days: Iterable[CalendarDay]) -> int:
    """Return how many working days a year has with these exceptions to Monday-Friday."""
    usual = sum(_is_weekday(day) and not _is_holiday(day) for day in _days(year))
    return usual + _gained_work(days)


def _gained_work(days: Iterable[CalendarDay]) -> int:
    """Return working weekends less weekdays off, holidays aside; a day that is told twice counts once."""
    exceptions = {one.day: one.is_working for one in days if not _is_holiday(one.day)}
    return sum(works - _is_weekday(day) for day, works in exceptions.items() if works != _is_weekday(day))


def _days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in FIXED_HOLIDAYS


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5
