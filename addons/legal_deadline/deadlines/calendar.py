"""The production calendar: which day is a working day, and the n-th one after a day.

Labour Code (TK RF) article 112: the non-working holidays; a day off that falls on a holiday moves to
the next working day after it, except inside 1-8 January, whose two days the Government moves each
year by resolution (it may move others too, and so makes working Saturdays).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from .errors import CalendarNotLoaded

#: TK RF article 112: (month, day) of the non-working holidays.
FIXED_HOLIDAYS: tuple[tuple[int, int], ...] = (
    *((1, day) for day in range(1, 9)),
    (2, 23),
    (3, 8),
    (5, 1),
    (5, 9),
    (6, 12),
    (11, 4),
)
#: Years reckoned from article 112 alone beyond the last published one: the longest legal term is
#: five years, and an extension may double it.
PRELIMINARY_YEARS = 15
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarDay:
    """One exception to Monday-Friday: the day, whether people work, what kind of day it is, and whether it is short."""

    day: date
    is_working: bool
    kind: str = ""
    is_short: bool = False


@dataclass(frozen=True)
class WorkCalendar:
    """Working days as sorted ordinals, so that any term is found in O(log n)."""

    years: frozenset[int]
    working: tuple[int, ...]
    kinds: Mapping[int, str]
    short: frozenset[int] = frozenset()

    @classmethod
    def build(cls, national: Iterable[CalendarDay], local: Iterable[CalendarDay] = ()) -> "WorkCalendar":
        """Make the calendar of the published years and, after the last, a preliminary one.

        A year is published when `national` holds all its holidays of article 112; `local` days
        (of a region, a company, a branch, the widest first) are laid over them and publish nothing.
        """
        national = tuple(national)
        known = {exception.day for exception in national}
        years = frozenset(
            year
            for year in {day.year for day in known}
            if all(date(year, *holiday) in known for holiday in FIXED_HOLIDAYS)
        )
        if not years:
            return cls(years, (), {})
        ahead = range(max(years) + 1, max(years) + 1 + PRELIMINARY_YEARS)
        preliminary = (exception for year in ahead for exception in article_112(year))
        exceptions = {
            exception.day.toordinal(): exception for source in (preliminary, national, local) for exception in source
        }
        working = tuple(
            ordinal
            for year in sorted(years | set(ahead))
            for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
            if _works(ordinal, exceptions)
        )
        short = frozenset(day for day, one in exceptions.items() if one.is_short)
        return cls(years, working, {day: one.kind for day, one in exceptions.items()}, short)

    @cached_property
    def last_year(self) -> int:
        """Return the last published year; dates after it are preliminary."""
        return max(self.years, default=0)

    @cached_property
    def _known(self) -> frozenset[int]:
        """Return the published years and the preliminary ones after them."""
        return self.years.union(range(self.last_year + 1, self.last_year + 1 + PRELIMINARY_YEARS))

    @cached_property
    def _working_set(self) -> frozenset[int]:
        return frozenset(self.working)

    def require(self, first: date, last: date) -> None:
        """Refuse a span of days that touches a year nobody loaded (later years are preliminary)."""
        for year in range(first.year, last.year + 1):
            if year not in self._known:
                raise CalendarNotLoaded(year=year, loaded=_spans(self.years))

    def is_preliminary(self, day: date) -> bool:
        """Return whether the day lies after the last published year."""
        return day.year > self.last_year

    def is_working(self, day: date) -> bool:
        """Return whether people work on this day."""
        self.require(day, day)
        return day.toordinal() in self._working_set

    def next_working(self, day: date) -> date:
        """Return the day itself, or the nearest working day after it (GK RF article 193)."""
        return self._at(bisect_left(self.working, day.toordinal()), day)

    def add_working_days(self, day: date, amount: int) -> date:
        """Return the `amount`-th working day after `day`."""
        return self._at(bisect_right(self.working, day.toordinal()) + amount - 1, day)

    def subtract_working_days(self, day: date, amount: int) -> date:
        """Return the `amount`-th working day before `day`, in years that are known."""
        index = bisect_left(self.working, day.toordinal()) - amount
        if index < 0:
            before = min(self.years, default=day.year + 1) - 1
            raise CalendarNotLoaded(year=min(day.year, before), loaded=_spans(self.years))
        found = date.fromordinal(self.working[index])
        self.require(found, day)
        return found

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days there are after `after`, up to and with `until`."""
        self.require(after + _DAY, until)
        return bisect_right(self.working, until.toordinal()) - bisect_right(self.working, after.toordinal())

    def is_short(self, day: date) -> bool:
        """Return whether work ends an hour earlier: the eve of a holiday (TK RF article 95), or a day marked so."""
        return day.toordinal() in self.short or self.kinds.get(day.toordinal() + 1) == "holiday"

    def working_before(self, day: date, amount: int, floor: date) -> date:
        """Return the `amount`-th working day before `day` (itself if none), but never a day before `floor`."""
        if not amount:
            return max(day, floor)
        index = bisect_left(self.working, day.toordinal()) - amount
        return max(date.fromordinal(self.working[index]), floor) if index >= 0 else floor

    def day_kind(self, day: date) -> str:
        """Return what the day is: `working`, `weekend`, or the kind of its exception."""
        default = "weekend" if day.weekday() > 4 else "working"
        return self.kinds.get(day.toordinal(), default)

    def days_off(self, first: date, last: date) -> tuple[tuple[date, date, str], ...]:
        """Return the days off from `first` to `last`, both included, as runs of one kind."""
        self.require(first, last)
        runs: list[tuple[date, date, str]] = []
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            if ordinal in self._working_set:
                continue
            day = date.fromordinal(ordinal)
            kind = self.day_kind(day)
            if runs and runs[-1][2] == kind and runs[-1][1] == day - _DAY:
                runs[-1] = (runs[-1][0], day, kind)
            else:
                runs.append((day, day, kind))
        return tuple(runs)

    def _at(self, index: int, day: date) -> date:
        """Return the working day at an index, if every year from `day` up to it is known."""
        if index >= len(self.working):
            self.require(day, day)
            raise CalendarNotLoaded(year=self.last_year + PRELIMINARY_YEARS + 1, loaded=_spans(self.years))
        found = date.fromordinal(self.working[index])
        self.require(day, found)
        return found


def article_112(year: int) -> Iterable[CalendarDay]:
    """Yield the holidays of a year not yet published and the days off they move by themselves."""
    holidays = {date(year, *holiday) for holiday in FIXED_HOLIDAYS}
    for holiday in sorted(holidays):
        yield CalendarDay(holiday, False, "holiday")
        if holiday.weekday() > 4 and holiday.month > 1:
            moved = holiday + _DAY
            while moved.weekday() > 4 or moved in holidays:
                moved += _DAY
            yield CalendarDay(moved, False, "moved_off")


def _works(ordinal: int, exceptions: Mapping[int, CalendarDay]) -> bool:
    """Return whether the day is a working one: its exception, else Monday to Friday."""
    exception = exceptions.get(ordinal)
    return exception.is_working if exception else (ordinal + 6) % 7 < 5


def _spans(years: frozenset[int]) -> str:
    """Return the years as `2023-2025, 2027`."""
    starts = sorted(year for year in years if year - 1 not in years)
    ends = sorted(year for year in years if year + 1 not in years)
    spans = (f"{first}-{last}" if first != last else str(first) for first, last in zip(starts, ends, strict=True))
    return ", ".join(spans) or "—"
