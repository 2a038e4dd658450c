"""Lengths, hours of a year, SAIDI and SAIFI, price cuts: cases reckoned by hand and properties."""

import doctest
from datetime import datetime, timedelta
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outages import (
    BY_CONTRACT,
    BelowZero,
    EndsBeforeStart,
    Hit,
    Interruption,
    Interval,
    MorePointsThanThereAre,
    hours_of_year,
    length_rules,
    lengths,
    price_cut,
    reliability,
)

MOMENTS = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1))


def between(started, ended):
    return Interval(datetime.fromisoformat(started), datetime.fromisoformat(ended))


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(lengths).failed == 0


@pytest.mark.parametrize(
    ("hits", "rules"),
    [
        ([], []),
        ([Hit("1", "3", 1)], ["outage_allowed_1_source", "outage_cat3_continuous"]),
        ([Hit("2", "2", 2)], [BY_CONTRACT, "outage_allowed_2_sources"]),
        ([Hit("3", "1", 2)], [BY_CONTRACT]),
        ([Hit("3", "3", 2)], ["outage_cat3_continuous"]),
    ],
)
def test_which_norm_bounds_a_length(hits, rules):
    assert length_rules(hits) == rules


# --- hours of a year
@pytest.mark.parametrize(
    ("intervals", "hours"),
    [
        ([], 0),
        ([between("2026-03-01 10:00", "2026-03-01 12:30")], D("2.5")),
        # over the New Year: each year has its own part
        ([between("2025-12-31 20:00", "2026-01-01 03:00")], 3),
        ([between("2026-12-31 20:00", "2027-01-01 03:00")], 4),
        # a planned outage within an emergency one counts once
        ([between("2026-03-01 10:00", "2026-03-01 20:00"), between("2026-03-01 12:00", "2026-03-01 15:00")], 10),
        ([between("2026-03-01 12:00", "2026-03-01 15:00"), between("2026-03-01 14:00", "2026-03-01 16:00")], 4),
        ([between("2024-03-01 12:00", "2024-03-01 15:00")], 0),
    ],
)
def test_hours_of_a_year(intervals, hours):
    assert hours_of_year(intervals, 2026) == Fraction(hours)


@given(st.lists(st.tuples(MOMENTS, st.timedeltas(timedelta(), timedelta(days=20))), max_size=12))
def test_hours_of_a_year_never_double(pieces):
    intervals = [Interval(started, started + length) for started, length in pieces]
    hours = hours_of_year(intervals, 2026)
    assert 0 <= hours <= 365 * 24
    assert hours <= sum(Fraction((one.ended - one.started) / timedelta(microseconds=1)) for one in intervals)
    assert hours_of_year(intervals * 2, 2026) == hours


def test_an_outage_does_not_end_before_it_starts():
    with pytest.raises(EndsBeforeStart):
        between("2026-03-02", "2026-03-01")


# --- SAIDI and SAIFI
def test_saidi_and_saifi_of_three_events():
    found = reliability([Interruption(D("2.5"), 120), Interruption(D("0.75"), 2000), Interruption(D(6), 35)], 50_000)
    assert (found.saidi, found.saifi) == (Fraction(2010, 50_000), Fraction(2155, 50_000))
    assert (round(float(found.saidi), 4), round(float(found.saifi), 4)) == (0.0402, 0.0431)


def test_a_year_without_an_interruption_is_zero_and_no_points_are_no_data():
    assert reliability([], 100).saidi == reliability([], 100).saifi == 0
    for total in (0, None):
        assert reliability([Interruption(D(1), 5)], total) == reliability([], None)
    assert reliability([], None).saidi is None


@pytest.mark.parametrize(
    ("interruption", "refusal"),
    [
        (Interruption(D(-1), 5), BelowZero),
        (Interruption(D(1), -5), BelowZero),
        (Interruption(D(1), 101), MorePointsThanThereAre),
    ],
)
def test_impossible_interruptions_are_refused(interruption, refusal):
    with pytest.raises(refusal):
        reliability([interruption], 100)


# --- price cuts
@pytest.mark.parametrize(
    ("ended", "excess", "percent"),
    [
        ("2026-03-02 10:00", 0, 0),  # exactly 24 hours are allowed
        ("2026-03-02 12:00", 2, D("0.3")),
        ("2026-03-02 10:30", D("0.5"), D("0.075")),
        ("2026-12-01 10:00", 24 * 274, 100),  # the price does not fall below zero
    ],
)
def test_what_an_excess_takes_off_the_price(ended, excess, percent):
    found = price_cut(datetime(2026, 3, 1, 10), datetime.fromisoformat(ended), D(24), D("0.15"))
    assert (found.excess, found.percent) == (Fraction(excess), Fraction(percent))


def test_impossible_price_cuts_are_refused():
    with pytest.raises(BelowZero):
        price_cut(datetime(2026, 3, 1), datetime(2026, 3, 2), D(-1), D("0.15"))
    with pytest.raises(EndsBeforeStart):
        price_cut(datetime(2026, 3, 2), datetime(2026, 3, 1), D(24), D("0.15"))
