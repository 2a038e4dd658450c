"""Form 4.1: how many appeals there were, by category and by form of service, beside the year before.

It is form 4.9 added up: a cell counts the marks of a block's columns among the appeals of one form of service.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from .figures import NO_FIGURE, change_percent, percent

#: Columns of form 4.9 that name the form of service, in the order of this form's groups of columns.
FORMS = (5, 6, 7, 8, 9)
#: {row: the columns of form 4.9 whose marks it counts}.
ROWS: Mapping[str, tuple[int, ...]] = {
    "1": (10, 11, 12, 13, 14, 15),
    "1.1": (10,),
    "1.2": (11,),
    "1.3": (12,),
    "1.4": (13,),
    "1.5": (14,),
    "1.6": (15,),
    "2": (16, 17, 18, 19, 20, 21, 22),
    "2.1": (16, 17),
    "2.1.1": (16,),
    "2.1.2": (17,),
    "2.2": (18,),
    "2.3": (19,),
    "2.4": (20,),
    "2.5": (21,),
    "2.6": (22,),
    "3": (23, 24, 25, 26),
    "3.1": (23,),
    "3.2": (24,),
    "3.3": (25,),
    "3.4": (26,),
}
#: The categories among which form 4.4 looks for the largest.
CATEGORIES = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6")
#: {(row, column of form 4.9 of a form of service): appeals}; what is not there is none.
Counts = Mapping[tuple[str, int], int]


def year_counts(groups: Iterable[tuple[Collection[int], int]]) -> dict[tuple[str, int], int]:
    """Return the cells of a year from appeals in groups: (columns of form 4.9 that are marked, how many appeals).

    >>> counts = year_counts([({8, 10, 17, 27}, 3), ({6, 12}, 2)])
    >>> counts["1", 8], counts["2.1", 8], counts["2.1.2", 8], counts["1.3", 6]
    (3, 3, 3, 2)
    """
    counts: dict[tuple[str, int], int] = {}
    for marks, number in groups:
        for form in FORMS:
            if form in marks:
                for row, columns in ROWS.items():
                    if hits := len(set(columns).intersection(marks)):
                        counts[row, form] = counts.get((row, form), 0) + hits * number
    return counts


def figures(row: str, before: Counts | None, now: Counts) -> tuple[int | Decimal | str, ...]:
    """Return columns 3 to 17 of a row: for each form of service the year before, the year and the change in %.

    `before` is None where nobody knows the year before: a dash stands for it, not a zero.
    """
    cells: list[int | Decimal | str] = []
    for form in FORMS:
        new = now.get((row, form), 0)
        old = None if before is None else before.get((row, form), 0)
        change = change_percent(old, new)
        cells += [NO_FIGURE if old is None else old, new, NO_FIGURE if change is None else change]
    return tuple(cells)


def unequal_rows(counts: Counts) -> list[tuple[str, int]]:
    """Return the cells that are not the sum of the rows below them: none, as long as nobody has written one by hand.

    >>> unequal_rows({("2.1", 5): 3, ("2.1.1", 5): 2, ("2", 5): 3})
    [('2.1', 5)]
    """
    return [
        (row, form)
        for row in ROWS
        for form in FORMS
        if (parts := parts_of(row)) and counts.get((row, form), 0) != sum(counts.get((p, form), 0) for p in parts)
    ]


def parts_of(row: str) -> list[str]:
    """Return the rows one step below a row.

    >>> parts_of("2.1"), parts_of("1.1")
    (['2.1.1', '2.1.2'], [])
    """
    return [other for other in ROWS if other.rpartition(".")[0] == row]


def largest(counts: Counts) -> list[tuple[str, int, Decimal | None]]:
    """Return form 4.4: the category with the most appeals (several when equal), how many, its share of all in %."""
    sums = {row: sum(counts.get((row, form), 0) for form in FORMS) for row in CATEGORIES}
    total, most = sum(sums.values()), max(sums.values())
    return [(row, most, percent(most, total)) for row in CATEGORIES if most and sums[row] == most]
