"""From counted groups to figures and bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .tile import Age

MOST_BARS = 7  # the rest is one bar: a wall screen is read from afar


@dataclass(frozen=True)
class Bar:
    """One bar: its with `others` it stands for all that has none of those keys."""

    key: object
    value: float | None
    others: tuple = ()


def share(part: float, whole: float) -> float | None:
    """Return a percentage with one digit; None of nothing.

    >>> share(2, 3), share(0, 0)
    (66.7, None)
    """
    return round(100 * part / whole, 1) if whole else None


def bars(counted: Iterable[tuple[object, float]], most: int = MOST_BARS) -> list[Bar]:
    """Return the greatest first; what is more than `most` is one bar at the end.

    >>> [(bar.key, bar.value) for bar in bars([("a", 1), ("b", 5), ("c", 2)], most=2)]
    [('b', 5), (None, 3)]
    """
    ordered = sorted(counted, key=lambda one: -one[1])
    if len(ordered) <= most:
        return [Bar(key, value) for key, value in ordered]
    shown, rest = ordered[: most - 1], ordered[most - 1 :]
    named = tuple(key for key, _value in shown)
    return [*(Bar(*one) for one in shown), Bar(None, sum(value for _key, value in rest), named)]


def ages_of_days(counted: Iterable[tuple[date, int]], ages: Sequence[Age], today: date) -> list[int]:
    """Return how many of each age there are; what is dated ahead of today is of today.

    >>> days = [(date(2026, 3, 10), 2), (date(2026, 3, 1), 1)]
    >>> ages_of_days(days, [Age("", 0, 3), Age("", 4, None)], date(2026, 3, 10))
    [2, 1]
    """
    totals = [0] * len(ages)
    for day, count in counted:
        old = max((today - day).days, 0)
        for position, age in enumerate(ages):
            if age.first <= old and (age.last is None or old <= age.last):
                totals[position] += count
    return totals


def line(counted: dict[date, float], first: date, last: date) -> list[tuple[date, float | None]]:
    """Return a point for every week from `first` to `last`, Mondays; None where nothing was counted.

    >>> line({date(2026, 3, 9): 4}, date(2026, 3, 2), date(2026, 3, 12))
    [(datetime.date(2026, 3, 2), None), (datetime.date(2026, 3, 9), 4)]
    """
    weeks = range((last - first).days // 7 + 1)
    return [(day, counted.get(day)) for day in (first + timedelta(weeks=week) for week in weeks)]
