"""Registers of debts: amounts and days as people write them, and heaps that add up."""

import doctest
from datetime import date, datetime
from decimal import Decimal

import pytest
from campaigns import REASONS, Debt, cells, read, sort_out
from campaigns.cells import amount, day
from hypothesis import given
from hypothesis import strategies as st


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(cells).failed == 0


@pytest.mark.parametrize(
    ("cell", "roubles"),
    [
        ("1 234,56", "1234.56"),
        ("1\N{NO-BREAK SPACE}234,56 ₽", "1234.56"),
        ("1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,8 руб", "1234567.8"),
        ("1234.56", "1234.56"),
        ("0,07 р.", "0.07"),
        ("12 RUB", "12"),
        ("−5,00", "-5"),
        (100, "100"),
        (0.1 + 0.2, "0.3"),
        (1e9, "1000000000"),
    ],
)
def test_amounts_in_russian_and_in_programs_form(cell, roubles):
    assert amount(cell) == Decimal(roubles)


@pytest.mark.parametrize(
    "cell", ["1,234", "1.234,56", "1,234.56", "12 34", "сто", "1e5", "nan", "", None, True, float("inf"), "5 $", "--1"]
)
def test_what_may_be_read_in_two_ways_is_no_amount(cell):
    with pytest.raises(ValueError, match="no amount"):
        amount(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1.11.2026", date(2026, 11, 1)),
        ("2026-11-01 00:00:00", date(2026, 11, 1)),
        (datetime(2026, 11, 1, 12), date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 11, 1)),
        (" ", None),
    ],
)
def test_days(cell, said):
    assert day(cell) == said


@pytest.mark.parametrize("cell", ["31.02.2026", "2026-13-01", "вчера", 46000])
def test_what_is_no_day(cell):
    with pytest.raises(ValueError):
        day(cell)


def _sorted(*rows, known="ABCD", chosen="ABC", least="0"):
    numbered = [
        (number, dict(zip(("account", "debt", "as_of"), row, strict=False))) for number, row in enumerate(rows, 2)
    ]
    debts, refused = read(numbered)
    return sort_out(debts, refused, set(known), set(chosen), Decimal(least))


def test_each_row_is_in_one_heap_and_a_refused_one_says_why():
    register = _sorted(
        ("A", "500"),
        ("", "500"),
        ("Z", "500"),
        ("B", ""),
        ("B", "много"),
        ("B", "99,99"),
        ("C", "100", "32.01.2026"),
        ("C", "100", "31.01.2026"),
        ("D", "900"),
        ("A", "500,00"),
        ("C",),
        least="100",
    )
    assert [(debt.row, debt.account) for debt in register.told] == [(2, "A"), (9, "C")]
    assert [(one.row, one.reason) for one in register.refused] == [
        (3, "no_account"),
        (4, "unknown"),
        (5, "no_amount"),
        (6, "no_number"),
        (8, "no_day"),
        (12, "no_amount"),
    ]
    assert (register.less, register.elsewhere, register.again, register.rows) == (1, 1, 1, 11)


def test_of_two_sums_neither_is_told():
    register = _sorted(("A", "500"), ("B", "1"), ("A", "600"), ("A", "500"))
    assert [debt.account for debt in register.told] == ["B"]
    assert [(one.row, one.reason) for one in register.refused] == [(2, "two_sums"), (4, "two_sums"), (5, "two_sums")]


@pytest.mark.parametrize(("owed", "told"), [("100", 1), ("99.99", 0), ("0", 0), ("-200", 0)])
def test_a_debt_from_the_threshold_on_is_told(owed, told):
    assert len(_sorted(("A", owed), least="100").told) == told


def test_nobody_is_told_of_nothing_owed():
    assert not _sorted(("A", "0"), ("B", "-3,10")).told


CELLS = st.sampled_from(["", "A", "B", "C", "D", "Z"])
SUMS = st.sampled_from(["", "0", "50", "100", "100,00", "сто", "-1"])


@given(st.lists(st.tuples(CELLS, SUMS)))
def test_every_row_is_counted_once(rows):
    register = _sorted(*rows, least="60")
    assert register.rows == len(rows)
    assert len({debt.account for debt in register.told}) == len(register.told)
    assert {one.reason for one in register.refused} <= set(REASONS)
    assert all(isinstance(debt, Debt) and debt.owed >= 60 for debt in register.told)
