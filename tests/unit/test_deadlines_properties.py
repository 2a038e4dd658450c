"""What must be true of every term, and a second, slow way to count that must agree."""

import json
from datetime import datetime, timedelta

from deadline_cases import KEMEROVO, rule, shipped_calendar
from deadlines import Deadline, last_day, reckon
from deadlines.terms import CLOCK_UNITS, DAY_UNITS
from hypothesis import given
from hypothesis import strategies as st
from slow_counter import last_day_slowly, latest_day_slowly, works

CALENDAR = shipped_calendar()
#: No term of the law is longer than five years; these stay inside the published calendar.
LONGEST = {"calendar_days": 400, "working_days": 250, "months": 12, "years": 1}

events = st.datetimes(datetime(2013, 1, 1), datetime(2026, 6, 30)).map(lambda moment: moment.replace(tzinfo=KEMEROVO))
day_units = st.sampled_from(DAY_UNITS)
starts = st.sampled_from(["event", "next_day"])


@st.composite
def day_rules(draw: st.DrawFn, unit: st.SearchStrategy[str] = day_units) -> dict[str, object]:
    """Draw the arguments of a rule of days."""
    chosen = draw(unit)
    amount = draw(st.integers(1, LONGEST[chosen]))
    roll = draw(st.sampled_from(["none", "next_working_day"]))
    return {"amount": amount, "unit": chosen, "start": draw(starts), "roll": roll}


def counted(event: datetime, arguments: dict[str, object]) -> Deadline:
    return reckon(rule(**arguments), event, CALENDAR)


@given(events, day_rules())
def test_the_slow_counter_agrees(event: datetime, arguments: dict[str, object]) -> None:
    assert counted(event, arguments).due.date() == last_day_slowly(event.date(), **arguments)


@given(events.filter(lambda event: event.year > 2014), day_units, st.integers(1, 300), st.booleans())
def test_the_slow_counter_agrees_backwards(event: datetime, unit: str, amount: int, strict: bool) -> None:
    amount = min(amount, LONGEST[unit])
    deadline = counted(event, {"amount": amount, "unit": unit, "direction": "backward", "roll": "none"})
    answer = deadline.control if strict else deadline.due
    assert answer.date() == latest_day_slowly(event.date(), amount, unit, strict)


@given(events, events, day_rules())
def test_a_later_event_is_never_due_earlier(one: datetime, other: datetime, arguments: dict[str, object]) -> None:
    first, second = sorted([one, other])
    assert counted(first, arguments).due <= counted(second, arguments).due


@given(events, day_rules(), st.integers(1, 30))
def test_a_longer_term_is_never_due_earlier(event: datetime, arguments: dict[str, object], more: int) -> None:
    longer = {**arguments, "amount": arguments["amount"] + more}
    assert last_day(rule(**arguments).term, event.date(), CALENDAR) <= last_day(
        rule(**longer).term, event.date(), CALENDAR
    )


@given(events, day_rules())
def test_rolled_and_working_day_terms_never_end_on_a_day_off(event: datetime, arguments: dict[str, object]) -> None:
    if arguments["unit"] == "working_days" or arguments["roll"] == "next_working_day":
        assert works(counted(event, arguments).due.date())


@given(events, day_rules())
def test_control_and_warning_stand_between_event_and_due(event: datetime, arguments: dict[str, object]) -> None:
    deadline = counted(event, arguments)
    assert event.date() <= deadline.control.date() <= deadline.due.date()
    assert event <= deadline.warn <= deadline.due


@given(events, day_rules())
def test_the_explanation_leads_to_the_due_date(event: datetime, arguments: dict[str, object]) -> None:
    deadline = counted(event, arguments)
    steps = {step.code: step.params for step in deadline.steps}
    assert deadline.steps[-1].code == "due_day"
    assert steps["due_day"]["day"] == str(deadline.due.date())
    assert steps.get("roll", {"to": steps["counting"]["last"]})["to"] == steps["due_day"]["day"]
    assert json.loads(json.dumps([dict(step.params) for step in deadline.steps]))


@given(events, st.integers(0, 5000), st.sampled_from(sorted(CLOCK_UNITS)))
def test_clock_terms_are_elapsed_time(event: datetime, amount: int, unit: str) -> None:
    deadline = counted(event, {"amount": amount, "unit": unit})
    assert deadline.due - event == timedelta(minutes=amount * CLOCK_UNITS[unit])
    assert deadline.steps[-1].params["at"] == deadline.due.strftime("%Y-%m-%dT%H:%M:%S")
