"""The electronic queue: fair order, numbers of tickets, forecasts, figures of waiting."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from queueing import (
    LETTERS,
    RETURN_START,
    Tally,
    Window,
    forecast,
    label,
    rank,
    rank_of_return,
    secret,
)

NINE = datetime(2026, 3, 2, 9)
NONE, PRIORITY = timedelta(0), timedelta(minutes=20)
MINUTES = st.integers(0, 600)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


# ----------------------------------------------------------------------
# Order
# ----------------------------------------------------------------------
def test_ordinary_visitors_go_as_they_came():
    assert rank(at(0), NONE) < rank(at(1), NONE)


def test_priority_goes_before_those_who_came_within_the_head_start():
    assert rank(at(19), PRIORITY) < rank(at(0), NONE) < rank(at(21), PRIORITY)


@given(MINUTES, MINUTES, st.booleans())
def test_nobody_who_comes_later_than_the_head_start_goes_first(mine, after, privileged):
    """The rule of fairness: those who overtake came within the head start, so no flow of priorities lasts for ever."""
    later = rank(at(mine + after), PRIORITY if privileged else NONE)
    if later < rank(at(mine), NONE):
        assert privileged and after < 20


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_a_visitor_is_called_in_any_stream_of_priorities(stream):
    """One window, one visit a minute, one newcomer a minute: she who came first is called within the head start."""
    waiting, called = [(rank(at(0), NONE), 0)], None
    for minute, privileged in enumerate(stream, start=1):
        waiting.append((rank(at(minute), PRIORITY if privileged else NONE), minute))
        waiting.sort()
        if waiting.pop(0)[1] == 0:
            called = minute
            break
    assert called is not None or len(stream) < 20
    assert called is None or called <= 20


def test_an_appointment_ranks_by_its_time():
    assert rank(at(0), NONE, at(30)) == at(30)
    assert rank(at(35), PRIORITY, at(30)) == at(10)


def test_an_appointment_missed_by_more_than_ten_minutes_gives_nothing():
    assert rank(at(40), PRIORITY, at(30)) == at(10)
    assert rank(at(41), PRIORITY, at(30)) == at(41)


@given(MINUTES, MINUTES)
def test_who_is_put_back_never_gains_and_keeps_a_quarter_of_an_hour(old, waited):
    now = at(old + waited)
    new = rank_of_return(at(old), now)
    assert new >= at(old)
    assert new in (at(old), now - RETURN_START)


def test_a_negative_head_start_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        rank(NINE, -PRIORITY)


# ----------------------------------------------------------------------
# Numbers
# ----------------------------------------------------------------------
@pytest.mark.parametrize(("number", "said"), [(1, "А001"), (17, "А017"), (999, "А999"), (1000, "А1000")])
def test_a_ticket_is_called_by_letter_and_number(number, said):
    assert label("А", number) == said


def test_no_letter_looks_like_a_digit():
    assert not set("ЗОЧЁЙЪЫЬЩ") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


def test_a_ticket_has_no_number_nought():
    with pytest.raises(ValueError, match="from 1 on"):
        label("А", 0)


@pytest.mark.parametrize("text", ["", "12", "12.", ".ab", "x.ab", f"{10**12}.ab", "1١.ab", "\x00.ab"])
def test_what_is_no_key_is_none(text):
    assert secret(text) is None


def test_a_key_is_an_id_and_a_signature():
    assert secret("12.ab") == (12, "ab")


# ----------------------------------------------------------------------
# Forecast
# ----------------------------------------------------------------------
ONE = Window(frozenset("a"))
BOTH = frozenset("ab")


@pytest.mark.parametrize(
    ("ahead", "windows", "minutes"),
    [
        ("", [ONE], 0),
        ("", [Window(frozenset("a"), 4)], 4),
        ("aa", [ONE], 20),
        ("aa", [ONE, ONE], 10),
        ("b", [ONE], 0),  # nobody ahead of me waits for this window
        ("ab", [Window(BOTH), Window(BOTH)], 5),
        ("a", [], None),
        ("a", [Window(frozenset("b"))], None),
    ],
)
def test_the_queue_is_played_on(ahead, windows, minutes):
    assert forecast(ahead, "a", windows, {"a": 10, "b": 5}) == minutes


@given(
    st.lists(st.sampled_from("abc"), max_size=30),
    st.lists(st.tuples(st.frozensets(st.sampled_from("abc")), st.integers(0, 30)), max_size=6),
    st.sampled_from("abc"),
)
def test_a_forecast_is_possible_and_never_longer_than_one_after_another(ahead, open_windows, own):
    windows = [Window(services, free_in) for services, free_in in open_windows]
    lasts = {"a": 3, "b": 7, "c": 15}
    said = forecast(ahead, own, windows, lasts)
    mine = [window.free_in for window in windows if own in window.services]
    assert (said is None) == (not mine)
    if mine:
        assert min(mine) <= said <= max(mine) + sum(lasts[one] for one in ahead)


# ----------------------------------------------------------------------
# Figures
# ----------------------------------------------------------------------
def test_figures_keep_no_shows_apart():
    said = Tally(served=1, timed=1, wait=600, service=300) + Tally(1, 1, late=1, no_shows=1, wait=2400, service=900)
    assert (said.served, said.no_shows, said.late) == (2, 1, 1)
    assert (said.mean_wait, said.mean_service, said.in_time) == (25, 10, 50)


def test_of_nobody_no_mean_is_said():
    said = Tally(no_shows=1)
    assert (said.mean_wait, said.mean_service, said.in_time) == (None, None, None)


def test_a_service_whose_end_nobody_noted_has_no_length():
    assert Tally(served=2, timed=1, service=600).mean_service == 10
