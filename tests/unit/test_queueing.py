"""The electronic queue: fair order, numbers of tickets, forecasts, figures of waiting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from queueing import (
    LETTERS,
    RETURN_START,
    Tally,
    Window,
    forecast,
    free,
    is_kept,
    label,
    moments,
    names,
    rank,
    rank_of_return,
    secret,
    slots,
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


# ----------------------------------------------------------------------
# Appointments
# ----------------------------------------------------------------------
@dataclass(frozen=True)
class Stretch:
    opens: int
    closes: int


NOON = (Stretch(480, 720), Stretch(780, 1020))  # 8-12, 13-17
KEMEROVO = ZoneInfo("Asia/Novokuznetsk")
DAYS = st.lists(st.integers(0, 24 * 60), min_size=2, max_size=8, unique=True).map(
    lambda bounds: [Stretch(*pair) for pair in zip(sorted(bounds)[::2], sorted(bounds)[1::2], strict=False)]
)


def test_times_begin_anew_after_a_break():
    assert slots(NOON, 50) == [480, 530, 580, 630, 780, 830, 880, 930]


@given(DAYS, st.integers(1, 240))
def test_a_visit_lies_within_the_hours_and_runs_into_no_break(stretches, minutes):
    times = slots(stretches, minutes)
    for begin in times:
        assert any(one.opens <= begin and begin + minutes <= one.closes for one in stretches)
    assert all(later - one >= minutes for one, later in pairwise(times))
    assert len(times) == sum((one.closes - one.opens) // minutes for one in stretches)


def test_a_visit_that_lasts_no_time_is_refused():
    with pytest.raises(ValueError, match="a minute or more"):
        slots(NOON, 0)


def test_a_local_time_is_kept_in_utc():
    assert moments(date(2026, 3, 2), [600], KEMEROVO) == [datetime(2026, 3, 2, 3)]


def test_a_time_that_the_clock_jumps_over_does_not_exist():
    """Moscow, 27.03.2011: from 2:00 to 3:00."""
    assert moments(date(2011, 3, 27), [90, 150, 210], ZoneInfo("Europe/Moscow")) == [
        datetime(2011, 3, 26, 22, 30),
        datetime(2011, 3, 26, 23, 30),
    ]


@given(
    st.lists(st.tuples(st.integers(0, 47), st.integers(5, 90)), max_size=60),
    st.integers(5, 60),
    st.integers(0, 4),
)
def test_no_more_visits_go_on_at_once_than_may(asked, minutes, at_once):
    """Whoever books what is free never makes it too many, whatever was booked with other lengths before."""
    taken = []
    for number, length in asked:
        begin = at(number * 10)
        if free([begin], length, taken, at_once):
            taken.append((begin, begin + timedelta(minutes=length)))
    for moment in {begin for begin, _end in taken}:
        assert sum(begin <= moment < end for begin, end in taken) <= at_once
    for begin in free([at(minute) for minute in range(0, 480, 10)], minutes, taken, at_once):
        end = begin + timedelta(minutes=minutes)
        assert sum(start < end and stop > begin for start, stop in taken) < at_once


@pytest.mark.parametrize(("minute", "kept"), [(-120, True), (0, True), (10, True), (11, False)])
def test_an_appointment_is_kept_until_the_grace_has_passed(minute, kept):
    assert is_kept(at(0), at(minute), timedelta(minutes=10)) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("42", True),
        ("0042", True),
        ("З-0042", True),
        ("142", False),
        ("0", False),
        ("", False),
        ("٤٢", False),
        ("8 (905) 123-45-67", True),
        ("9051234567", True),
        ("1234567", False),
        ("9051234568", False),
    ],
)
def test_an_appointment_is_known_by_its_number_or_the_whole_telephone(typed, meant):
    assert names(typed, "З-0042", "+79051234567") == meant


def test_nobody_is_known_by_a_telephone_that_was_not_given():
    assert not names("89051234567", "З-0042", "")
