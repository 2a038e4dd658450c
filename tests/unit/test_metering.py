"""Readings of meters without Odoo: nothing true is dropped, nothing unlikely passes unmarked."""

import doctest
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metering import BadValue, Reading, average, judge, parse_value, plausible, values

START = date(2026, 1, 1)


def reading(month, value):
    return Reading(START + timedelta(days=30 * month), Decimal(value))


STEADY = [reading(3, 1450), reading(2, 1300), reading(1, 1150), reading(0, 1000)]


@pytest.mark.parametrize("module", [plausible, values])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("value", "digits", "verdict"),
    [
        (1600, 6, ("", "", 150)),
        (1450, 6, ("", "", 0)),
        (1900, 6, ("", "", 450)),
        (1901, 6, ("", "jump", 451)),
        (1449, 6, ("below_last", "", None)),
        (-1, 6, ("negative", "", None)),
        (1000000, 6, ("too_long", "", None)),
        (1000000, 0, ("", "jump", 998550)),
    ],
)
def test_a_reading_beside_a_steady_consumption(value, digits, verdict):
    fault, finding, consumed = verdict
    found = judge(reading(4, value), STEADY, digits=digits)
    assert (found.fault, found.finding) == (fault, finding)
    assert found.consumed == consumed


def test_the_first_reading_of_a_meter_is_plausible():
    assert judge(reading(0, 12345)) == plausible.Verdict()


def test_a_small_consumption_that_grows_is_no_jump():
    assert not judge(reading(2, 111), [reading(1, 11), reading(0, 10)]).finding
    assert judge(reading(2, 112), [reading(1, 11), reading(0, 10)]).finding == "jump"


def test_a_dial_that_ran_past_its_end_is_accepted_and_marked():
    before = [reading(3, 99950), reading(2, 99800), reading(1, 99650)]
    found = judge(reading(4, 100), before, digits=5)
    assert (found.finding, found.consumed) == ("roll_over", 150)
    assert judge(reading(4, 5000), before, digits=5).fault == "below_last", "too far past the end"
    assert judge(reading(4, 100), before).fault == "below_last", "nobody knows where the dial ends"


def test_what_an_inspector_saw_is_kept_though_it_contradicts():
    assert judge(reading(4, 1400), STEADY, witnessed=True).finding == "below_last"
    assert judge(reading(2, 1500), STEADY[2:], STEADY[0], witnessed=True).finding == "above_next"


def test_a_reading_of_the_past_lies_between_its_neighbours():
    assert judge(reading(2, 1300), STEADY[2:], STEADY[0]).fault == ""
    assert judge(reading(2, 1500), STEADY[2:], STEADY[0]).fault == "above_next"


@pytest.mark.parametrize("text", ["", "abc", "-5", "1e5", "NaN", "12.3456", "1,2,3", "9" * 13, None])
def test_what_is_no_number_of_a_dial_is_refused(text):
    with pytest.raises(BadValue):
        parse_value(text)


numbers = st.decimals(min_value=0, max_value=99999, places=1, allow_nan=False)
histories = st.lists(st.tuples(st.integers(1, 60), numbers), max_size=8).map(
    lambda steps: [
        Reading(START + timedelta(days=sum(gap for gap, _ in steps[: index + 1])), value)
        for index, (_, value) in enumerate(steps)
    ][::-1]
)


@given(numbers, histories, st.integers(1, 400), st.sampled_from([0, 5]), st.booleans())
def test_whatever_is_given_there_is_one_answer(value, before, days, digits, witnessed):
    now = Reading((before[0].day if before else START) + timedelta(days=days), value)
    found = judge(now, before, digits=digits, witnessed=witnessed)
    assert not (found.fault and found.finding)
    assert found.consumed is None or found.consumed >= 0
    if witnessed:
        assert not found.fault, "what was seen is never dropped"
    if before and value < before[0].value:
        assert found.fault or found.finding, "a dial that went back never passes unmarked"
    if before and value >= before[0].value:
        assert not found.fault
        assert found.consumed == value - before[0].value


@given(histories, st.integers(1, 400), numbers, numbers)
def test_more_is_never_more_plausible(before, days, one, other):
    if not before:
        return
    low, high = sorted((before[0].value + one, before[0].value + other))
    day = before[0].day + timedelta(days=days)
    if judge(Reading(day, low), before).finding == "jump":
        assert judge(Reading(day, high), before).finding == "jump"


@given(histories)
def test_the_average_is_never_negative(before):
    usual = average(before, 5)
    assert usual is None or usual >= 0
