"""Who is one person among those who reported an outage: whoever shares a card, a telephone or an e-mail.

>>> people({1: {"+79050000001"}, 2: {7}, 3: {"+79050000001", 5}, 4: {5}})
[[1, 3, 4], [2]]
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping


def people(marks: Mapping[int, Collection[Hashable]]) -> list[list[int]]:
    """Return the reports of each person, by {report: what its author is known by}, in the order of first reports.

    A report whose author nothing is known of is of a person of its own.
    """
    joined: dict[int, int] = {}
    first_with: dict[Hashable, int] = {}

    def root(report: int) -> int:
        while joined[report] != report:
            joined[report] = report = joined[joined[report]]
        return report

    for report, own in marks.items():
        joined[report] = report
        for mark in own:
            joined[root(report)] = root(first_with.setdefault(mark, report))
    found: dict[int, list[int]] = {}
    for report in marks:
        found.setdefault(root(report), []).append(report)
    return list(found.values())
