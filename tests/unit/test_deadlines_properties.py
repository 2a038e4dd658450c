"""What must be true of every term, and a second, slow way to count that must agree."""

from datetime import datetime, timedelta

from deadline_cases import KEMEROVO, rule, shipped_calendar
from deadlines import NO_ACTS, Acts, Deadline, Extension, Pause, Policy, reckon
from deadlines.terms import CLOCK_UNITS, DAY_UNITS
from drawn_terms import ALL_UNITS, LONGEST, Arguments, events, pauses, policies, terms
from hypothesis import given
from hypothesis import strategies as st
from slow_counter import DAY, last_day_slowly, last_moment_slowly, latest_day_slowly, works

CALENDAR = shipped_calendar()
PLAIN = Policy()
any_term = terms(ALL_UNITS, ("forward", "backward", "not_before"))


def counted(event: datetime, term: Arguments, acts: Acts = NO_ACTS, policy: Policy = PLAIN) -> Deadline:
    return reckon(rule(**term), event, CALENDAR, acts, policy)


def running(event: datetime, term: Arguments, stood: tuple[Pause, ...], policy: Policy) -> tuple[Pause, ...]:
    """Return the first pauses, as long as each begins while the term still runs."""
    for number, pause in enumerate(stood):
        if pause.since > counted(event, term, Acts(stood[:number]), policy).due:
            return stood[:number]
    return stood


@given(events, terms(directions=("forward", "not_before")))
def test_the_slow_counter_agrees(event: datetime, term: Arguments) -> None:
    last = last_day_slowly(event.date(), term["amount"], term["unit"], term["start"], term["roll"])
    assert counted(event, term).due.date() == last + DAY * (term["direction"] == "not_before")


@given(events, terms(directions=("backward",)))
def test_the_slow_counter_agrees_backwards(event: datetime, term: Arguments) -> None:
    for reading in ("ordinary", "strict"):
        first = event.date() + DAY * (term["start"] == "event")
        expected = latest_day_slowly(first, term["amount"], term["unit"], reading == "strict")
        deadline = counted(event, term, policy=Policy(backward=reading))
        assert deadline.due.date() == expected
    assert deadline.control == deadline.due


@given(events, st.integers(0, 3000), st.sampled_from(sorted(CLOCK_UNITS)))
def test_the_slow_counter_agrees_on_hours(event: datetime, amount: int, unit: str) -> None:
    deadline = counted(event, {"amount": amount, "unit": unit})
    assert deadline.due == last_moment_slowly(event, amount, unit)
    assert deadline.due - event == timedelta(minutes=amount * CLOCK_UNITS[unit])


@given(events, events, any_term, policies)
def test_a_later_event_is_never_due_earlier(one: datetime, other: datetime, term: Arguments, policy: Policy) -> None:
    first, second = sorted([one, other])
    assert counted(first, term, policy=policy).due <= counted(second, term, policy=policy).due


@given(events, st.integers(0, 40), any_term, policies)
def test_a_little_later_event_is_never_due_earlier(
    event: datetime, hours: int, term: Arguments, policy: Policy
) -> None:
    later = event + timedelta(hours=hours)
    assert counted(event, term, policy=policy).due <= counted(later, term, policy=policy).due


@given(events, any_term, st.integers(1, 30), policies)
def test_a_longer_term_is_never_due_earlier_nor_a_notice_later(
    event: datetime, term: Arguments, more: int, policy: Policy
) -> None:
    longer = {**term, "amount": term["amount"] + min(more, LONGEST[term["unit"]])}
    dues = [counted(event, one, policy=policy).due for one in (term, longer)]
    assert dues == sorted(dues, reverse=term["direction"] == "backward")


@given(events, st.data(), policies)
def test_rolled_and_working_day_terms_never_end_on_a_day_off(
    event: datetime, data: st.DataObject, policy: Policy
) -> None:
    term = data.draw(terms(("working_days", "calendar_days", "months")))
    roll = {} if term["unit"] == "working_days" else {"roll": "next_working_day"}
    acts = Acts(data.draw(pauses(event)), (Extension(3, term["unit"]),) * data.draw(st.integers(0, 2)))
    assert works(counted(event, {**term, **roll, "pause": "continue"}, acts, policy).due.date())


@given(events, terms(("working_days",), ("backward",)), policies)
def test_a_notice_of_working_days_never_ends_on_a_day_off(event: datetime, term: Arguments, policy: Policy) -> None:
    deadline = counted(event, term, policy=policy)
    assert works(deadline.due.date()) and works(deadline.control.date())


@given(events, any_term, policies, st.integers(0, 12))
def test_control_and_warning_stand_before_the_due_moment(
    event: datetime, term: Arguments, policy: Policy, warn_days: int
) -> None:
    deadline = counted(event, {**term, "warn_days": warn_days}, policy=policy)
    assert deadline.control <= deadline.due
    assert deadline.warn <= deadline.due
    if term["unit"] not in CLOCK_UNITS and event.date() < deadline.due.date():
        assert deadline.warn <= datetime.combine(deadline.due.date(), datetime.min.time(), KEMEROVO)
    if term["direction"] == "backward":
        assert term["unit"] in CLOCK_UNITS or deadline.warn <= deadline.control
        assert deadline.due <= datetime.combine(event.date(), datetime.max.time(), KEMEROVO)
    else:
        assert event <= deadline.warn or deadline.due < event  # after the office closed on its only day
        assert event.date() <= deadline.control.date()


@given(events, st.data(), st.sampled_from(["continue", "restart"]), policies)
def test_a_pause_never_makes_a_date_earlier(event: datetime, data: st.DataObject, how: str, policy: Policy) -> None:
    term = {**data.draw(terms(ALL_UNITS)), "hours_by": "clock", "pause": how}
    extensions = (Extension(5, term["unit"]),) * data.draw(st.integers(0, 2))
    stood = data.draw(pauses(event))
    before = counted(event, term, Acts((), extensions), policy).due
    for some, pause in enumerate(stood, start=1):
        after = counted(event, term, Acts(stood[:some], extensions), policy).due
        assert before <= after
        assert pause.since > before or pause.until.date() <= after.date()  # nothing stands still once it has ended
        before = after


@given(events, st.data(), st.integers(1, 20), policies)
def test_an_extension_never_makes_a_date_earlier(
    event: datetime, data: st.DataObject, more: int, policy: Policy
) -> None:
    term = {**data.draw(terms(ALL_UNITS)), "hours_by": "clock", "pause": "continue"}
    kin = DAY_UNITS if term["unit"] in DAY_UNITS else sorted(CLOCK_UNITS)
    unit = data.draw(st.sampled_from([one for one in kin if one != "years"]))
    stood = running(event, term, data.draw(pauses(event)), policy)
    for extensions in ((Extension(more, unit),) * times for times in (1, 2)):
        plain, longer = (counted(event, term, Acts(stood, given), policy).due for given in (extensions[1:], extensions))
        assert plain <= longer


@given(events, terms(("calendar_days", "working_days")), st.integers(1, 30))
def test_extended_in_its_own_unit_a_term_is_one_longer_term(event: datetime, term: Arguments, more: int) -> None:
    extended = counted(event, term, Acts(extensions=(Extension(more, term["unit"]),)))
    assert extended.due == counted(event, {**term, "amount": term["amount"] + more}).due


@given(events, terms(("calendar_days",)), st.integers(0, 60), st.integers(0, 60))
def test_calendar_days_end_later_by_what_they_stood_still(
    event: datetime, term: Arguments, since: int, stood: int
) -> None:
    plain = {**term, "roll": "none", "amount": term["amount"] + 60, "pause": "continue"}
    pause = Pause(event + since * DAY, event + (since + stood) * DAY)
    assert counted(event, plain, Acts((pause,))).due.date() == counted(event, plain).due.date() + stood * DAY
