"""Dated tables: rates that a regulator set for a region, and norms (limits, shares, percents) of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from .errors import NormNotFound, RateNotFound, RatesTie
from .money import kopecks

#: Standardised rates: the organisational part, and the costs of works.
ORGANISATIONAL = ("c1_1", "c1_2")
COSTS = ("c2", "c3", "c4", "c5", "c6", "c7", "c8")
_DAY = timedelta(days=1)


class Condition(Protocol):
    """What must be true of the facts for a rate to apply."""

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Return whether the facts fulfil the condition."""


@dataclass(frozen=True)
class Rate:
    """A rate of a region (empty: of the whole country), in roubles per `unit`; `index` is a bare multiplier."""

    kind: str
    amount: Decimal
    unit: str = ""
    region: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    includes_vat: bool = False
    conditions: tuple[Condition, ...] = ()
    key: int = 0


@dataclass(frozen=True)
class Norm:
    """A figure of the law by its code, in its unit."""

    code: str
    value: Decimal
    valid_from: date | None = None
    valid_to: date | None = None
    key: int = 0


@dataclass(frozen=True)
class Price:
    """A rate as it applies on a day: as the regulator set it, or multiplied by the index of a later year."""

    rate: Rate
    amount: Decimal
    indexes: tuple[Rate, ...] = ()


def _in_force(row: Rate | Norm, day: date) -> bool:
    """Return whether a dated row is in force on the day."""
    return (row.valid_from or date.min) <= day <= (row.valid_to or date.max)


@dataclass(frozen=True)
class Tables:
    """All rates and norms; what no row covers is refused, never taken from the nearest row."""

    rates: tuple[Rate, ...] = ()
    norms: tuple[Norm, ...] = ()

    def norm(self, code: str, day: date) -> Norm:
        """Return the norm in force on the day.

        :raises NormNotFound: no row of the code covers the day
        """
        found = self.known_norm(code, day)
        if found is None:
            raise NormNotFound(norm=code, day=day)
        return found

    def known_norm(self, code: str, day: date) -> Norm | None:
        """Return the norm in force on the day, or nothing where the law has none."""
        return next((row for row in self.norms if row.code == code and _in_force(row, day)), None)

    def price(self, kind: str, day: date, region: str, facts: Mapping[str, object]) -> Price:
        """Return what a rate costs on the day; a standardised rate of an earlier year is indexed by its index.

        :raises RateNotFound: no rate of the region covers the day and the facts
        :raises RatesTie: two rates fit equally
        """
        rate = self._rate(kind, day, region, facts)
        if rate:
            return Price(rate, rate.amount)
        index = self._rate("index", day, region, facts) if kind in (*ORGANISATIONAL, *COSTS) else None
        if index is None or index.valid_from is None:
            raise RateNotFound(kind=kind, region=region, day=day)
        try:
            earlier = self.price(kind, index.valid_from - _DAY, region, facts)
        except RateNotFound as refusal:
            raise RateNotFound(kind=kind, region=region, day=day) from refusal
        return Price(earlier.rate, kopecks(earlier.amount * index.amount), (*earlier.indexes, index))

    def _rate(self, kind: str, day: date, region: str, facts: Mapping[str, object]) -> Rate | None:
        """Return the most specific rate in force: of the region before the country's, with more conditions first."""
        fitting = [
            rate
            for rate in self.rates
            if rate.kind == kind
            and rate.region in ("", region)
            and _in_force(rate, day)
            and all(condition.holds(facts) for condition in rate.conditions)
        ]
        if not fitting:
            return None
        most = max(_specific(rate) for rate in fitting)
        best = [rate for rate in fitting if _specific(rate) == most]
        if len(best) > 1:
            raise RatesTie(kind=kind, region=region, day=day)
        return best[0]


def _specific(rate: Rate) -> tuple[bool, int]:
    """Return how exactly a rate names what it is for."""
    return bool(rate.region), len(rate.conditions)
