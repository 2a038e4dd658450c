"""Faults in a table of calendar days: gaps, halves of years, days told twice, kinds that contradict."""

from collections.abc import Iterable, Mapping

import pytest
from deadline_cases import read_csv
from deadlines import FIXED_HOLIDAYS, DeadlineError, calendar_faults
from deadlines.errors import (
    CalendarGap,
    CellNotDate,
    CellNotOneOf,
    CellNotYesNo,
    DayTwice,
    KindContradicts,
    YearIncomplete,
)

Row = Mapping[str, str]
LOCAL = {"date": "2026-04-21", "is_working": "0", "kind": "local_off", "place": "grid.branch,1"}


def year(number: int, without: str = "") -> list[Row]:
    """Return the holidays of a year, but for one."""
    days = (f"{number}-{month:02}-{day:02}" for month, day in FIXED_HOLIDAYS)
    return [{"date": day, "is_working": "0", "kind": "holiday"} for day in days if day != without]


def faults(rows: Iterable[Row], loaded: Iterable[int] = ()) -> list[tuple[int, str, type[DeadlineError], str]]:
    """Return the faults of rows numbered from 2."""
    found = calendar_faults(enumerate(rows, start=2), loaded)
    return [(number, column, type(fault), str(fault)) for number, column, fault in found]


def test_the_shipped_calendar_has_none() -> None:
    assert faults(read_csv("addons/legal_deadline/data/legal.calendar.day.csv")) == []


@pytest.mark.parametrize(
    "day",
    [
        {"date": "2026-04-21", "is_working": "0", "kind": "moved_off"},
        {"date": " 2026-04-25 ", "is_working": "1", "kind": "moved_working"},
        {"date": "2026-04-25", "is_working": "True", "kind": "moved_working"},
        {"date": "2026-04-25", "is_working": "yes", "kind": "local_working"},
        {"date": "2026-04-21", "is_working": "FALSE", "kind": "local_off"},
        {"date": "2026-04-21", "is_working": "no", "kind": "local_off"},
        {"date": "2026-04-21"},  # a day off of the company, as it is when nothing else is said
        {"date": "2026-04-21", "kind": "", "is_working": None},
    ],
)
def test_a_good_day_has_no_fault(day: Row) -> None:
    assert faults([*year(2026), day]) == []


@pytest.mark.parametrize("cell", ["2026-02-29", "21.04.2026", "", None, "Radonitsa"])
def test_a_date_that_is_none(cell: str | None) -> None:
    says = f"“{cell or ''}” is not a date like 2026-01-31."
    assert faults([*year(2026), {**LOCAL, "date": cell}]) == [(16, "date", CellNotDate, says)]


def test_a_row_without_a_date_at_all() -> None:
    assert faults([{"kind": "holiday"}]) == [(2, "date", CellNotDate, "“” is not a date like 2026-01-31.")]


def test_a_kind_that_is_none() -> None:
    says = "“feast” is not one of: holiday, moved_off, moved_working, local_off, local_working."
    assert faults([{**LOCAL, "kind": "feast"}]) == [(2, "kind", CellNotOneOf, says)]


def test_an_answer_that_is_neither_yes_nor_no() -> None:
    assert faults([{**LOCAL, "is_working": "2"}]) == [(2, "is_working", CellNotYesNo, "“2” is not 1 or 0.")]


@pytest.mark.parametrize(
    ("kind", "working"),
    [
        ("holiday", "1"),
        ("moved_off", "1"),
        ("local_off", "1"),
        ("moved_working", "0"),
        ("local_working", "0"),
        ("moved_working", ""),
        ("", "1"),
    ],
)
def test_a_kind_that_contradicts_its_day(kind: str, working: str) -> None:
    says = f"a day of the kind “{kind or 'local_off'}” is the other way round: working or not. Correct one of the two."
    assert faults([{**LOCAL, "kind": kind, "is_working": working}]) == [(2, "is_working", KindContradicts, says)]


def test_a_day_that_stands_twice() -> None:
    twice = [*year(2026), {"date": "2026-01-01", "is_working": "0", "kind": "holiday"}]
    assert faults(twice) == [(16, "date", DayTwice, "the day stands in row 2 already.")]
    assert [fault[3] for fault in faults([LOCAL, LOCAL, LOCAL])] == ["the day stands in row 2 already."] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"place": "grid.branch,1"}, {"place": "grid.branch,2"}),
        ({"place": "", "company_id": "company_a"}, {"place": "", "company_id": "company_b"}),
        ({"place": "", "company_id": "1"}, {"place": "1"}),
        ({"place": "2", "company_id": "1"}, {"place": "", "company_id": "12"}),
    ],
)
def test_a_day_of_two_places_stands_once_in_each(one: Row, other: Row) -> None:
    assert faults([{**LOCAL, **one}, {**LOCAL, **other}]) == []


@pytest.mark.parametrize("missing", ["2026-01-01", "2026-01-08", "2026-05-09", "2026-11-04"])
def test_a_year_without_one_of_its_holidays(missing: str) -> None:
    says = f"the year 2026 lacks the holiday {missing} of the Labour Code, article 112. A year is loaded whole."
    rows = year(2026, without=missing)
    assert faults(rows) == [(2, "date", YearIncomplete, says)]
    assert faults([*year(2025), *rows]) == [(16, "date", YearIncomplete, says)]


def test_a_single_day_of_a_year_that_nobody_loaded_lacks_all_its_holidays() -> None:
    found = faults([{"date": "2026-04-21", "is_working": "0", "kind": "moved_off"}])
    assert {fault[:3] for fault in found} == {(2, "date", YearIncomplete)}
    assert len(found) == len(FIXED_HOLIDAYS)


def test_a_single_day_joins_a_year_that_is_loaded() -> None:
    assert faults([{"date": "2026-04-21", "is_working": "0", "kind": "moved_off"}], loaded=[2026]) == []


@pytest.mark.parametrize(("place", "company"), [("grid.branch,1", ""), ("", "company_a")])
def test_a_day_of_a_place_needs_no_year(place: str, company: str) -> None:
    assert faults([{**LOCAL, "place": place, "company_id": company}]) == []


def test_a_calendar_with_a_gap() -> None:
    says = "the year 2025 is missing between the years of the calendar. Load it first."
    found = faults([*year(2024), *year(2026)])
    assert found == [(2, "date", CalendarGap, says), (16, "date", CalendarGap, says)]
    assert faults([*year(2024), *year(2025), *year(2026)]) == []


@pytest.mark.parametrize(
    ("added", "loaded", "missing"),
    [
        (2028, [2026, 2027], []),
        (2025, [2026, 2027], []),
        (2029, [2026, 2027], [2028]),
        (2020, [2026, 2027], [2021]),
        (2026, [2023, 2024, 2028], [2025, 2027]),
        (2025, [2024, 2026], []),
    ],
)
def test_a_year_is_loaded_next_to_those_that_are_there(added: int, loaded: list[int], missing: list[int]) -> None:
    assert [fault[3].split()[2] for fault in faults(year(added), loaded)] == [str(one) for one in missing]
