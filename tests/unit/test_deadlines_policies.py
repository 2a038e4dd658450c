"""The readings of the law that a company chooses: what each moves, what it does not, and that it is printed."""

from datetime import timedelta

import pytest
from deadline_cases import codes_of, due, local, shipped_days, steps_of
from deadlines import Acts, CalendarDay, CalendarNotLoaded, Extension, Policy, WorkCalendar

BACK = Policy(day_off="previous_working_day")


@pytest.mark.parametrize(
    ("amount", "unit", "event", "expected"),
    [
        (30, "calendar_days", "2025-12-10", "2025-12-30"),  # 09.01.2026 is moved off: back over the New Year
        (1, "months", "2026-01-15", "2026-02-13"),  # from Sunday to Friday
        (1, "years", "2025-02-23", "2026-02-20"),  # from the holiday over its weekend
        (10, "calendar_days", "2025-10-22", "2025-11-01"),  # a working Saturday is no day off
        (30, "calendar_days", "2025-12-15", "2026-01-14"),
    ],
)
def test_a_last_day_off_moves_back_by_the_policy(
    amount: int, unit: str, event: str, expected: str, calendar: WorkCalendar
) -> None:
    deadline = due(amount, unit, event, calendar, policy=BACK)
    assert deadline.due == deadline.control == local(f"{expected} 23:59:59")


def test_the_move_back_is_printed(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2025-12-10", calendar, policy=BACK)
    assert codes_of(deadline) == ["event", "rule", "counting", "roll_back", "due_day"]
    assert steps_of(deadline)["roll_back"] == {
        "runs": [["2025-12-31", "2025-12-31", "moved_off"], ["2026-01-01", "2026-01-08", "holiday"]]
        + [["2026-01-09", "2026-01-09", "moved_off"]],
        "to": "2025-12-30",
    }
    assert steps_of(deadline)["due_day"] == {"day": "2025-12-30"}


def test_a_move_names_the_days_it_passes_and_no_other() -> None:
    # Tuesday and Thursday are off here: forward to a Friday, back to a Monday, each beside a weekend
    off = [CalendarDay(local(f"2026-01-{day}").date(), False, "local_off") for day in (20, 22)]
    calendar = WorkCalendar.build(shipped_days(), off)
    forward, back = (
        due(5, "calendar_days", event, calendar, policy=policy)
        for event, policy in (("2026-01-17", Policy()), ("2026-01-15", BACK))
    )
    assert steps_of(forward)["roll"] == {"runs": [["2026-01-22", "2026-01-22", "local_off"]], "to": "2026-01-23"}
    assert steps_of(back)["roll_back"] == {"runs": [["2026-01-20", "2026-01-20", "local_off"]], "to": "2026-01-19"}


def test_a_policy_that_moved_nothing_is_not_printed(calendar: WorkCalendar) -> None:
    plain = due(30, "calendar_days", "2025-12-15", calendar)
    for policy in (BACK, Policy(control="due_day"), Policy(backward="strict")):
        deadline = due(30, "calendar_days", "2025-12-15", calendar, policy=policy)
        assert deadline.steps == plain.steps
        assert codes_of(deadline) == ["event", "rule", "counting", "due_day"]


def test_with_no_working_day_to_go_back_to_the_term_moves_forward(calendar: WorkCalendar) -> None:
    # received on a holiday, three days of the New Year later: there is no working day in between
    deadline = due(3, "calendar_days", "2026-01-02", calendar, policy=BACK)
    assert deadline.due == local("2026-01-12 23:59:59")
    assert codes_of(deadline) == ["event", "rule", "counting", "roll", "due_day"]


@pytest.mark.parametrize(
    ("amount", "unit", "how"),
    [
        (3, "calendar_days", {"roll": "none"}),
        (3, "working_days", {}),
        (3, "hours", {}),
        (3, "calendar_days", {"direction": "backward"}),
        (3, "calendar_days", {"direction": "not_before"}),
    ],
)
def test_only_a_term_that_rolls_is_moved_back(
    amount: int, unit: str, how: dict[str, str], calendar: WorkCalendar
) -> None:
    for event in ("2026-01-15", "2026-01-16", "2026-01-21"):
        plain = due(amount, unit, event, calendar, **how)
        assert due(amount, unit, event, calendar, policy=BACK, **how).due == plain.due


def test_an_extended_term_is_moved_back_from_its_new_end(calendar: WorkCalendar) -> None:
    # 15.01 and 31 days are Sunday 15.02.2026
    acts = Acts(extensions=(Extension(16, "calendar_days"),))
    deadline = due(15, "calendar_days", "2026-01-15", calendar, acts=acts, policy=BACK)
    assert deadline.due == local("2026-02-13 23:59:59")
    assert codes_of(deadline) == ["event", "rule", "counting", "extended", "roll_back", "due_day"]


def test_a_term_moved_back_out_of_a_year_not_published_is_preliminary(calendar: WorkCalendar) -> None:
    # 20 days end on Sunday 09.01.2028; the working day before it is 30.12.2027 as long as nobody moves one
    deadline = due(20, "calendar_days", "2027-12-20", calendar, policy=BACK)
    assert deadline.due == local("2027-12-30 23:59:59")
    assert deadline.is_preliminary
    assert steps_of(deadline)["preliminary"] == {"year": 2028}


def test_a_term_is_not_moved_back_out_of_a_year_nobody_loaded() -> None:
    gap = WorkCalendar.build(day for day in shipped_days() if day.day.year != 2025)
    for amount in (20, 60):  # the New Year holidays, and a day of February
        with pytest.raises(CalendarNotLoaded, match="2025"):
            due(amount, "calendar_days", "2024-12-20", gap, policy=BACK)


def test_the_control_date_is_the_working_day_before_and_is_printed(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2025-12-10", calendar)
    assert (deadline.control, deadline.due) == (local("2025-12-30 23:59:59"), local("2026-01-12 23:59:59"))
    assert codes_of(deadline) == ["event", "rule", "counting", "roll", "control", "due_day"]
    assert steps_of(deadline)["control"] == {"day": "2025-12-30"}


def test_the_control_date_may_be_the_due_day(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2025-12-10", calendar, policy=Policy(control="due_day"))
    assert deadline.control == deadline.due == local("2026-01-12 23:59:59")
    assert codes_of(deadline) == ["event", "rule", "counting", "roll", "due_day"]


@pytest.mark.parametrize("days", [0, 1, 3, 30])
@pytest.mark.parametrize("roll", ["none", "next_working_day"])
def test_a_warning_is_never_later_than_the_due_date(days: int, roll: str, calendar: WorkCalendar) -> None:
    for start in range(30):
        event = f"{local('2025-12-15') + timedelta(days=start):%Y-%m-%d}"
        deadline = due(7, "calendar_days", event, calendar, roll=roll, warn_days=days)
        assert local(event) <= deadline.warn <= deadline.due
