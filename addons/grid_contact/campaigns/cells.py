"""What stands in a cell of a table people load: words, amounts of money, days; written as Russians and programs do.

>>> words(420017.0), words(None), words(" 42 ")
('420017', '', '42')
>>> [str(amount(cell)) for cell in ("1 234,56 руб.", "1234.5", 1234.5, "-12,30")]
['1234.56', '1234.5', '1234.5', '-12.30']
>>> day("01.11.2026").isoformat(), day("2026-11-01").isoformat(), day("")
('2026-11-01', '2026-11-01', None)
>>> roubles(Decimal("1234567.5"), "руб.").replace(NO_BREAK, " ")
'1 234 567,50 руб.'
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
#: Thousands in groups or together, kopecks behind a comma or a point; `1,234` is neither, for its comma may mean both.
AMOUNT = re.compile(r"([-−]?)(\d{1,3}(?: \d{3}){1,3}|\d{1,12})(?:[.,](\d{1,2}))?(?: ?(?:руб\.?|р\.|₽|rub))?", re.I)
DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+)?")


def words(cell: object) -> str:
    """Return a cell as text; a whole number without the fraction that spreadsheets give it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def amount(cell: object) -> Decimal:
    """Return roubles, to the kopeck.

    :raises ValueError: it is no amount, or one that may be read in two ways
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{round(cell, 2)!r}"
    found = AMOUNT.fullmatch(words(cell))
    if not found:
        raise ValueError("no amount")
    sign, whole, kopecks = found.groups()
    return Decimal(f"{'-' if sign else ''}{whole.replace(' ', '')}.{kopecks or '0'}")


def day(cell: object) -> date | None:
    """Return a day, nothing of an empty cell.

    :raises ValueError: it is no day
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not (text := words(cell)):
        return None
    found = DAY.fullmatch(text)
    if not found:
        raise ValueError("no day")
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def roubles(value: Decimal, sign: str) -> str:
    """Write an amount as Russians do, in one piece that no line breaks."""
    return f"{value:,.2f}".replace(",", NO_BREAK).replace(".", ",") + NO_BREAK + sign
