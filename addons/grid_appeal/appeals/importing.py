"""A table of appeals kept elsewhere: its columns, and how the moments in it are written.

>>> header(["Номер", "Получено", "Цвет"], {"number": "Номер", "received_at": "Получено"})
({'number': 0, 'received_at': 1}, ['Цвет'])
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

#: Every column by its code; the template shows them in this order.
COLUMNS = (
    *("number", "state", "received_at", "registered_at", "answered_at", "closed_at", "outcome"),
    *("branch", "channel", "kind", "theme", "category", "subject", "text"),
    *("name", "inn", "phone", "email", "address", "account_number"),
)
#: Without these a table is no table of appeals.
REQUIRED = ("number", "received_at", "kind", "theme", "text")
#: How far an appeal of the past may have come; one without a state is registered now.
PAST_STATES = ("registered", "in_work", "answered", "closed", "redirected", "refused", "withdrawn")
#: The moments that each state needs, and that follow each other.
MOMENTS = ("received_at", "registered_at", "answered_at", "closed_at")
NEEDED = {
    "answered": ("registered_at", "answered_at"),
    "closed": ("registered_at", "closed_at"),
    "redirected": ("registered_at", "closed_at"),
    "refused": ("registered_at", "closed_at"),
    "withdrawn": ("registered_at", "closed_at"),
}
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)


def header(cells: Sequence[str], titles: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, by its code or its title in any case; and the cells that are neither."""
    names = {title.casefold(): code for code, title in titles.items()} | {code: code for code in titles}
    places, unknown = {}, []
    for place, cell in enumerate(cells):
        code = names.get(cell.strip().casefold())
        if code and code not in places:
            places[code] = place
        elif cell.strip():
            unknown.append(cell.strip())
    return places, unknown


def moment(value: object) -> datetime | None:
    """The local moment in a cell: a date of a spreadsheet, 02.03.2026 10:15, or 2026-03-02T10:15.

    >>> moment("02.03.2026")
    datetime.datetime(2026, 3, 2, 0, 0)
    >>> moment("2026-03-02 10:15")
    datetime.datetime(2026, 3, 2, 10, 15)

    :raises ValueError: the text is no moment
    """
    if isinstance(value, datetime):
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    text = str(value or "").strip()
    if not text:
        return None
    if found := _RUSSIAN.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, second)
    return datetime.fromisoformat(text).replace(tzinfo=None)


def text(value: object) -> str:
    """The text of a cell; a spreadsheet keeps 17 as 17.0.

    >>> text(17.0), text(None), text(" a ")
    ('17', '', 'a')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def misplaced(moments: Mapping[str, datetime | None]) -> tuple[str, str] | None:
    """The first two moments of a life that do not follow each other."""
    known = [name for name in MOMENTS if moments.get(name)]
    for earlier, later in zip(known, known[1:], strict=False):
        if moments[later] < moments[earlier]:
            return earlier, later
    return None
