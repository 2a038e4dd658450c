"""What an interruption above the allowed length takes off the price of supply: facts for whoever reckons the price."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from .errors import BelowZero
from .years import HOUR, Interval


@dataclass(frozen=True)
class PriceCut:
    """Hours of an interruption, those above the allowed, and percent off the price of the month."""

    hours: Fraction
    excess: Fraction
    percent: Fraction


def price_cut(started: datetime, ended: datetime, allowed_hours: Decimal, percent_per_hour: Decimal) -> PriceCut:
    """Return the facts of a price cut (decree 354, annex 1): so much percent of the month's price for each hour above.

    Parts of an hour count as parts; the price never falls below zero.

    :raises EndsBeforeStart: the interruption runs backwards
    :raises BelowZero: an allowed length or a percentage below zero
    """
    for what, value in (("allowed hours", allowed_hours), ("percent", percent_per_hour)):
        if value < 0:
            raise BelowZero(what=what, value=value)
    interval = Interval(started, ended)
    hours = Fraction((interval.ended - interval.started) / HOUR)
    excess = max(Fraction(0), hours - Fraction(allowed_hours))
    return PriceCut(hours, excess, min(Fraction(100), excess * Fraction(percent_per_hour)))
