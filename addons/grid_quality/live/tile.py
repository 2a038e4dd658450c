"""A tile of a live page: one question to the database, one way to draw its answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from .filters import Filter
from .levels import plain

#: By which fields of an appeal a page is narrowed; other models name their own, and leave out what they do not have.
APPEALS = MappingProxyType({"branch_ids": "branch_id", "team_ids": "team_id", "customer_group": "customer_group"})


@dataclass(frozen=True)
class Age:
    """Records so many local days old: `first` to `last`, both counted; no `last`: and older."""

    title: str
    first: int
    last: int | None
    level: str = ""


@dataclass(frozen=True)
class Tile:
    """What is counted, how it is drawn, what it opens. A new tile needs no script: these are drawn alike.

    kind: "number" (one figure), "share" (a percentage of what is `good`), "bars" (by `groupby`, by `ages` or by
    `measures`), "line" (by the weeks or months of `groupby`; a percentage when there is something `good`).
    domain: what is counted, from the filter; it opens the records too.
    groupby: one field; of a line and of ages a date with its interval (`answered_at:week`).
    aggregate: of a number, such as `value:avg`; records are counted otherwise.
    reckon: of a number that no aggregate gives: from the filter a mapping of its `value`, `count`, and of what else
    of the figure is its own (`plan`, `level`, `domain`, `open`).
    earliest: a field whose least value is the next moment at which the figure changes by itself.
    good: a field and its value, that make the percentage.
    days: of a line, the first and the last day that it shows, the first a Monday.
    measures: fields of 0 or 1 with their titles; each is a bar, and opens its records.
    means: of bars by `groupby`, from the filter which of its values are shown, in which words, and what the mean
    (`aggregate`) of each should not exceed; a value that has no plan is a plain bar.
    is_in_order: bars stand in the order of what they are of, all of them; otherwise the greatest come first.
    narrowed: by which field each filter narrows it; a filter that is not there does not, and the page says so. An empty
    field: the domain itself is narrowed.
    level, bar_level: the colour of the figure and of each bar, see `levels`.
    views: the list that opens (xml id); group_by: how it is grouped.
    unit: behind the figure; note: what it means, with `%(count)s` for how many were counted; empty: what is said when
    nothing is counted; nobody: the bar of what has no value; rule: what exactly is counted, and by which day.
    """

    code: str
    title: str
    section: str
    kind: str
    model: str
    domain: Callable[[Filter], list]
    groupby: str = ""
    aggregate: str = "__count"
    reckon: Callable[[Filter], Mapping] | None = None
    earliest: str = ""
    good: tuple[str, object] | None = None
    ages: tuple[Age, ...] = ()
    days: Callable[[Filter], tuple[date, date]] | None = None
    measures: tuple[tuple[str, str], ...] = ()
    means: Callable[[Filter], Iterable[tuple[object, str, float | None]]] | None = None
    is_in_order: bool = False
    narrowed: Mapping[str, str] = field(default_factory=lambda: APPEALS)
    plan: float | None = None
    level: Callable[[float | None], str] = plain
    bar_level: Callable[[float | None], str] = plain
    views: str = ""
    group_by: tuple[str, ...] = ()
    unit: str = ""
    note: str = ""
    empty: str = ""
    nobody: str = ""
    rule: str = ""
