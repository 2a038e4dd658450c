"""An explanation is enough: whoever counts again from its steps alone comes to the same date."""

from datetime import date, datetime, time

import pytest
from deadline_cases import due, rule, shipped_calendar
from deadlines import NO_ACTS, Acts, Deadline, Extension, Policy, reckon
from deadlines.terms import CLOCK_UNITS, DAY_UNITS
from drawn_terms import LONGEST, Arguments, events, pauses, policies, terms
from hypothesis import given
from hypothesis import strategies as st
from recounted import as_stored, recounted, recounted_hours

CALENDAR = shipped_calendar()
PLAIN = Policy()
#: The steps of hours say when they began only where it is the event.
FROM_THE_EVENT = {"start": "event", "hours_by": "clock"}


@st.composite
def acts(draw: st.DrawFn, event: datetime, units: tuple[str, ...]) -> Acts:
    """Draw what happened to a promise."""
    unit = draw(st.sampled_from(sorted(units)))
    extension = Extension(draw(st.integers(1, LONGEST[unit])), unit)
    return Acts(draw(pauses(event)), (extension,) * draw(st.integers(0, 2)))


def counted(event: datetime, term: Arguments, given_acts: Acts = NO_ACTS, policy: Policy = PLAIN) -> Deadline:
    return reckon(rule(**term), event, CALENDAR, given_acts, policy)


@given(events, terms(), st.data(), st.sampled_from(["continue", "restart"]), policies)
def test_days_with_all_that_happened_to_them(
    event: datetime, term: Arguments, data: st.DataObject, pause: str, policy: Policy
) -> None:
    deadline = counted(event, {**term, "pause": pause}, data.draw(acts(event, DAY_UNITS)), policy)
    assert recounted(as_stored(deadline)) == deadline.due.date()


@given(events, terms(directions=("backward", "not_before")), policies)
def test_days_before_an_event_and_days_that_bar_an_act(event: datetime, term: Arguments, policy: Policy) -> None:
    deadline = counted(event, term, policy=policy)
    assert recounted(as_stored(deadline)) == deadline.due.date()
    assert (deadline.due.time() == time(0)) is (term["direction"] == "not_before")


@given(events, terms(tuple(CLOCK_UNITS)), st.data(), st.sampled_from(["continue", "restart"]))
def test_hours_with_all_that_happened_to_them(
    event: datetime, term: Arguments, data: st.DataObject, pause: str
) -> None:
    term = {**term, **FROM_THE_EVENT, "pause": pause}
    deadline = counted(event, term, data.draw(acts(event, tuple(CLOCK_UNITS))))
    assert recounted_hours(as_stored(deadline)) == deadline.due.replace(tzinfo=None, microsecond=0)


@given(events, terms(tuple(CLOCK_UNITS), ("backward",)))
def test_hours_before_an_event(event: datetime, term: Arguments) -> None:
    deadline = counted(event, term)
    assert recounted_hours(as_stored(deadline)) == deadline.due.replace(tzinfo=None, microsecond=0)


@pytest.mark.parametrize(
    ("step", "change"),
    [
        ("event", {"at": "2025-12-11T10:00:00"}),
        ("counting", {"amount": 31}),
        ("counting", {"last": "2026-01-08"}),
        ("roll", {"runs": [["2026-01-09", "2026-01-09", "moved_off"]]}),
        ("roll", {"to": "2026-01-13"}),
        ("due_day", {"day": "2026-01-13"}),
    ],
)
def test_the_reader_sees_a_step_that_is_wrong(step: str, change: dict[str, object]) -> None:
    steps = as_stored(due(30, "calendar_days", "2025-12-10 10:00", CALENDAR))
    assert recounted(steps) == date(2026, 1, 12)
    [found] = [one for one in steps if one["code"] == step]
    found.update(change)
    with pytest.raises(AssertionError):
        recounted(steps)
