"""How two versions of a long register differ: which rows changed, appeared and went, in the memory of what differs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

#: So many rows are named, the rest is a number.
NAMED = 30


class Rows(NamedTuple):
    """How many rows, and the names of the first of them."""

    count: int = 0
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> "Rows":
        """Return rows by their names.

        >>> Rows.of(["A", "B"])
        Rows(count=2, names=('A', 'B'))
        """
        rows = cls()
        for name in names:
            rows |= name
        return rows

    def __or__(self, name: str) -> "Rows":
        """Return them with one more."""
        return Rows(self.count + 1, (*self.names, name) if self.count < NAMED else self.names)


class Differences(NamedTuple):
    """The rows that changed, those that are new and those that are no longer there."""

    changed: Rows = Rows()
    appeared: Rows = Rows()
    gone: Rows = Rows()


def differences(before: Iterable[Sequence], now: Iterable[Sequence], name: int) -> Differences:
    """Compare two registers of the same order; the first cell, the number in turn, is no difference.

    `name`: the place of the cell that names a row. A row waits for its like from the other register, so that only
    what was shifted against each other is kept.

    >>> old = [(1, "A", "x"), (2, "B", "x"), (3, "C", "x")]
    >>> new = [(1, "A", "x"), (2, "N", "x"), (3, "C", "y")]
    >>> [rows.names for rows in differences(old, new, 1)]
    [('C',), ('N',), ('B',)]
    """
    changed, waiting = Rows(), ({}, {})
    for side, row in _in_turn(before, now):
        key, cells = row[name], hash(tuple(row[1:]))
        if key in waiting[1 - side]:
            if waiting[1 - side].pop(key) != cells:
                changed |= key
        else:
            waiting[side][key] = cells
    gone, appeared = (Rows.of(names) for names in waiting)
    return Differences(changed, appeared, gone)


def _in_turn(before: Iterable[Sequence], now: Iterable[Sequence]) -> Iterator[tuple[int, Sequence]]:
    for pair in zip_longest(before, now):
        yield from ((side, row) for side, row in enumerate(pair) if row is not None)
