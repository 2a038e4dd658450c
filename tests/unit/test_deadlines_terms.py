"""Terms by the Civil Code: dates a person would work out on paper, and refusals."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from deadline_cases import KEMEROVO, due, rule, steps_of
from deadlines import BadTerm, CalendarNotLoaded, TermNotSupported, WorkCalendar, last_day, reckon
from deadlines.terms import add_months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-10-31", 4, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-03-30", 0, "2025-03-30"),
    ],
)
def test_article_192_the_same_number_or_the_last_day(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "expected"),
    [
        # the day of the event is the first one counted
        (1, "working_days", "2026-01-15", "2026-01-15"),
        (2, "working_days", "2026-01-16", "2026-01-19"),
        (1, "working_days", "2026-01-17", "2026-01-19"),
        # the first day of the first calendar: nothing before it counts
        (5, "working_days", "2013-01-01", "2013-01-15"),
        (5, "calendar_days", "2026-01-12", "2026-01-16"),
        (1, "months", "2026-03-01", "2026-03-31"),
        (1, "years", "2025-04-01", "2026-03-31"),
    ],
)
def test_terms_that_count_the_day_of_the_event(
    amount: int, unit: str, event: str, expected: str, calendar: WorkCalendar
) -> None:
    deadline = due(amount, unit, event, calendar, start="event")
    assert deadline.due.date() == date.fromisoformat(expected)


def test_without_a_roll_the_last_day_stays_a_day_off(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2025-12-10", calendar, roll="none")
    assert deadline.due.date() == date(2026, 1, 9)
    assert deadline.control.date() == date(2025, 12, 30)


def test_no_days_at_all_end_with_the_day_of_the_event(calendar: WorkCalendar) -> None:
    assert due(0, "working_days", "2026-01-15", calendar).due.date() == date(2026, 1, 15)
    assert due(0, "minutes", "2026-01-15 10:00", calendar).due.hour == 10
    # received on a Saturday: within the next working day
    assert due(0, "working_days", "2026-01-17", calendar).due.date() == date(2026, 1, 19)


@pytest.mark.parametrize(
    ("event", "control"),
    [
        ("2025-12-10", "2025-12-30"),  # the last day is moved off: back over the New Year
        ("2025-12-15", "2026-01-14"),  # the last day is a working one: the same
    ],
)
def test_control_date_of_thirty_days(event: str, control: str, calendar: WorkCalendar) -> None:
    assert due(30, "calendar_days", event, calendar).control.date() == date.fromisoformat(control)


def test_control_never_comes_before_the_event(calendar: WorkCalendar) -> None:
    # received on a holiday, all three days are days off: no working day to go back to
    deadline = due(3, "calendar_days", "2026-01-02", calendar)
    assert deadline.control == deadline.due
    # the day of the event itself is a working day and may be the control day
    assert due(1, "calendar_days", "2026-01-16", calendar).control.date() == date(2026, 1, 16)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "warn"),
    [
        (30, "calendar_days", "2026-01-15 09:00", "2026-02-11 00:00"),
        (1, "working_days", "2026-01-15 12:00", "2026-01-16 00:00"),
        (1, "working_days", "2026-01-15 23:00", "2026-01-16 00:00"),
        (2, "working_days", "2026-01-14 12:00", "2026-01-15 17:59"),
        (4, "hours", "2026-01-15 12:00", "2026-01-15 14:00"),
    ],
)
def test_a_warning_covers_the_last_day_and_those_before_it_in_the_second_half_of_the_term(
    amount: int, unit: str, event: str, warn: str, calendar: WorkCalendar
) -> None:
    assert due(amount, unit, event, calendar).warn.strftime("%Y-%m-%d %H:%M") == warn


def test_warn_days_of_the_rule(calendar: WorkCalendar) -> None:
    def warned(days: int) -> date:
        return due(30, "calendar_days", "2026-01-15", calendar, warn_days=days).warn.date()

    # due on Monday 16.02.2026
    assert [warned(0), warned(1), warned(5)] == [date(2026, 2, 16), date(2026, 2, 13), date(2026, 2, 9)]


def test_hours_from_the_next_day_begin_at_midnight(calendar: WorkCalendar) -> None:
    deadline = due(72, "hours", "2026-01-15 14:00", calendar, start="next_day")
    assert deadline.due.strftime("%Y-%m-%d %H:%M") == "2026-01-19 00:00"


def test_hours_are_elapsed_time_when_a_zone_changes() -> None:
    # Moscow put its clocks an hour back on 26.10.2014 at 02:00
    event = datetime(2014, 10, 26, 0, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    deadline = reckon(rule(4, "hours"), event, WorkCalendar.build([]))
    assert deadline.due.astimezone(UTC) - event.astimezone(UTC) == timedelta(hours=4)
    assert deadline.due.hour == 3


def test_hours_need_no_calendar() -> None:
    assert due(4, "hours", "2010-04-10 16:30", WorkCalendar.build([])).due.hour == 20


def test_the_local_date_counts(calendar: WorkCalendar) -> None:
    event = datetime(2026, 3, 31, 19, 0, tzinfo=UTC)  # 02:00 on 1 April in Kemerovo
    local = reckon(rule(1, "calendar_days"), event.astimezone(KEMEROVO), calendar)
    assert local.due.date() == date(2026, 4, 2)
    assert reckon(rule(1, "calendar_days"), event, calendar).due.date() == date(2026, 4, 1)


def test_a_year_before_the_calendar_is_refused(calendar: WorkCalendar) -> None:
    for amount, unit in ((30, "calendar_days"), (10, "working_days"), (1, "months")):
        with pytest.raises(CalendarNotLoaded, match="2012"):
            due(amount, unit, "2012-12-20", calendar)


def test_a_year_not_published_gives_a_preliminary_date(calendar: WorkCalendar) -> None:
    deadline = due(10, "working_days", "2027-12-27", calendar)
    assert deadline.is_preliminary
    # 28-30 December, the 31st is moved off; 3-7 January are holidays of the Code; 10-14, 17, 18
    assert deadline.due.date() == date(2028, 1, 18)
    assert steps_of(deadline)["preliminary"] == {"year": 2028}
    assert not due(10, "working_days", "2027-06-01", calendar).is_preliminary


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2029-02-19", "2029-02-27"),  # Friday the 23rd is a holiday and moves nothing
        ("2030-02-18", "2030-02-26"),  # it is a Saturday: Monday is off
        ("2032-04-26", "2032-05-04"),  # so is 1 May
        ("2032-05-03", "2032-05-11"),  # Sunday the 9th moves to the 10th
        ("2042-12-01", "2042-12-08"),  # the last year that is reckoned
    ],
)
def test_years_to_come_are_reckoned_from_the_code(event: str, expected: str, calendar: WorkCalendar) -> None:
    deadline = due(5, "working_days", event, calendar)
    assert deadline.due.date() == date.fromisoformat(expected)
    assert deadline.is_preliminary


@pytest.mark.parametrize(
    ("unit", "how", "feature"),
    [
        ("calendar_days", {"direction": "backward", "roll": "next_working_day"}, "next_working_day"),
        ("working_days", {"hours_by": "office"}, "office"),
        ("hours", {"day_end": "office_close"}, "office_close"),
        ("hours", {"roll": "next_working_day"}, "next_working_day"),
        ("hours", {"direction": "backward", "hours_by": "office"}, "office"),
    ],
)
def test_ways_of_counting_that_contradict_each_other_are_refused(
    unit: str, how: dict[str, str], feature: str, calendar: WorkCalendar
) -> None:
    with pytest.raises(TermNotSupported, match=f"“test” cannot be counted.*“{feature}”"):
        due(5, unit, "2026-01-15", calendar, **how)


@pytest.mark.parametrize(
    ("amount", "unit", "start"),
    [(5, "weeks", "next_day"), (-1, "months", "next_day"), (0, "calendar_days", "event")],
)
def test_what_is_no_term_is_refused(amount: int, unit: str, start: str, calendar: WorkCalendar) -> None:
    with pytest.raises(BadTerm, match=f"{amount} {unit} counted from “{start}”"):
        last_day(rule(amount, unit, start=start).term, date(2026, 1, 15), calendar)


def test_the_explanation_of_an_answer_over_the_new_year(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2025-12-10 14:05", calendar)
    assert [step.code for step in deadline.steps] == [
        "event",
        "rule",
        "counting",
        "roll",
        "control",
        "due_day",
    ]
    steps = steps_of(deadline)
    assert steps["event"] == {"at": "2025-12-10T14:05:00"}
    assert (steps["counting"]["first"], steps["counting"]["last"]) == ("2025-12-11", "2026-01-09")
    assert steps["roll"] == {
        "runs": [["2026-01-09", "2026-01-09", "moved_off"], ["2026-01-10", "2026-01-11", "weekend"]],
        "to": "2026-01-12",
    }
    assert steps["control"] == {"day": "2025-12-30"}


def test_the_explanation_of_working_days_names_the_days_off(calendar: WorkCalendar) -> None:
    steps = steps_of(due(3, "working_days", "2026-12-30", calendar))
    assert steps["skipped"]["runs"] == [
        ["2026-12-31", "2026-12-31", "moved_off"],
        ["2027-01-01", "2027-01-08", "holiday"],
        ["2027-01-09", "2027-01-10", "weekend"],
    ]


def test_the_explanation_of_hours_is_short(calendar: WorkCalendar) -> None:
    deadline = due(4, "hours", "2026-04-10 16:30", calendar)
    assert [step.code for step in deadline.steps] == ["event", "rule", "due_time"]
    assert steps_of(deadline)["due_time"] == {"at": "2026-04-10T20:30:00"}
