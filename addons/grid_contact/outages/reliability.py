"""SAIDI and SAIFI: mean duration and mean number of interruptions for a supply point (order 1256)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .errors import BelowZero, MorePointsThanThereAre


@dataclass(frozen=True)
class Interruption:
    """One interruption of supply: its hours and the supply points that it hit."""

    hours: Decimal
    points: int


@dataclass(frozen=True)
class Reliability:
    """Both indicators, exact; `saidi` in hours. None where nobody knows how many supply points there are."""

    saidi: Fraction | None
    saifi: Fraction | None


def reliability(interruptions: Iterable[Interruption], total_points: int | None) -> Reliability:
    """Return SAIDI (Σ hours · points / all points) and SAIFI (Σ points / all points).

    :raises BelowZero: hours or points below zero
    :raises MorePointsThanThereAre: an interruption that hit more points than there are
    """
    if not total_points:
        return Reliability(None, None)
    hours, hits = Fraction(0), 0
    for one in interruptions:
        _refuse_impossible(one, total_points)
        hours += Fraction(one.hours) * one.points
        hits += one.points
    return Reliability(hours / total_points, Fraction(hits, total_points))


def _refuse_impossible(interruption: Interruption, total_points: int) -> None:
    for what, value in (("hours", interruption.hours), ("points", interruption.points)):
        if value < 0:
            raise BelowZero(what=what, value=value)
    if interruption.points > total_points:
        raise MorePointsThanThereAre(part=interruption.points, whole=total_points)
