"""A page of tiles to be kept or printed: what stands above it, its figures by sections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

CHARTS = ("bars", "line")
MOST_WEIGHT = 6.0  # of the figures side by side
WEIGHTS = {"number": 1.0, "share": 1.0, "bars": 1.5, "line": 3.0}


@dataclass(frozen=True)
class Section:
    """Figures under one title; a figure is what the page itself was given."""

    title: str
    figures: Sequence[Mapping]

    @property
    def single(self) -> list[Mapping]:
        """Return the figures that are one number."""
        return [figure for figure in self.figures if figure["kind"] not in CHARTS]

    @property
    def charts(self) -> list[Mapping]:
        """Return the figures of several numbers."""
        return [figure for figure in self.figures if figure["kind"] in CHARTS]

    @property
    def rules(self) -> list[str]:
        """Return what exactly is counted, where a figure says it, after the titles of those that count so.

        >>> late = [{"title": title, "rule": "As of now."} for title in ("Overdue", "Due today")]
        >>> Section("", [*late, {"title": "Sent", "rule": ""}]).rules
        ['Overdue, Due today. As of now.']
        """
        titles: dict[str, list[str]] = {}
        for figure in self.figures:
            if figure["rule"]:
                titles.setdefault(figure["rule"], []).append(figure["title"])
        return [f"{', '.join(named)}. {rule}" for rule, named in titles.items()]


@dataclass(frozen=True)
class Printed:
    """A page: `heading` says whose it is and how it was narrowed, `words` are those of the columns."""

    title: str
    heading: Sequence[str]
    sections: Sequence[Section]
    words: Mapping[str, str]


def sections(figures: Iterable[Mapping]) -> list[Section]:
    """Return figures by their sections, each in its order.

    >>> [(one.title, len(one.figures)) for one in sections([{"section_title": "Now"}, {"section_title": "Now"}])]
    [('Now', 2)]
    """
    grouped = groupby(figures, key=lambda one: one["section_title"])  # pylint: disable=bad-builtin-groupby
    return [Section(title, list(part)) for title, part in grouped]


def rows(section: Section) -> list[list[tuple[Mapping, float]]]:
    """Return figures that stand side by side, each with its part of the width; single numbers come first.

    >>> number, line = {"kind": "number"}, {"kind": "line"}
    >>> [[part for _figure, part in row] for row in rows(Section("", [number, line, number, number, number]))]
    [[0.25, 0.25, 0.25, 0.25], [1.0]]
    """
    found: list[list[Mapping]] = [[]]
    for figure in [*section.single, *section.charts]:
        if found[-1] and _weight([*found[-1], figure]) > MOST_WEIGHT:
            found.append([])
        found[-1].append(figure)
    return [[(figure, WEIGHTS[figure["kind"]] / _weight(row)) for figure in row] for row in found]


def _weight(row: Iterable[Mapping]) -> float:
    return sum(WEIGHTS[figure["kind"]] for figure in row)
