"""Terms, events and acts for property tests, drawn so that they stay inside the published calendar."""

from datetime import datetime, timedelta

from deadline_cases import KEMEROVO
from deadlines import Pause, Policy
from deadlines.terms import CLOCK_UNITS, DAY_UNITS
from hypothesis import strategies as st

#: The longest terms drawn; the calendar holds one and, forward, as much again.
LONGEST = {"calendar_days": 300, "working_days": 200, "months": 9, "years": 1, "hours": 2000, "minutes": 9000}
ALL_UNITS = (*DAY_UNITS, *CLOCK_UNITS)

Arguments = dict[str, object]
events = st.datetimes(datetime(2015, 1, 1), datetime(2025, 3, 31)).map(lambda moment: moment.replace(tzinfo=KEMEROVO))
policies = st.builds(
    Policy,
    st.sampled_from(["next_working_day", "previous_working_day"]),
    st.sampled_from(["previous_working_day", "due_day"]),
    st.sampled_from(["ordinary", "strict"]),
)


@st.composite
def terms(draw: st.DrawFn, units: tuple[str, ...] = DAY_UNITS, directions: tuple[str, ...] = ("forward",)) -> Arguments:
    """Draw the arguments of a rule; what does not go together is not drawn."""
    unit, direction = draw(st.sampled_from(sorted(units))), draw(st.sampled_from(directions))
    how = {"start": draw(st.sampled_from(["event", "next_day"])), "direction": direction}
    if unit in CLOCK_UNITS:
        how["hours_by"] = draw(st.sampled_from(["clock", "office"] if direction == "forward" else ["clock"]))
    else:
        how["day_end"] = draw(st.sampled_from(["midnight", "office_close"]))
        how["roll"] = "none" if direction == "backward" else draw(st.sampled_from(["none", "next_working_day"]))
    return {"amount": draw(st.integers(1, LONGEST[unit])), "unit": unit, **how}


@st.composite
def pauses(draw: st.DrawFn, event: datetime) -> tuple[Pause, ...]:
    """Draw up to three pauses, each beginning when the one before is over or later."""
    found = []
    for _pause in range(draw(st.integers(0, 3))):
        since, stood = (timedelta(hours=draw(st.integers(0, 900))) for _span in range(2))
        found.append(Pause(event + since, event := event + since + stood))
    return tuple(found)
