"""Figures as the forms show them."""

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction | None, places: int = 4) -> Decimal | None:
    """Return an exact figure rounded half up; nothing stays nothing.

    >>> rounded(Fraction(2, 3)), rounded(Fraction(1, 8), 2), rounded(None)
    (Decimal('0.6667'), Decimal('0.13'), None)
    """
    if value is None:
        return None
    step = 10**places
    whole = (abs(value) * step * 2 + 1) // 2
    return (Decimal(whole) * (1 if value >= 0 else -1)).scaleb(-places)
