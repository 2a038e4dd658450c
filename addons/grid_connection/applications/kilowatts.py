"""Kilowatts, exactly: up to three decimals."""

from decimal import Decimal

_WATT = Decimal("0.001")


def kilowatts(value: float | str | Decimal) -> Decimal:
    """Return power in kW as the law compares it; a float of the database is what it prints."""
    return Decimal(str(value)).quantize(_WATT)


def too_exact(value: float | str | Decimal) -> bool:
    """Return whether power is written with more than three decimals, so that rounding would change it."""
    return Decimal(str(value)) != kilowatts(value)
