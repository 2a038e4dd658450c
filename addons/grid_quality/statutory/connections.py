"""Connections by the power of the applicant: applied for, contracted, annulled, made (PP 24, p. 19).

The classes are those of the rows of the form; they divide all powers, so the rows add up to the last one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from .figures import NO_FIGURE, mean

#: {row: what a power in kW is compared with}.
CLASSES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "1": (("<=", 15),),
    "2": ((">", 15), ("<=", 150)),
    "3": ((">", 150), ("<", 670)),
    "4": ((">=", 670),),
    "5": (),
}
TOTAL = "5"
#: Columns 3 to 12: which measure of which act stands there.
COLUMNS = (
    ("applied", "count"),
    ("applied", "kw"),
    ("contracted", "count"),
    ("contracted", "kw"),
    ("contracted", "fee"),
    ("annulled", "count"),
    ("annulled", "kw"),
    ("connected", "count"),
    ("connected", "kw"),
    ("connected", "mean_days"),
)


class Figures(NamedTuple):
    """How many connections came to an act, their kW, fee in roubles and days from the application, all together."""

    count: int = 0
    kw: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)
    days: Decimal = Decimal(0)

    def __add__(self, other: tuple) -> "Figures":
        """Return both together."""
        return Figures(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def mean_days(self) -> Decimal | None:
        """Return the days of one, to a tenth; None of none."""
        return mean(self.days, self.count)


def class_of(power_kw: Decimal) -> str:
    """Return the row to which a power belongs.

    >>> [class_of(Decimal(text)) for text in ("15", "15.001", "150", "669.9", "670")]
    ['1', '2', '2', '3', '4']
    """
    if power_kw <= 15:
        return "1"
    if power_kw <= 150:
        return "2"
    return "3" if power_kw < 670 else "4"


def by_class(powers: Iterable[tuple[Decimal, Figures]]) -> dict[str, Figures]:
    """Return the figures of each row from those of each power.

    >>> rows = by_class([(Decimal(15), Figures(2, Decimal(30))), (Decimal(200), Figures(1, Decimal(200)))])
    >>> rows["1"].count, rows["2"].count, rows["5"].kw
    (2, 0, Decimal('230'))
    """
    rows = dict.fromkeys(CLASSES, Figures())
    for power, figures in powers:
        for row in (class_of(power), TOTAL):
            rows[row] += figures
    return rows


def shown(figures: Figures, measure: str) -> int | Decimal | str:
    """Return a measure as the form prints it, without needless zeros; a dash where there is none.

    >>> shown(Figures(1, Decimal("15.000")), "kw"), shown(Figures(), "mean_days"), shown(Figures(), "fee")
    (Decimal('15'), '–', Decimal('0'))
    """
    value = getattr(figures, measure)
    if value is None:
        return NO_FIGURE
    return value if isinstance(value, int) or measure == "mean_days" else plain_decimal(value)


def plain_decimal(value: Decimal) -> Decimal:
    """Return a number without needless zeros.

    >>> plain_decimal(Decimal("100.00")), plain_decimal(Decimal("0.50"))
    (Decimal('100'), Decimal('0.5'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
