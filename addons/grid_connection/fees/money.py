"""Roubles with kopecks, exactly."""

from decimal import ROUND_HALF_UP, Decimal

_KOPECK = Decimal("0.01")
HUNDRED = Decimal(100)


def kopecks(amount: Decimal) -> Decimal:
    """Return roubles rounded to the kopeck, half up."""
    return amount.quantize(_KOPECK, ROUND_HALF_UP)


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """Return a percentage of roubles, to the kopeck."""
    return kopecks(amount * percent / HUNDRED)
