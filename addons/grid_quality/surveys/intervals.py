"""Intervals of confidence of a share and of a mean mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from .quantiles import normal_quantile, t_quantile


@dataclass(frozen=True)
class Interval:
    """A result with the bounds between which it lies; the bounds are None where too few answered to tell."""

    value: float
    low: float | None
    high: float | None


def proportion(hits: int, answers: int, level: float = 0.95) -> Interval | None:
    """Return a share with Wilson's interval; None where nobody answered.

    >>> share = proportion(8, 10)
    >>> round(share.low, 4), round(share.high, 4)
    (0.4902, 0.9433)

    :raises ValueError: more hits than answers, a count below zero, or a level that is none
    """
    if not 0 <= hits <= answers:
        raise ValueError(f"{hits} of {answers} answers cannot be.")
    z2 = normal_quantile(level) ** 2
    if not answers:
        return None
    share = hits / answers
    middle = (share + z2 / (2 * answers)) / (1 + z2 / answers)
    half = sqrt(z2 * (share * (1 - share) / answers + z2 / (4 * answers**2))) / (1 + z2 / answers)
    return Interval(share, min(max(0.0, middle - half), share), max(min(1.0, middle + half), share))


def mean(marks: Mapping[int, int], level: float = 0.95) -> Interval | None:
    """Return the mean of marks with Student's interval; None where nobody answered.

    `marks`: how many gave each mark. The bounds stay between the lowest and the highest mark that the mapping
    names (name the whole scale, with zeros); a single answer has none.

    >>> found = mean({1: 0, 2: 0, 3: 2, 4: 5, 5: 3})
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (4.1, 3.572, 4.628)

    :raises ValueError: a count below zero, or a level that is none
    """
    answers, value, variance = moments(marks)
    if not answers:
        return None
    if answers == 1:
        return Interval(value, None, None)
    return around(value, sqrt(variance / answers), t_quantile(level, answers - 1), marks)


def around(value: float, error: float, quantile: float, scale: Mapping[int, int]) -> Interval:
    """Return a value with the bounds so many standard errors away, within the scale of the marks."""
    half = quantile * error
    return Interval(value, max(float(min(scale)), value - half), min(float(max(scale)), value + half))


def moments(marks: Mapping[int, int]) -> tuple[int, float, float]:
    """Return how many answered, the mean and the variance of a sample (0 where less than two answered).

    :raises ValueError: a count below zero
    """
    if any(count < 0 for count in marks.values()):
        raise ValueError("Less than no answers cannot be.")
    answers = sum(marks.values())
    if not answers:
        return 0, 0.0, 0.0
    value = sum(mark * count for mark, count in marks.items()) / answers
    if answers == 1:
        return 1, value, 0.0
    squares = sum(count * (mark - value) ** 2 for mark, count in marks.items())
    return answers, value, squares / (answers - 1)
