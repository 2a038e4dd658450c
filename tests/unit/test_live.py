"""Tiles of the live page: what their examples say, and how their figures stand on paper."""

import doctest

import pytest
from live import Section, digests, figures, filters, levels, printed, rows


@pytest.mark.parametrize("module", [digests, figures, filters, levels, printed])
def test_examples(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("kinds", "shares"),
    [
        (["number"] * 6, [[1 / 6] * 6]),
        (["number"] * 7, [[1 / 6] * 6, [1]]),
        (["share", "line", "share"], [[0.2, 0.2, 0.6]]),
        (["bars"] * 4, [[1 / 4] * 4]),
        (["bars", "number"], [[0.4, 0.6]]),
        ([], [[]]),
    ],
)
def test_figures_fill_the_width_of_the_paper(kinds, shares):
    section = Section("", [{"kind": kind} for kind in kinds])
    assert [[pytest.approx(part) for _figure, part in row] for row in rows(section)] == shares
