"""Two-sided quantiles: how many standard errors an interval reaches to each side of its middle."""

from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

#: Above it the quantile of Student is that of the normal distribution with its correction, exact to 0.00001.
_MANY = 100


def normal_quantile(level: float) -> float:
    """Return the quantile of the normal distribution for a level of confidence: 1.96 for 0.95.

    :raises ValueError: the level is not between 0 and 1
    """
    if not 0 < level < 1:
        raise ValueError(f"A level of confidence lies between 0 and 1, not at {level}.")
    return NormalDist().inv_cdf((1 + level) / 2)


def t_quantile(level: float, freedom: int) -> float:
    """Return Student's quantile for a level of confidence and degrees of freedom: 2.262 for 0.95 and 9.

    :raises ValueError: the level is not between 0 and 1, or there is no degree of freedom
    """
    normal = normal_quantile(level)
    if freedom < 1:
        raise ValueError(f"Student's quantile needs a degree of freedom, not {freedom}.")
    if freedom > _MANY:
        return _corrected(normal, freedom)
    low, high = normal, 2 * normal
    while _within(high, freedom) < level:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """Return the probability of a value between -t and t (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    square, odd = cos(angle) ** 2, freedom % 2
    term, total = (cos(angle) if odd else 1.0), 0.0
    for number in range(2 + odd, freedom + 1, 2):
        total += term
        term *= square * (number - 1) / number
    if odd:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total


def _corrected(z: float, freedom: int) -> float:
    """Return the normal quantile corrected for the degrees of freedom (Abramowitz and Stegun, 26.7.5)."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
