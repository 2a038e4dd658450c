"""Hours without supply in a calendar year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from .errors import EndsBeforeStart

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Interval:
    """A time without supply; both moments of one zone."""

    started: datetime
    ended: datetime

    def __post_init__(self) -> None:
        """Refuse an interval that runs backwards."""
        if self.ended < self.started:
            raise EndsBeforeStart(started=self.started, ended=self.ended)


def hours_of_year(intervals: Iterable[Interval], year: int) -> Fraction:
    """Return the hours of a local calendar year without supply; a time that two outages share counts once."""
    first, end = datetime(year, 1, 1), datetime(year + 1, 1, 1)
    total, reached = timedelta(), first
    for one in sorted(intervals, key=lambda interval: interval.started):
        started, ended = max(one.started, reached), min(one.ended, end)
        if started < ended:
            total += ended - started
            reached = ended
    return Fraction(total // timedelta(microseconds=1), HOUR // timedelta(microseconds=1))
