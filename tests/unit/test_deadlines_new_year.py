"""A year that joins the production calendar: what is unusual in it, and what article 112 still owes it."""

from datetime import date

import holidays
import pytest
from deadline_cases import read_csv
from deadlines import (
    CalendarDay,
    WorkCalendar,
    article_112,
    calendar_faults,
    days_owed,
    unusual_days,
    working_days,
)

OFF, WORKING = (False, "moved_off"), (True, "moved_working")


def shipped(year: int) -> list[CalendarDay]:
    """The shipped days of a year, short ones marked."""
    rows = read_csv("addons/legal_deadline/data/legal.calendar.day.csv")
    return [
        CalendarDay(date.fromisoformat(row["date"]), row["is_working"] == "1", row["kind"], row["is_short"] == "1")
        for row in rows
        if row["date"].startswith(str(year))
    ]


def moved(*days: str) -> list[CalendarDay]:
    """Days off moved to weekdays; `+` stands before a working Saturday."""
    return [CalendarDay(date.fromisoformat(day.strip("+")), *(WORKING if day[0] == "+" else OFF)) for day in days]


def test_unusual_days_are_the_shipped_ones() -> None:
    """Of 2024, with three working Saturdays: the one for 30 April is short, as every eve of a holiday."""
    off = {day.day for day in shipped(2024) if not day.is_working}
    on = {day.day for day in shipped(2024) if day.is_working}
    swapped = {date(2024, 4, 29): date(2024, 4, 27), date(2024, 4, 30): date(2024, 11, 2)}
    days = list(unusual_days(2024, lambda day: day in on or (day.weekday() < 5 and day not in off), swapped))
    assert days == shipped(2024)
    assert [day.day for day in days if day.is_short] == [date(2024, 11, 2)]


def test_an_ordinary_year_has_its_holidays_alone() -> None:
    days = list(unusual_days(2028, lambda day: day.weekday() < 5))
    assert {day.kind for day in days} == {"holiday"}
    assert len(days) == 14


@pytest.mark.parametrize("year", range(2013, 2028))
def test_a_published_year_owes_nothing(year: int) -> None:
    assert days_owed(year, shipped(year)) == 0


def test_article_112_alone_owes_the_two_days_of_january() -> None:
    assert {days_owed(year, article_112(year)) for year in range(2028, 2060)} == {2}


def test_the_package_owes_days_where_it_knows_no_resolution() -> None:
    """4 November 2028 is a Saturday: its Monday is lacking too."""
    peer = holidays.country_holidays("RU", years=2028)
    assert days_owed(2028, unusual_days(2028, peer.is_working_day)) == 3


@pytest.mark.parametrize(
    ("days", "owed"),
    [
        ((), 2),
        (("2028-12-29",), 1),
        (("2028-12-29", "2028-12-29"), 1),
        (("2028-12-28", "2028-12-29"), 0),
        (("2028-12-28", "2028-12-29", "+2028-04-22"), 1),
        (("2028-12-28", "2028-12-29", "+2028-04-22", "2028-04-24"), 0),
        (("2028-12-27", "2028-12-28", "2028-12-29"), -1),
        (("2028-12-30", "+2028-12-27", "2028-01-03"), 2),
    ],
)
def test_days_owed(days: tuple[str, ...], owed: int) -> None:
    """The last line moves nothing: a Saturday is off, a Wednesday is worked, a holiday rests anyway."""
    assert days_owed(2028, [*article_112(2028), *moved(*days)]) == owed


def test_working_days_of_a_year_are_those_of_its_calendar() -> None:
    for year in range(2013, 2028):
        calendar = WorkCalendar.build(shipped(year))
        assert working_days(year, shipped(year)) == calendar.working_days_between(date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("years", "missing"),
    [
        ([2028], []),
        ([2022], []),
        ([2020, 2021, 2022], []),
        ([2029], [2028]),
        ([2020], [2021]),
        ([2021, 2029], [2022, 2028]),
    ],
)
def test_a_year_is_loaded_next_to_those_that_are_there(years: list[int], missing: list[int]) -> None:
    days = [day for year in years for day in article_112(year)]
    rows = [(2, {"date": str(day.day), "is_working": "0", "kind": day.kind}) for day in days]
    faults = list(calendar_faults(rows, range(2023, 2028)))
    assert [(column, fault.params["year"]) for _row, column, fault in faults] == [("date", one) for one in missing]
