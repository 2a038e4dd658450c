"""Quality of technological connection (forms 3.1-3.3): 1 is the best, more is worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .dated import Method
from .errors import BadMeasure, PartAboveWhole
from .rounding import rounded

#: Пзаяв: offers that were due and those sent late. Пнс: contracts performed and those performed late.
#: Пнпа: applications and breaches of antitrust law that were established.
PARTS = ("applications", "connections", "antitrust")


@dataclass(frozen=True)
class Kept:
    """How many there were, and how many of them with a breach; None is “no data”."""

    total: int | None
    breached: int | None


@dataclass(frozen=True)
class ConnectionQuality:
    """Птпр and its three parts by name; None where there is no data."""

    value: Fraction | None
    parts: Mapping[str, Fraction | None]

    @property
    def shown(self) -> Decimal | None:
        """Return Птпр with four digits."""
        return rounded(self.value)


def share_kept(what: str, kept: Kept) -> Fraction | None:
    """Return N / max(1, N - Nнс); None without data, and where there was nothing to keep.

    >>> share_kept("applications", Kept(480, 12)) == Fraction(480, 468)
    True

    :raises BadMeasure: a count below zero
    :raises PartAboveWhole: more breaches than cases
    """
    if kept.total is None or kept.breached is None:
        return None
    for value in (kept.total, kept.breached):
        if value < 0:
            raise BadMeasure(what=what, value=value)
    if kept.breached > kept.total:
        raise PartAboveWhole(what=what, part=kept.breached, whole=kept.total)
    return Fraction(kept.total, max(1, kept.total - kept.breached)) if kept.total else None


def connection_quality(counts: Mapping[str, Kept], method: Method) -> ConnectionQuality:
    """Return Птпр, the weighted sum of its parts; None where one of them has no data."""
    parts = {name: share_kept(name, counts.get(name, Kept(None, None))) for name in PARTS}
    return ConnectionQuality(weighted(parts, method), parts)


def weighted(parts: Mapping[str, Fraction | Decimal | None], method: Method) -> Fraction | None:
    """Return the weighted sum of the three parts by name; None where one of them has no data."""
    if any(parts.get(name) is None for name in PARTS):
        return None
    return sum(Fraction(method.weight(name)) * Fraction(parts[name]) for name in PARTS)
