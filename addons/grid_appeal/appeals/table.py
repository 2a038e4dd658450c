"""A printed table of any length: what stands above it, its columns, its rows one after another, its sums."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column: what it is called, under which common heading, how wide (millimetres), whether it is added up."""

    title: str
    width: float
    group: str = ""
    counted: bool = False


@dataclass
class Table:
    """Rows are read once, as they come; the sums are complete when they have all been read."""

    heading: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[tuple]
    total: str = ""
    size: float = 6.5  # of the letters on paper, in points
    notes: Sequence[str] = ()  # sentences below the table
    foot: str = ""  # beside the number of each page on paper
    _counts: list[int] = field(default_factory=list)

    def counted_rows(self) -> Iterator[tuple]:
        """Return the rows one by one, counting on the way.

        >>> table = Table([], [Column("№", 5), Column("a", 5, counted=True)], [(1, 1), (2, ""), (3, 1)], "Total")
        >>> len(list(table.counted_rows())), table.sums()
        (3, ('Total', 2))
        """
        self._counts = [0] * len(self.columns)
        counted = [place for place, column in enumerate(self.columns) if column.counted]
        for row in self.rows:
            for place in counted:
                self._counts[place] += bool(row[place])
            yield row

    def sums(self) -> tuple:
        """Return the last row: how many rows have a mark in each counted column; none where nothing is counted."""
        if not any(column.counted for column in self.columns):
            return ()
        counts = zip(self.columns, self._counts, strict=True)
        return (self.total, *(count if column.counted else "" for column, count in list(counts)[1:]))

    def groups(self) -> list[tuple[str, int, int]]:
        """Return common headings as (words, first place, last place), in order; single columns have none.

        >>> Table([], [Column("a", 1), Column("b", 1, "g"), Column("c", 1, "g"), Column("d", 1, "h")], []).groups()
        [('g', 1, 2), ('h', 3, 3)]
        """
        found: list[tuple[str, int, int]] = []
        for place, column in enumerate(self.columns):
            if column.group and found and found[-1][0] == column.group and found[-1][2] == place - 1:
                found[-1] = (column.group, found[-1][1], place)
            elif column.group:
                found.append((column.group, place, place))
        return found
