"""When an office is quieter, reckoned from the waits of past weeks."""

from hypothesis import given
from hypothesis import strategies as st
from queueing import HourLoad, level, mean_wait, quieter, spans
from queueing.load import LEVELS

BUSY, CALM = HourLoad(40, 25), HourLoad(10, 5)
HOURS = st.tuples(st.integers(0, 6), st.integers(0, 23))
LOADS = st.builds(HourLoad, st.integers(1, 500), st.floats(0, 300))
WEEKS = st.dictionaries(HOURS, LOADS, min_size=1, max_size=60)


def test_the_mean_counts_visitors_not_hours():
    assert mean_wait({(0, 9): BUSY, (0, 15): CALM}) == (40 * 25 + 10 * 5) / 50
    assert mean_wait({}) == 0


def test_an_hour_is_quieter_by_a_third_of_the_usual_wait():
    usual = {(0, 9): HourLoad(100, 30)}
    assert quieter({**usual, (1, 9): HourLoad(1, 19)}) == {(1, 9)}
    assert quieter({**usual, (1, 9): HourLoad(1, 21)}) == set()


def test_where_nobody_waits_long_no_hour_is_better():
    assert quieter({(0, 9): HourLoad(50, 2.5), (0, 10): HourLoad(50, 0)}) == set()
    assert quieter({}) == set()


@given(WEEKS)
def test_the_busiest_hour_is_never_called_quieter_and_has_the_highest_bar(week):
    busiest = max(week, key=lambda at: week[at].wait)
    assert busiest not in quieter(week)
    assert level(week[busiest], week) == (LEVELS if week[busiest].wait else 0)
    assert all(0 <= level(one, week) <= LEVELS for one in week.values())


@given(st.sets(st.integers(0, 23)))
def test_stretches_hold_each_hour_once(hours):
    found = spans(hours)
    assert sorted(hour for begin, end in found for hour in range(begin, end)) == sorted(hours)
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))
