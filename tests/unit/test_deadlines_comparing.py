"""Why a date counted again differs: another edition, days off that came or went, a reading, a calendar published."""

from dataclasses import replace
from datetime import date

import pytest
from deadline_cases import due, local, rule, shipped_calendar, shipped_days
from deadlines import CalendarDay, Deadline, Policy, Rule, WorkCalendar, article_112, differences, reckon
from recounted import as_stored

CALENDAR = shipped_calendar()
RADONITSA, SATURDAY = date(2026, 4, 21), date(2026, 4, 25)
LOCAL = WorkCalendar.build(
    shipped_days(), [CalendarDay(RADONITSA, False, "local_off"), CalendarDay(SATURDAY, True, "local_working")]
)
PUBLISHED = WorkCalendar.build([*shipped_days(), *article_112(2028)])
BACK, STRICT = Policy(day_off="previous_working_day"), Policy(backward="strict")


def told(old: Deadline, new: Deadline) -> list[tuple[str, object]]:
    return list(differences(as_stored(old), as_stored(new)))


def week(calendar: WorkCalendar, **how: object) -> Deadline:
    """Count ten working days from 15.04.2026, over Radonitsa."""
    return due(10, "working_days", "2026-04-15", calendar, **how)


@pytest.mark.parametrize("unit", ["working_days", "calendar_days", "months", "hours"])
@pytest.mark.parametrize("direction", ["forward", "backward", "not_before"])
def test_the_same_is_no_difference(unit: str, direction: str) -> None:
    one, other = (due(10, unit, "2026-04-15 10:00", CALENDAR, direction=direction) for _time in range(2))
    assert told(one, other) == []


def test_days_off_that_came_and_went() -> None:
    assert told(week(CALENDAR), week(LOCAL)) == [("off", [RADONITSA]), ("working", [SATURDAY])]
    assert told(week(LOCAL), week(CALENDAR)) == [("off", [SATURDAY]), ("working", [RADONITSA])]


def test_days_off_after_the_earlier_of_both_dates_explain_nothing() -> None:
    # the longer term leaves out the weekend that the shorter one never came to
    short, long = (due(amount, "working_days", "2026-03-10", CALENDAR) for amount in (3, 6))
    assert told(short, long) == []


def test_another_edition_is_named() -> None:
    def by(key: int, amount: int) -> Deadline:
        edition: Rule = replace(rule(amount, "calendar_days"), key=key)
        return reckon(edition, local("2026-01-15"), CALENDAR)

    assert told(by(7, 30), by(8, 15)) == [("edition", 8)]


def test_a_contested_norm_that_is_read_another_way() -> None:
    forward = [due(30, "calendar_days", "2025-12-10", CALENDAR, policy=policy) for policy in (Policy(), BACK)]
    assert ("reading", "") in told(*forward)
    assert ("reading", "") in told(*reversed(forward))
    before = [week(CALENDAR, direction="backward", policy=policy) for policy in (Policy(), STRICT)]
    assert told(*before) == [("reading", "")]


def test_a_roll_that_only_one_of_both_needs_is_no_other_reading() -> None:
    # 21.04.2026 is a day off by the local calendar alone
    plain, moved = (due(6, "calendar_days", "2026-04-15", calendar) for calendar in (CALENDAR, LOCAL))
    assert told(plain, moved) == [("off", [RADONITSA])]


def test_a_calendar_that_was_published_meanwhile() -> None:
    old, new = (due(10, "working_days", "2027-12-27", calendar) for calendar in (CALENDAR, PUBLISHED))
    assert old.is_preliminary and not new.is_preliminary
    assert told(old, new) == [("published", 2028)]
    assert told(new, old) == []


def test_hours_differ_by_nothing_but_their_edition() -> None:
    for how in ({}, {"direction": "backward"}, {"hours_by": "office"}):
        one, other = (due(amount, "hours", "2026-01-15 10:00", CALENDAR, **how) for amount in (4, 5))
        assert told(one, other) == []


def test_office_hours_over_a_day_that_is_off_now() -> None:
    old, new = (due(4, "hours", "2026-04-20 16:00", calendar, hours_by="office") for calendar in (CALENDAR, LOCAL))
    assert (old.due, new.due) == (local("2026-04-21 11:00"), local("2026-04-22 11:00"))
    assert told(old, new) == [("off", [RADONITSA])]
