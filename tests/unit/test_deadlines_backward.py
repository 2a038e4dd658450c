"""Terms counted back from an event: both readings, what is in time by which, and what the calendar must hold."""

from datetime import UTC, date

import pytest
from deadline_cases import codes_of, due, local, shipped_days, steps_of
from deadlines import CalendarNotLoaded, Deadline, Policy, WorkCalendar, latest_day

STRICT = Policy(backward="strict")


def before(amount: int, unit: str, event: str, calendar: WorkCalendar, **how: object) -> Deadline:
    return due(amount, unit, event, calendar, direction="backward", **how)


def notice_of_a_meter_check(calendar: WorkCalendar, **how: object) -> Deadline:
    """Golden case 28: five working days before Wednesday 13.05.2026, which are 12, 8, 7, 6 and 5 May."""
    return before(5, "working_days", "2026-05-13", calendar, **how)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "ordinary", "strict"),
    [
        (5, "working_days", "2026-05-13", "2026-05-05", "2026-05-04"),
        # over the New Year: 30, 29, 26 and, strictly, 25 December
        (3, "working_days", "2026-01-12", "2025-12-26", "2025-12-25"),
        # the event is on a day off; Saturday 01.11.2025 works
        (2, "working_days", "2025-11-04", "2025-10-31", "2025-10-30"),
        (0, "working_days", "2026-05-13", "2026-05-13", "2026-05-12"),
        (0, "working_days", "2026-05-16", "2026-05-15", "2026-05-15"),
        # calendar days, months and years end on days off and stay there
        (10, "calendar_days", "2026-05-13", "2026-05-03", "2026-05-02"),
        (10, "calendar_days", "2026-01-05", "2025-12-26", "2025-12-25"),
        # article 192: February has no 31st
        (1, "months", "2026-03-31", "2026-02-28", "2026-02-27"),
        (1, "months", "2026-01-15", "2025-12-15", "2025-12-14"),
        (1, "years", "2024-02-29", "2023-02-28", "2023-02-27"),
    ],
)
def test_the_latest_day_by_both_readings(
    amount: int, unit: str, event: str, ordinary: str, strict: str, calendar: WorkCalendar
) -> None:
    deadline = before(amount, unit, event, calendar)
    assert deadline.due == local(f"{ordinary} 23:59:59")
    assert deadline.control == local(f"{strict} 23:59:59")
    assert before(amount, unit, event, calendar, policy=STRICT).due == deadline.control


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (5, "working_days", "2026-05-06"),
        (10, "calendar_days", "2026-05-04"),
        (1, "months", "2026-04-14"),
    ],
)
def test_the_day_of_the_event_may_be_the_first_one_counted(
    amount: int, unit: str, expected: str, calendar: WorkCalendar
) -> None:
    deadline = before(amount, unit, "2026-05-13", calendar, start="event")
    assert deadline.due.date() == date.fromisoformat(expected)


def test_hours_before_an_event_are_elapsed_time(calendar: WorkCalendar) -> None:
    deadline = before(72, "hours", "2026-05-13 10:00", calendar)
    assert deadline.due == deadline.control == local("2026-05-10 10:00")
    assert before(90, "minutes", "2026-05-13 01:00", calendar, policy=STRICT).due == local("2026-05-12 23:30")
    assert codes_of(deadline) == ["event", "rule", "due_time_before"]
    assert steps_of(deadline)["due_time_before"] == {"at": "2026-05-10T10:00:00"}
    assert deadline.verdict(local("2026-05-10 10:00")) == "in_time"
    assert deadline.verdict(local("2026-05-10 10:01")) == "late"
    assert deadline.warn == local("2026-05-08 22:00")  # half as long again before it


@pytest.mark.parametrize(
    ("moment", "ordinary", "strict"),
    [
        ("2026-04-01 10:00", "in_time", "in_time"),
        ("2026-05-04 23:59:59", "in_time", "in_time"),
        ("2026-05-05 00:00", "at_risk", "late"),
        ("2026-05-05 23:59:59", "at_risk", "late"),
        ("2026-05-06 00:00", "late", "late"),
        ("2026-05-14 10:00", "late", "late"),
    ],
)
def test_verdict_on_a_notice(moment: str, ordinary: str, strict: str, calendar: WorkCalendar) -> None:
    for deadline, verdict in (
        (notice_of_a_meter_check(calendar), ordinary),
        (notice_of_a_meter_check(calendar, policy=STRICT), strict),
    ):
        assert deadline.verdict(local(moment)) == verdict
        assert deadline.verdict(local(moment).astimezone(UTC)) == verdict


@pytest.mark.parametrize(
    ("direction", "moment", "verdict"),
    [
        ("forward", "2026-01-29 23:59:59", "in_time"),
        ("forward", "2026-01-30 00:00", "late"),
        ("not_before", "2026-01-15 10:00", "too_early"),
        ("not_before", "2026-01-29 23:59:59", "too_early"),
        ("not_before", "2026-01-30 00:00", "in_time"),
        ("not_before", "2026-12-31 10:00", "in_time"),
    ],
)
def test_verdict_on_an_act_after_the_event(direction: str, moment: str, verdict: str, calendar: WorkCalendar) -> None:
    deadline = due(10, "working_days", "2026-01-15", calendar, direction=direction)
    assert deadline.verdict(local(moment)) == verdict


def test_a_term_that_must_have_passed_plans_nothing_before_its_last_day(calendar: WorkCalendar) -> None:
    # ends on Sunday 18.01.2026: what it bars is allowed from Monday, whatever the days off
    deadline = due(3, "calendar_days", "2026-01-15", calendar, direction="not_before")
    assert deadline.due == local("2026-01-19")
    assert deadline.control == local("2026-01-18 23:59:59")
    assert codes_of(deadline) == ["event", "rule", "counting", "earliest"]


def test_the_ordinary_reading_is_the_one_nobody_need_ask_for(calendar: WorkCalendar) -> None:
    term = notice_of_a_meter_check(calendar).rule.term
    assert latest_day(term, date(2026, 5, 13), calendar) == date(2026, 5, 5)
    assert latest_day(term, date(2026, 5, 13), calendar, strict=True) == date(2026, 5, 4)


def test_the_company_plans_by_the_strict_day_whatever_its_control_policy(calendar: WorkCalendar) -> None:
    for policy in (Policy(), STRICT, Policy(control="due_day")):
        assert notice_of_a_meter_check(calendar, policy=policy).control == local("2026-05-04 23:59:59")


@pytest.mark.parametrize(
    ("event", "days", "warn"),
    [
        ("2026-05-13", 3, "2026-04-28"),  # three working days before the 4th: 30, 29, 28 April
        ("2026-05-13", 0, "2026-05-04"),
        ("2013-01-22", 3, "2013-01-09"),  # the first working day that the calendar knows
        ("2013-01-17", 3, "2013-01-01"),  # it knows none before
    ],
)
def test_a_notice_is_due_soon_before_its_strict_day(event: str, days: int, warn: str, calendar: WorkCalendar) -> None:
    assert before(5, "working_days", event, calendar, warn_days=days).warn == local(warn)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "year"),
    [
        (3, "working_days", "2013-01-10", 2012),
        (10, "calendar_days", "2013-01-05", 2012),
        (1, "months", "2013-01-20", 2012),
        (1, "years", "2013-06-20", 2012),
        (3, "working_days", "2005-06-15", 2005),
        (3, "working_days", "2043-06-15", 2043),
    ],
)
def test_a_notice_in_a_year_nobody_loaded_is_refused(
    amount: int, unit: str, event: str, year: int, calendar: WorkCalendar
) -> None:
    with pytest.raises(CalendarNotLoaded, match=f"calendar of {year} is not loaded; it is loaded for 2013-2027"):
        before(amount, unit, event, calendar)


def test_a_missing_year_between_is_refused() -> None:
    gap = WorkCalendar.build(day for day in shipped_days() if day.day.year != 2025)
    assert before(3, "working_days", "2026-01-16", gap).due.date() == date(2026, 1, 13)
    with pytest.raises(CalendarNotLoaded, match="2025"):
        before(3, "working_days", "2026-01-13", gap)
    with pytest.raises(CalendarNotLoaded, match="2013 is not loaded; it is loaded for —"):
        before(3, "working_days", "2013-01-13", WorkCalendar.build([]))


def test_a_notice_is_preliminary_while_the_year_of_its_event_is_not_published(calendar: WorkCalendar) -> None:
    # 11 and 10 January 2028, then 30.12.2027: the 31st is moved off, 3-7 January are holidays of the Code
    deadline = before(3, "working_days", "2028-01-12", calendar)
    assert deadline.due.date() == date(2027, 12, 30)
    assert deadline.is_preliminary
    assert steps_of(deadline)["preliminary"] == {"year": 2028}
    assert not before(3, "working_days", "2027-12-31", calendar).is_preliminary


def test_the_explanation_of_the_ordinary_reading(calendar: WorkCalendar) -> None:
    deadline = notice_of_a_meter_check(calendar)
    assert codes_of(deadline) == ["event", "rule", "backward", "skipped", "strict", "due_day"]
    steps = steps_of(deadline)
    assert steps["backward"] == {
        "event": "2026-05-13",
        "last": "2026-05-05",
        "strict": "2026-05-04",
        "start": "next_day",
        "amount": 5,
        "unit": "working_days",
        "reading": "ordinary",
    }
    assert steps["skipped"]["runs"] == [
        ["2026-05-09", "2026-05-09", "holiday"],
        ["2026-05-10", "2026-05-10", "weekend"],
        ["2026-05-11", "2026-05-11", "moved_off"],
    ]
    assert steps["strict"] == {"day": "2026-05-04"}
    assert steps["due_day"] == {"day": "2026-05-05"}


def test_the_explanation_of_the_strict_reading_names_it(calendar: WorkCalendar) -> None:
    deadline = notice_of_a_meter_check(calendar, policy=STRICT)
    assert codes_of(deadline) == ["event", "rule", "backward", "skipped", "due_day"]
    assert steps_of(deadline)["backward"]["reading"] == "strict"
    assert steps_of(deadline)["due_day"] == {"day": "2026-05-04"}


def test_a_day_off_of_the_event_is_named_when_it_would_be_the_first_one_counted(calendar: WorkCalendar) -> None:
    # Saturday 16.05.2026 and back: 15 and 14 May
    deadline = before(2, "working_days", "2026-05-16", calendar, start="event")
    assert steps_of(deadline)["due_day"] == {"day": "2026-05-14"}
    assert steps_of(deadline)["skipped"]["runs"] == [["2026-05-16", "2026-05-16", "weekend"]]


def test_calendar_days_before_an_event_leave_nothing_out(calendar: WorkCalendar) -> None:
    assert codes_of(before(10, "calendar_days", "2026-05-13", calendar)) == [
        "event",
        "rule",
        "backward",
        "strict",
        "due_day",
    ]
