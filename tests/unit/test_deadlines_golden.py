"""The golden cases: hand-made, agreed by two independent programs (data/cases/golden_cases.csv)."""

import re
from datetime import date, time

import pytest
from deadline_cases import KEMEROVO, due, local, read_csv, steps_of
from deadlines import Acts, Deadline, Extension, Policy, WorkCalendar

CASES = read_csv("data/cases/golden_cases.csv")
OF_DAYS = [case for case in CASES if case["unit"] != "hours"]


def counted(case: dict[str, str], calendar: WorkCalendar, **given: object) -> Deadline:
    """Count a case; `10+5 working days` in its name is an extension by five."""
    start, _, _weekday = case["start"].partition(" ") if case["unit"] != "hours" else (case["start"], "", "")
    if case["asks"] == "extension":
        longer = re.match(r"\d+\+(\d+) ", case["rule"])
        given["acts"] = Acts(extensions=(Extension(int(longer[1]), case["unit"]),))
    directions = {"backward": "backward", "not_before": "not_before"}
    how = {"start": case["first_counted"], "roll": case["roll"], "direction": directions.get(case["asks"], "forward")}
    return due(int(case["amount"]), case["unit"], start, calendar, **how, **given)


@pytest.mark.parametrize("case", OF_DAYS, ids=lambda case: f"{case['n']}: {case['rule']}")
def test_golden_case_of_days(case: dict[str, str], calendar: WorkCalendar) -> None:
    deadline, expected = counted(case, calendar), date.fromisoformat(case["expected_due"][:10])
    answer = deadline.control if case["asks"] == "control" else deadline.due
    # of a term that must have passed the table names the first day after it, from its midnight on
    ends = time(0) if case["asks"] == "not_before" else time(23, 59, 59)
    assert (answer.date(), answer.time(), answer.tzinfo) == (expected, ends, KEMEROVO)


@pytest.mark.parametrize("number", [36, 37, 38])
def test_golden_case_of_hours(number: int, calendar: WorkCalendar) -> None:
    case = CASES[number - 1]
    assert case["unit"] == "hours"
    assert counted(case, calendar).due == local(case["expected_due"])


def test_case_29_says_the_day_after_and_what_has_passed(calendar: WorkCalendar) -> None:
    deadline = counted(CASES[28], calendar)
    assert steps_of(deadline)["earliest"] == {"day": "2026-01-16", "passed": "2026-01-15"}


def test_case_28_by_the_strict_reading_is_the_working_day_before(calendar: WorkCalendar) -> None:
    strict = counted(CASES[27], calendar, policy=Policy(backward="strict"))
    assert strict.due == local("2026-05-04 23:59:59")


def test_case_30_by_the_policy_of_the_previous_working_day_is_the_due_date(calendar: WorkCalendar) -> None:
    policy = Policy(day_off="previous_working_day")
    assert counted(CASES[29], calendar, policy=policy).due == local("2025-12-30 23:59:59")
    # in time until 12.01.2026 by article 193, which is case 2
    assert counted(CASES[29], calendar).due == counted(CASES[1], calendar).due == local("2026-01-12 23:59:59")


def test_case_22_is_not_counted_from_the_shifted_date(calendar: WorkCalendar) -> None:
    assert counted(CASES[21], calendar).due.date() != date(2026, 3, 18)


def test_the_table_is_whole() -> None:
    assert [int(case["n"]) for case in CASES] == list(range(1, 39))
    asked = {case["asks"]: 0 for case in CASES}
    for case in CASES:
        asked[case["asks"]] += 1
    assert asked == {"due": 33, "extension": 2, "backward": 1, "not_before": 1, "control": 1}


def test_weekdays_of_the_table_are_true() -> None:
    for case in CASES:
        for cell in (case["start"], case["expected_due"]):
            day, _, rest = cell.partition(" ")
            if rest.isalpha():
                assert date.fromisoformat(day).strftime("%a") == rest, case["n"]
