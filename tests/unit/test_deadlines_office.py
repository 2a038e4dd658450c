"""Office hours: a last day that ends when the office closes, and terms that run only while it is open."""

from datetime import time

import pytest
from deadline_cases import codes_of, due, local, shipped_days, steps_of
from deadlines import BadOfficeHours, CalendarDay, CalendarNotLoaded, Deadline, OfficeHours, WorkCalendar


def closing(amount: int, event: str, calendar: WorkCalendar, **how: object) -> Deadline:
    """Count working days whose last one ends with the office, open from 8:00 to 17:00."""
    return due(amount, "working_days", event, calendar, day_end="office_close", **how)


def in_office(amount: int, unit: str, event: str, calendar: WorkCalendar, **how: object) -> Deadline:
    """Count hours in which the office, open from 8:00 to 17:00, is open."""
    return due(amount, unit, event, calendar, hours_by="office", **how)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2026-01-15", "2026-01-16 17:00"),
        ("2026-04-29", "2026-04-30 16:00"),  # the eve of 1 May
        ("2026-06-10", "2026-06-11 16:00"),  # the eve of 12 June
        ("2026-03-05", "2026-03-06 17:00"),  # Friday before a holiday on Sunday: its eve is a day off
        ("2025-12-29", "2025-12-30 17:00"),  # the eve of the New Year is a day off
        ("2025-10-31", "2025-11-01 16:00"),  # a working Saturday instead of an eve of a holiday
        ("2024-04-26", "2024-04-27 17:00"),  # a working Saturday instead of a plain Monday
    ],
)
def test_the_last_day_ends_when_the_office_closes(event: str, expected: str, calendar: WorkCalendar) -> None:
    deadline = closing(1, event, calendar)
    assert deadline.due == local(expected)
    assert codes_of(deadline)[-2:] == ["due_day", "office_close"]
    assert steps_of(deadline)["office_close"] == {"at": expected.replace(" ", "T") + ":00"}


def test_the_office_has_its_own_hours(calendar: WorkCalendar) -> None:
    office = OfficeHours(time(9, 30), time(18, 15))
    assert closing(1, "2026-01-15", calendar, office=office).due == local("2026-01-16 18:15")
    assert closing(1, "2026-04-29", calendar, office=office).due == local("2026-04-30 17:15")


def test_a_day_marked_short_closes_an_hour_earlier() -> None:
    short = CalendarDay(local("2026-01-17").date(), True, "local_working", is_short=True)
    calendar = WorkCalendar.build(shipped_days(), [short])
    assert closing(2, "2026-01-15", calendar).due == local("2026-01-17 16:00")


def test_a_paper_is_in_time_until_the_office_closes(calendar: WorkCalendar) -> None:
    deadline = closing(1, "2026-01-15", calendar)
    assert deadline.verdict(local("2026-01-16 17:00")) == "in_time"
    assert deadline.verdict(local("2026-01-16 17:00:01")) == "late"


def test_the_control_date_ends_with_the_office_too(calendar: WorkCalendar) -> None:
    # ends on Friday 12 June, a holiday: the control date is its eve, an hour shorter
    deadline = due(30, "calendar_days", "2026-05-13", calendar, day_end="office_close")
    assert (deadline.control, deadline.due) == (local("2026-06-11 16:00"), local("2026-06-15 17:00"))


def test_a_notice_before_an_event_ends_with_the_office(calendar: WorkCalendar) -> None:
    deadline = closing(2, "2026-05-05", calendar, direction="backward")
    assert (deadline.due, deadline.control) == (local("2026-04-30 16:00"), local("2026-04-29 17:00"))
    assert deadline.verdict(local("2026-04-29 17:00")) == "in_time"
    assert deadline.verdict(local("2026-04-30 16:00")) == "at_risk"
    assert deadline.verdict(local("2026-04-30 16:30")) == "late"


@pytest.mark.parametrize(
    ("amount", "unit", "event", "expected"),
    [
        (4, "hours", "2026-01-15 10:00", "2026-01-15 14:00"),
        (4, "hours", "2026-01-15 13:00", "2026-01-15 17:00"),  # ends as the office closes
        (4, "hours", "2026-01-15 15:00", "2026-01-16 10:00"),  # two hours today, two tomorrow
        (90, "minutes", "2026-01-15 16:00", "2026-01-16 08:30"),
        (4, "hours", "2026-01-15 06:00", "2026-01-15 12:00"),  # before the office opens
        (4, "hours", "2026-01-15 17:00", "2026-01-16 12:00"),  # as it closes
        (4, "hours", "2026-01-15 18:00", "2026-01-16 12:00"),  # after it has closed
        (4, "hours", "2026-01-17 10:00", "2026-01-19 12:00"),  # on a Saturday
        (20, "hours", "2026-01-15 08:00", "2026-01-19 10:00"),  # nine hours a day, over a weekend
        (4, "hours", "2026-04-30 15:00", "2026-05-04 11:00"),  # the eve of 1 May has one hour left
        (2, "hours", "2025-12-30 16:00", "2026-01-12 09:00"),  # over the New Year
        (2, "hours", "2025-11-01 15:00", "2025-11-05 09:00"),  # a working Saturday, short; 3 and 4 November are off
        (0, "minutes", "2026-01-15 10:00", "2026-01-15 10:00"),
        (0, "minutes", "2026-01-15 06:00", "2026-01-15 08:00"),
        (0, "minutes", "2026-01-15 17:00", "2026-01-16 08:00"),
    ],
)
def test_hours_run_while_the_office_is_open(
    amount: int, unit: str, event: str, expected: str, calendar: WorkCalendar
) -> None:
    deadline = in_office(amount, unit, event, calendar)
    assert deadline.due == deadline.control == local(expected)


def test_office_hours_from_the_next_day_begin_as_the_office_opens(calendar: WorkCalendar) -> None:
    assert in_office(4, "hours", "2026-01-15 10:00", calendar, start="next_day").due == local("2026-01-16 12:00")
    assert in_office(4, "hours", "2026-01-16 10:00", calendar, start="next_day").due == local("2026-01-19 12:00")


def test_an_office_open_for_less_than_an_hour_is_closed_on_the_eve_of_a_holiday(calendar: WorkCalendar) -> None:
    office = OfficeHours(time(8), time(8, 30))
    for minutes, expected in ((0, "2026-05-04 08:00"), (20, "2026-05-04 08:20")):
        assert in_office(minutes, "minutes", "2026-04-30 06:00", calendar, office=office).due == local(expected)


def test_the_explanation_of_office_hours_names_the_days_off(calendar: WorkCalendar) -> None:
    deadline = in_office(4, "hours", "2026-01-16 15:00", calendar)
    assert codes_of(deadline) == ["event", "rule", "skipped", "due_time"]
    assert steps_of(deadline)["skipped"]["runs"] == [["2026-01-17", "2026-01-18", "weekend"]]
    assert steps_of(deadline)["due_time"] == {"at": "2026-01-19T10:00:00", "by": "office"}
    assert codes_of(in_office(4, "hours", "2026-01-15 10:00", calendar)) == ["event", "rule", "due_time"]


def test_office_hours_are_due_soon_in_their_second_half(calendar: WorkCalendar) -> None:
    assert in_office(4, "hours", "2026-01-15 10:00", calendar).warn == local("2026-01-15 12:00")


def test_office_hours_in_a_year_not_published_are_preliminary(calendar: WorkCalendar) -> None:
    deadline = in_office(4, "hours", "2027-12-30 15:00", calendar)  # the eve of the New Year is moved off
    assert deadline.due == local("2028-01-10 10:00")
    assert deadline.is_preliminary
    assert steps_of(deadline)["preliminary"] == {"year": 2028}
    assert not in_office(4, "hours", "2027-12-29 15:00", calendar).is_preliminary


@pytest.mark.parametrize(("event", "year"), [("2012-12-28 10:00", 2012), ("2050-01-15 10:00", 2050)])
def test_office_hours_in_a_year_nobody_loaded_are_refused(event: str, year: int, calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarNotLoaded, match=f"calendar of {year} is not loaded"):
        in_office(4, "hours", event, calendar)


@pytest.mark.parametrize(("opens", "closes"), [(time(8), time(8)), (time(17), time(8))])
def test_an_office_that_closes_before_it_opens_is_refused(opens: time, closes: time) -> None:
    with pytest.raises(BadOfficeHours, match=f"open from {opens:%H:%M} to {closes:%H:%M} has no hours"):
        OfficeHours(opens, closes)
