"""Figures as people write and read them: a comma or a point, spaces between thousands, nothing is “no data”."""

from decimal import Decimal, InvalidOperation
from re import sub

from .errors import BadFigure, BadMeasure

#: The largest figure that a field of the database keeps with four digits behind the comma.
LIMIT = Decimal(10) ** 12


def read_figure(text: str | None) -> Decimal | None:
    """Return what a person wrote as a number; None where nothing was written.

    >>> read_figure("1 234,5"), read_figure("0"), read_figure(" ")
    (Decimal('1234.5'), Decimal('0'), None)

    :raises BadFigure: it is no number, or too large
    :raises BadMeasure: it is below zero
    """
    bare = sub(r"\s", "", text or "").replace(",", ".")
    if not bare:
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        raise BadFigure(value=text) from None
    if not value.is_finite() or value >= LIMIT:
        raise BadFigure(value=text)
    if value < 0:
        raise BadMeasure(what="", value=text)
    return value


def said_figure(value: Decimal | None, point: str = ",") -> str:
    """Return a figure as people read it, without needless zeros; nothing is said of no data.

    >>> said_figure(Decimal("12.5000")), said_figure(Decimal("0.0000")), said_figure(Decimal(300)), said_figure(None)
    ('12,5', '0', '300', '')
    """
    if value is None:
        return ""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", point)
