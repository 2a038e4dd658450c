"""Results weighted by strata: each group of customers counts as much as there are customers in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from .intervals import Interval, around, moments
from .quantiles import t_quantile

Part = TypeVar("Part")


@dataclass(frozen=True)
class Stratum:
    """A part of the customers: how many they are, how many of them gave each mark (0 and 1 for a share)."""

    population: int
    marks: Mapping[int, int]


def pooled(sizes: Mapping[Part, int], few: int) -> list[Part]:
    """Return the parts to be shown together, so that what is told of them, or left of the whole, is of `few` or more.

    >>> pooled({"a": 40, "b": 7, "c": 2, "d": 1}, 5)
    ['d', 'c', 'b']
    >>> pooled({"a": 40, "b": 3, "c": 2}, 5), pooled({"a": 40}, 5)
    (['c', 'b'], [])
    """
    ordered = sorted(sizes, key=lambda part: sizes[part])
    together = [part for part in ordered if sizes[part] < few]
    for part in ordered[len(together) :]:
        if not together or sum(sizes[one] for one in together) >= few:
            break
        together.append(part)
    return together


@dataclass(frozen=True)
class Weighted:
    """A weighted result, which strata gave no answer, and which share of the customers the others are."""

    interval: Interval | None
    missing: tuple[str, ...]
    covered: float


def weighted_mean(strata: Mapping[str, Stratum], level: float = 0.95) -> Weighted:
    """Return the mean of strata weighted by their populations, with its interval.

    A stratum without an answer is left out and named. One with a single answer is taken to vary as all answers do.

    :raises ValueError: a count below zero, or more answers than customers in a stratum
    """
    asked = {name: (stratum.population, *moments(stratum.marks)) for name, stratum in strata.items()}
    for name, (population, answers, _value, _variance) in asked.items():
        if answers > population:
            raise ValueError(f"{answers} answers of {population} customers cannot be: {name}.")
    known = [one for one in asked.values() if one[1]]
    missing = tuple(name for name, one in asked.items() if one[0] and not one[1])
    everybody, covered = sum(one[0] for one in asked.values()), sum(one[0] for one in known)
    if not known:
        return Weighted(None, missing, 0.0)
    value = sum(population * mean for population, _answers, mean, _variance in known) / covered
    return Weighted(_interval(value, known, covered, strata, level), missing, covered / everybody)


def _interval(
    value: float, known: list[tuple[int, int, float, float]], covered: int, strata: Mapping[str, Stratum], level: float
) -> Interval:
    marks: Counter[int] = Counter()
    scale: dict[int, int] = {}
    for stratum in strata.values():
        marks.update(stratum.marks)
        scale |= dict(stratum.marks)
    freedom = sum(answers for _population, answers, _mean, _variance in known) - len(known)
    if freedom < 1:
        return Interval(value, None, None)
    _answers, _value, overall = moments(marks)
    error = 0.0
    for population, answers, _mean, variance in known:
        spread = variance if answers > 1 else overall
        error += (population / covered) ** 2 * spread / answers * (1 - answers / population)
    return around(value, sqrt(error), t_quantile(level, freedom), scale)
