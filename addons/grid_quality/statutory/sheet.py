"""A filled form: its cells, each with the question that finds the records behind it, frozen as plain values."""

import gzip
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from .figures import NO_FIGURE

Value = int | Decimal | str | date | time


class Cell(NamedTuple):
    """What stands in a cell; `domain` finds the records that were counted, None where nothing was counted.

    `model`: of these records, where they are not those that the action of the sheet opens. `whole`: of a share, the
    domain and the model of all the records of which they are a part.
    """

    value: Value = ""
    domain: list | None = None
    model: str = ""
    whole: list | None = None

    def opens(self, is_whole: bool = False) -> tuple[list | None, str]:
        """Return the domain and the model of the records counted, or of all of which they are a part."""
        return tuple(self.whole or (None, "")) if is_whole else (self.domain, self.model)


class Row(NamedTuple):
    """A row with its name, the same in every version of the form: by it versions are compared."""

    key: str
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """Return what stands in the cells."""
        return tuple(cell.value for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """The rows of a form; `action` opens the records behind its figures, `notes` stand below it."""

    rows: Sequence[Row]
    action: str = ""
    notes: Sequence[str] = ()


def plain(domain: Iterable) -> list:
    """Return a domain as JSON keeps it.

    >>> plain([("received_at", ">=", datetime(2025, 12, 31, 17)), ("kind", "in", {"claim"})])
    [['received_at', '>=', '2025-12-31 17:00:00'], ['kind', 'in', ['claim']]]
    """
    return json.loads(json.dumps(list(domain), default=_plain))


def frozen(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return rows as JSON keeps them.

    >>> frozen([Row("1.1", (Cell("1.1"), Cell(Decimal("2.5"), [])))])
    [{'key': '1.1', 'cells': [['1.1', None], [{'decimal': '2.5'}, []]]}]
    """
    return [{"key": row.key, "cells": [_frozen_cell(cell) for cell in row.cells]} for row in rows]


def thawed(rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Return the rows that were frozen.

    >>> counted = Cell(Decimal("2.5"), [], "grid.document")
    >>> part = Cell(Decimal(50), [], "grid.document", [[], "res.partner"])
    >>> row = Row("1.1", (Cell("1.1"), counted, part, Cell(date(2026, 1, 2)), Cell(time(9, 5))))
    >>> list(thawed(frozen([row]))) == [row]
    True
    """
    for row in rows:
        yield Row(row["key"], tuple(Cell(_thawed(value), *opens) for value, *opens in row["cells"]))


def only_of(groups: Container[str], rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose key begins with one of the groups, numbered anew, and their sum as the last row.

    Figures of the last row, “total”, are added up; its words stay. A mean of the chosen rows nobody knows.

    >>> rows = [Row(f"{n}/1", (Cell(n), Cell("A"), Cell(2 * n), Cell(Decimal("1.5")))) for n in (1, 2)]
    >>> total = Row("total", (Cell("Total"), Cell(), Cell(6), Cell(Decimal("1.5"))))
    >>> [row.values for row in only_of({"2"}, [*rows, total])]
    [(1, 'A', 4, Decimal('1.5')), ('Total', '', 4, '–')]
    """
    *all_rows, total = rows
    kept = [row for row in all_rows if row.key.split("/")[0] in groups]
    sums = [_sum_of(kept, place, cell) for place, cell in enumerate(total.cells)]
    numbered = [
        row._replace(cells=(row.cells[0]._replace(value=place), *row.cells[1:])) for place, row in enumerate(kept, 1)
    ]
    return [*numbered, total._replace(cells=tuple(sums))]


def _sum_of(rows: Iterable[Row], place: int, cell: Cell) -> Cell:
    if isinstance(cell.value, Decimal):
        return Cell(NO_FIGURE)
    return cell._replace(value=sum(row.cells[place].value for row in rows)) if isinstance(cell.value, int) else cell


def packed(rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the values of many rows in few bytes, the same ones for the same rows.

    >>> list(unpacked(packed([(1, "KEM-2026-000001", date(2026, 1, 2), "")])))
    [(1, 'KEM-2026-000001', datetime.date(2026, 1, 2), '')]
    """
    text = json.dumps([[_frozen(value) for value in row] for row in rows], ensure_ascii=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def unpacked(data: bytes) -> Iterator[tuple[Value, ...]]:
    """Return the rows that were packed, one by one."""
    for row in json.loads(gzip.decompress(data)):
        yield tuple(map(_thawed, row))


def shown(value: Value) -> str:
    """Return a value as the screen shows it.

    >>> shown(12345), shown(Decimal("-3.5")), shown("–"), shown(date(2026, 1, 2)), shown(time(9, 5))
    ('12\\xa0345', '-3,5', '–', '02.01.2026', '09:05')
    """
    if isinstance(value, int | Decimal):
        return f"{value:,}".replace(",", "\xa0").replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else value


def differences(before: Iterable[Row], now: Iterable[Row]) -> dict[tuple[str, int], Value]:
    """Return {(row, place of the cell from 0): what stood there} of the cells that are not as they were.

    The first cell, the number in turn, is no difference. A row that was not there had empty cells; one that is no
    longer there is told by all of its cells.

    >>> old = [Row("a", (Cell(1), Cell(5))), Row("b", (Cell(2), Cell(7)))]
    >>> differences(old, [Row("a", (Cell(1), Cell(6))), Row("c", (Cell(2), Cell(3))), Row("b", (Cell(3), Cell(7)))])
    {('a', 1): 5, ('c', 1): ''}
    """
    old, new = ({row.key: row.values for row in rows} for rows in (before, now))
    found = {}
    for key in dict.fromkeys([*old, *new]):
        were, are = old.get(key, ()), new.get(key, ())
        for place in range(1, max(len(were), len(are))):
            was = were[place] if place < len(were) else ""
            if was != (are[place] if place < len(are) else ""):
                found[key, place] = was
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else list(value)


def _frozen_cell(cell: Cell) -> list:
    opens = [cell.domain, cell.model, cell.whole]
    while len(opens) > 1 and not opens[-1]:
        opens.pop()
    return [_frozen(cell.value), *opens]


def _frozen(value: Value) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"time": value.isoformat()} if isinstance(value, time) else value


def _thawed(value: Any) -> Value:
    if not isinstance(value, dict):
        return value
    [(kind, text)] = value.items()
    return {"decimal": Decimal, "date": date.fromisoformat, "time": time.fromisoformat}[kind](text)
