"""The golden cases: hand-made, agreed by two independent programs (data/cases/golden_cases.csv)."""

import re
from datetime import date, datetime

import pytest
from deadline_cases import due, read_csv
from deadlines import WorkCalendar

CASES = read_csv("data/cases/golden_cases.csv")
#: Terms the engine does not count yet. They stay in the table, so that the day it learns them this
#: test asks for their rows: an extension (22, 24), a term counted back from an event (28) and a day
#: before which nothing may be done (29).
NOT_COUNTED = {"extension": {22, 24}, "backward": {28}, "not_before": {29}}
PLAIN = [case for case in CASES if case["asks"] not in NOT_COUNTED]


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: f"{case['n']}: {case['rule']}")
def test_golden_case(case: dict[str, str], calendar: WorkCalendar) -> None:
    start = re.sub(" [A-Z][a-z]+$", "", case["start"])
    deadline = due(
        int(case["amount"]),
        case["unit"],
        start,
        calendar,
        start=case["first_counted"],
        roll=case["roll"],
    )
    answer = deadline.control if case["asks"] == "control" else deadline.due
    if case["unit"] == "hours":
        assert answer.replace(tzinfo=None) == datetime.fromisoformat(case["expected_due"])
    else:
        assert answer.date() == date.fromisoformat(case["expected_due"][:10])
        assert answer.time().isoformat() == "23:59:59"


def test_only_the_terms_not_counted_yet_are_left_out() -> None:
    left_out = {asks: {int(case["n"]) for case in CASES if case["asks"] == asks} for asks in NOT_COUNTED}
    assert left_out == NOT_COUNTED
    assert [int(case["n"]) for case in CASES] == list(range(1, 39))


def test_weekdays_of_the_table_are_true() -> None:
    for case in CASES:
        for cell in (case["start"], case["expected_due"]):
            day, _, rest = cell.partition(" ")
            if rest.isalpha():
                assert date.fromisoformat(day).strftime("%a") == rest, case["n"]
