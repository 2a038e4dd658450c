"""Figures that the forms share."""

from decimal import Decimal
from fractions import Fraction

#: What stands where there is no figure.
NO_FIGURE = "–"


def change_percent(before: int | None, now: int | None) -> Decimal | None:
    """Return the change against the year before in percent, to a tenth; nothing where it cannot be divided.

    >>> change_percent(40, 50), change_percent(3, 2), change_percent(0, 5), change_percent(None, 5)
    (Decimal('25.0'), Decimal('-33.3'), None, None)
    """
    if not before or now is None:
        return None
    tenths = Fraction(now - before, before) * 1000
    whole = (abs(tenths) * 2 + 1) // 2
    return Decimal(whole if tenths >= 0 else -whole).scaleb(-1)


def percent(part: int, whole: int) -> Decimal | None:
    """Return a share in percent, to a tenth; nothing of nothing.

    >>> percent(1, 3), percent(0, 3), percent(0, 0)
    (Decimal('33.3'), Decimal('0.0'), None)
    """
    if not whole:
        return None
    return Decimal((Fraction(part, whole) * 2000 + 1) // 2).scaleb(-1)


def minutes(seconds: int, number: int) -> Decimal | None:
    """Return the mean of times in minutes to a tenth; nothing of nothing.

    >>> minutes(90, 2), minutes(0, 3), minutes(0, 0)
    (Decimal('0.8'), Decimal('0.0'), None)
    """
    return mean(Decimal(seconds) / 60, number)


def mean(total: Decimal, number: int) -> Decimal | None:
    """Return a mean to a tenth; nothing of nothing.

    >>> mean(Decimal("10.5"), 2), mean(Decimal(0), 0)
    (Decimal('5.3'), None)
    """
    if not number:
        return None
    return Decimal((Fraction(total) * 20 / number + 1) // 2).scaleb(-1)
