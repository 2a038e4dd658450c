"""When an office is quieter: how long visitors waited in each hour of the week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

#: An hour is quieter when one waits in it no longer than this share of the office's mean wait.
QUIETER = 2 / 3
#: Where one waits shorter than this everywhere (minutes), no hour is better than another.
WORTH_CHOOSING = 3
#: How many heights a bar of the week has.
LEVELS = 5


@dataclass(frozen=True)
class HourLoad:
    """What visitors met who came in an hour of a weekday: how many they were, the minutes they waited on average."""

    visitors: int
    wait: float


#: By (weekday, hour), Monday is 0, by the clock of the office.
Week = Mapping[tuple[int, int], HourLoad]


def mean_wait(week: Week) -> float:
    """Return the mean wait of all visitors in minutes; 0 where nobody came."""
    visitors = sum(one.visitors for one in week.values())
    return sum(one.visitors * one.wait for one in week.values()) / visitors if visitors else 0


def quieter(week: Week) -> frozenset[tuple[int, int]]:
    """Return the hours in which one waits clearly shorter than usual; none where one never waits long.

    >>> sorted(quieter({(0, 9): HourLoad(30, 20), (0, 15): HourLoad(10, 4)}))
    [(0, 15)]
    """
    usual = mean_wait(week)
    if usual < WORTH_CHOOSING:
        return frozenset()
    return frozenset(at for at, one in week.items() if one.wait <= usual * QUIETER)


def level(one: HourLoad, week: Week) -> int:
    """Return how high the bar of an hour is, 0 to `LEVELS`, beside the longest wait of the week."""
    longest = max(other.wait for other in week.values())
    return ceil(LEVELS * (one.wait / longest)) if longest else 0  # a share is never more than the whole


def spans(hours: Iterable[int]) -> list[tuple[int, int]]:
    """Return stretches of hours that follow each other, each from its begin to its end.

    >>> spans([9, 15, 16])
    [(9, 10), (15, 17)]
    """
    found: list[tuple[int, int]] = []
    for hour in sorted(hours):
        if found and found[-1][1] == hour:
            found[-1] = (found[-1][0], hour + 1)
        else:
            found.append((hour, hour + 1))
    return found
