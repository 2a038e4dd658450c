"""Extensions of a term: from its original start, as often and as long as its law says, and told of in time."""

from datetime import date

import pytest
from deadline_cases import codes_of, due, local, pause, rule, shipped_days, steps_of
from deadlines import (
    Acts,
    CalendarNotLoaded,
    DeadlineError,
    Extension,
    ExtensionLaw,
    ExtensionSpent,
    ExtensionTooLate,
    ExtensionTooLong,
    NoExtension,
    TermNotSupported,
    WorkCalendar,
    check_extension,
)

ANSWER = rule(30, "calendar_days", extension=ExtensionLaw(30, "calendar_days"))
DUE = local("2026-02-16 23:59:59")
BEFORE = local("2026-02-10 12:00")


def extended(*extensions: tuple[int, str]) -> Acts:
    return Acts(extensions=tuple(Extension(*one) for one in extensions))


@pytest.mark.parametrize(
    ("amount", "unit", "event", "more", "expected"),
    [
        # the same unit: one longer term from the original start
        (30, "calendar_days", "2026-01-15", 30, "2026-03-16"),
        (10, "working_days", "2025-12-23", 5, "2026-01-23"),
        # 31 January, then the 31st of March: never the 28th, where the bare month ended
        (1, "months", "2026-01-31", 1, "2026-03-31"),
        (1, "years", "2024-02-29", 1, "2026-03-02"),
    ],
)
def test_an_extension_in_the_unit_of_the_term_counts_from_the_original_start(
    amount: int, unit: str, event: str, more: int, expected: str, calendar: WorkCalendar
) -> None:
    deadline = due(amount, unit, event, calendar, acts=extended((more, unit)))
    assert deadline.due.date() == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "extension", "expected"),
    [
        # ends on Friday 09.01.2026, moved off; the 12th is the first working day after it, not after its shift
        (30, "calendar_days", "2025-12-10", (5, "working_days"), "2026-01-16"),
        # ends on 16.01.2026; the thirtieth day after it is Sunday 15.02
        (10, "working_days", "2025-12-23", (30, "calendar_days"), "2026-02-15"),
        (1, "months", "2026-01-31", (10, "calendar_days"), "2026-03-10"),
    ],
)
def test_an_extension_in_another_unit_counts_from_the_end_before_any_roll(
    amount: int, unit: str, event: str, extension: tuple[int, str], expected: str, calendar: WorkCalendar
) -> None:
    assert due(amount, unit, event, calendar, acts=extended(extension)).due.date() == date.fromisoformat(expected)


def test_a_term_is_extended_as_often_as_its_law_says(calendar: WorkCalendar) -> None:
    acts = extended((30, "calendar_days"), (30, "calendar_days"))
    deadline = due(30, "calendar_days", "2026-01-15", calendar, acts=acts)
    assert deadline.due.date() == date(2026, 4, 15)
    assert [step.params["last"] for step in deadline.steps if step.code == "extended"] == ["2026-03-16", "2026-04-15"]


def test_months_after_another_unit_keep_their_number(calendar: WorkCalendar) -> None:
    # 10 working days end on 30.01.2026; two months after it are 30.03, though February has no such day
    acts = extended((1, "months"), (1, "months"))
    assert due(10, "working_days", "2026-01-16", calendar, acts=acts).due.date() == date(2026, 3, 30)


def test_hours_are_extended_by_hours_and_minutes(calendar: WorkCalendar) -> None:
    acts = extended((24, "hours"), (30, "minutes"))
    deadline = due(4, "hours", "2026-01-15 10:00", calendar, acts=acts)
    assert deadline.due == local("2026-01-16 14:30")
    assert codes_of(deadline) == ["event", "rule", "extended", "extended", "due_time"]
    assert steps_of(deadline)["extended"] == {"amount": 30, "unit": "minutes"}


@pytest.mark.parametrize(
    ("amount", "unit", "extension"),
    [(4, "hours", (1, "calendar_days")), (30, "calendar_days", (24, "hours"))],
)
def test_hours_do_not_lengthen_days_nor_days_hours(
    amount: int, unit: str, extension: tuple[int, str], calendar: WorkCalendar
) -> None:
    with pytest.raises(TermNotSupported, match=f"“test” cannot be counted: “{extension[1]}”"):
        due(amount, unit, "2026-01-15", calendar, acts=extended(extension))


def test_the_explanation_of_an_extended_answer(calendar: WorkCalendar) -> None:
    deadline = due(30, "calendar_days", "2026-01-15", calendar, acts=extended((30, "calendar_days")))
    assert codes_of(deadline) == ["event", "rule", "counting", "extended", "due_day"]
    assert steps_of(deadline)["counting"]["last"] == "2026-02-14"
    assert steps_of(deadline)["extended"] == {"amount": 30, "unit": "calendar_days", "last": "2026-03-16"}


@pytest.mark.parametrize(
    ("amount", "unit", "extension", "skipped"),
    [
        # weekends of an extension by calendar days count, and are not said to be left out
        (3, "working_days", (10, "calendar_days"), [["2026-01-17", "2026-01-18", "weekend"]]),
        # of a term of calendar days only its extension by working days leaves weekends out
        (6, "calendar_days", (3, "working_days"), [["2026-01-24", "2026-01-25", "weekend"]]),
    ],
)
def test_days_off_are_left_out_where_working_days_are_counted(
    amount: int, unit: str, extension: tuple[int, str], skipped: list[list[str]], calendar: WorkCalendar
) -> None:
    deadline = due(amount, unit, "2026-01-15", calendar, acts=extended(extension))
    assert steps_of(deadline)["skipped"]["runs"] == skipped


def test_an_extension_into_a_year_nobody_loaded_is_refused() -> None:
    gap = WorkCalendar.build(day for day in shipped_days() if day.day.year != 2025)
    for unit in ("working_days", "calendar_days", "months"):
        with pytest.raises(CalendarNotLoaded, match="2025"):
            due(10, "working_days", "2024-12-09", gap, acts=extended((30, unit)))


@pytest.mark.parametrize("empty", [Acts(), Acts((), ())])
@pytest.mark.parametrize("direction", ["forward", "backward", "not_before"])
def test_no_acts_are_no_acts_whoever_made_them(direction: str, empty: Acts, calendar: WorkCalendar) -> None:
    plain = due(5, "working_days", "2026-03-12", calendar, direction=direction)
    assert due(5, "working_days", "2026-03-12", calendar, direction=direction, acts=empty).due == plain.due


@pytest.mark.parametrize(
    ("unit", "how", "feature"),
    [
        ("working_days", {"direction": "backward"}, "backward"),
        ("working_days", {"direction": "not_before"}, "not_before"),
        ("hours", {"hours_by": "office"}, "office"),
    ],
)
def test_only_a_term_that_runs_forward_by_the_clock_is_extended_or_paused(
    unit: str, how: dict[str, str], feature: str, calendar: WorkCalendar
) -> None:
    for acts in (extended((1, unit)), Acts((pause("2026-01-16", "2026-01-19"),))):
        with pytest.raises(TermNotSupported, match=f"“{feature}”"):
            due(5, unit, "2026-01-15", calendar, acts=acts, **how)


@pytest.mark.parametrize("amount", [1, 30])
def test_an_extension_decided_and_told_of_before_the_term_ends_is_lawful(amount: int) -> None:
    check_extension(ANSWER, 0, amount, (BEFORE, BEFORE, DUE))
    check_extension(ANSWER, 0, amount, (DUE, DUE, DUE))


def test_a_law_may_allow_more_than_one_extension() -> None:
    twice = rule(30, "calendar_days", extension=ExtensionLaw(30, "calendar_days", most=2))
    check_extension(twice, 1, 30, (BEFORE, BEFORE, DUE))
    with pytest.raises(ExtensionSpent, match="extended 2 times already; its law allows 2"):
        check_extension(twice, 2, 30, (BEFORE, BEFORE, DUE))


@pytest.mark.parametrize(
    ("law", "taken", "amount", "at", "notified", "refusal", "says"),
    [
        (None, 0, 30, BEFORE, BEFORE, NoExtension, "“test” cannot be extended: its law knows no extension"),
        (ANSWER, 1, 30, BEFORE, BEFORE, ExtensionSpent, "extended 1 times already; its law allows 1"),
        (ANSWER, 0, 31, BEFORE, BEFORE, ExtensionTooLong, "by 30 calendar_days at most, not by 31"),
        (ANSWER, 0, 0, BEFORE, BEFORE, ExtensionTooLong, "not by 0"),
        (ANSWER, 0, -5, BEFORE, BEFORE, ExtensionTooLong, "not by -5"),
        (ANSWER, 0, 30, local("2026-02-17"), BEFORE, ExtensionTooLate, "ended on 2026-02-16.*decision: 2026-02-17"),
        (ANSWER, 0, 30, BEFORE, local("2026-02-17"), ExtensionTooLate, "the notice: 2026-02-17"),
    ],
)
def test_an_extension_that_the_law_does_not_allow_is_refused(
    law: object, taken: int, amount: int, at: object, notified: object, refusal: type[DeadlineError], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        check_extension(law or rule(30, "calendar_days"), taken, amount, (at, notified, DUE))
