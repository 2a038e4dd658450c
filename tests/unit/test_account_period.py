"""The period that a customer chooses: what she means, and what cannot be."""

from datetime import date, timedelta

import pytest
from account import MOST_DAYS, Period, read_period
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 3, 10)


def test_what_is_not_named_is_the_usual():
    period, faults = read_period({}, TODAY)
    assert (period.last, period.days, faults) == (TODAY, 92, {})
    assert read_period({"since": "", "until": "2026-01-31"}, TODAY)[0] == Period(date(2025, 11, 1), date(2026, 1, 31))
    assert read_period({"since": "2026-03-10", "until": ""}, TODAY)[0] == Period(TODAY, TODAY)


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"since": "вчера"}, {"since": "bad_day"}),
        ({"since": "2026-02-30", "until": "\x00"}, {"since": "bad_day", "until": "bad_day"}),
        ({"since": "2026-03-11"}, {"since": "reversed"}),
        ({"since": "2026-03-02", "until": "2026-03-01"}, {"since": "reversed"}),
        ({"since": "2025-03-09"}, {"since": "too_long"}),
    ],
)
def test_what_cannot_be_is_named_and_the_usual_is_shown(typed, faults):
    assert read_period(typed, TODAY) == (read_period({}, TODAY)[0], faults)


def test_a_leap_year_is_shown_at_once():
    assert read_period({"since": "2024-01-01", "until": "2024-12-31"}, TODAY)[0].days == MOST_DAYS


@given(st.text(), st.dates(), st.dates())
def test_whatever_is_typed_there_is_a_period(text, day, today):
    for typed in ({"since": text}, {"until": text}, {"until": f"{day}"}, {"since": f"{day}", "until": text}):
        period, faults = read_period(typed, max(today, date.min + timedelta(days=400)))
        assert 1 <= period.days <= MOST_DAYS
        assert set(faults) <= {"since", "until"}
