"""Коб by hand: 0.65 · Кнад + 0.25 · Ккач(тпр) + 0.1 · Ккач(обсл), each -1, 0 or 1 (order 718 of 14.10.2013)."""

import doctest
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from indicators import (
    BadLevel,
    GeneralWeights,
    MethodsTie,
    WeightsNotPublished,
    general,
    general_indicator,
    read_level,
    weights_on,
)

WEIGHTS = GeneralWeights(
    Decimal("0.65"), Decimal("0.25"), Decimal("0.1"), valid_from=date(2014, 1, 1), valid_to=date(2016, 12, 31)
)


def weighed(reliability, connection, service):
    levels = {"reliability": reliability, "connection": connection, "service": service}
    return general_indicator(levels, WEIGHTS)


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(general).failed == 0


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((1, 1, 1), "1"),
        ((-1, -1, -1), "-1"),
        ((0, 0, 0), "0"),
        ((1, 0, 0), "0.65"),
        ((0, 1, 0), "0.25"),
        ((0, 0, 1), "0.1"),
        ((1, -1, 0), "0.4"),
        ((-1, 1, 1), "-0.3"),
    ],
)
def test_counted_by_hand(levels, expected):
    assert weighed(*levels) == Fraction(expected)


def test_it_lies_between_its_bounds():
    assert {-1 <= weighed(*levels) <= 1 for levels in product((-1, 0, 1), repeat=3)} == {True}


def test_without_a_level_there_is_no_figure():
    assert weighed(1, None, 0) is None


def test_another_level_is_refused_also_beside_missing_ones():
    for level in (2, Decimal("0.5"), -2):
        with pytest.raises(BadLevel):
            weighed(level, None, 0)


def test_weights_are_those_that_are_published_for_the_day():
    for day in (date(2014, 1, 1), date(2016, 12, 31)):
        assert weights_on([WEIGHTS], day) == WEIGHTS
    for day in (date(2013, 12, 31), date(2017, 1, 1), date(2026, 12, 31)):
        with pytest.raises(WeightsNotPublished, match=f"{day}"):
            weights_on([WEIGHTS], day)
    with pytest.raises(MethodsTie):
        weights_on([WEIGHTS, WEIGHTS], date(2015, 1, 1))


@pytest.mark.parametrize("text", ["2", "0,5", "--1", "один", "01"])
def test_what_is_no_level_is_refused(text):
    with pytest.raises(BadLevel, match="no level"):
        read_level(text)
