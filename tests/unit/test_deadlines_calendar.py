"""The production calendar: shipped days, an independent source, gaps, years to come."""

from datetime import date, timedelta

import holidays
import pytest
from deadline_cases import shipped_days
from deadlines import FIXED_HOLIDAYS, CalendarDay, CalendarNotLoaded, WorkCalendar

YEARS = range(2023, 2028)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_shipped_calendar_equals_the_holidays_package_day_by_day(calendar: WorkCalendar) -> None:
    peer = holidays.country_holidays("RU", years=YEARS)
    differing = [
        day
        for day in every_day(date(2023, 1, 1), date(2027, 12, 31))
        if calendar.is_working(day) != peer.is_working_day(day)
    ]
    assert differing == []


@pytest.mark.parametrize(("year", "working_days"), [(2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 247)])
def test_working_days_of_a_year(year: int, working_days: int, calendar: WorkCalendar) -> None:
    days = every_day(date(year, 1, 1), date(year, 12, 31))
    assert sum(map(calendar.is_working, days)) == working_days


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-01-01", "holiday"),
        ("2026-01-09", "moved_off"),
        ("2026-01-10", "weekend"),
        ("2025-11-01", "moved_working"),
        ("2026-01-12", "working"),
    ],
)
def test_kind_of_a_day(day: str, kind: str, calendar: WorkCalendar) -> None:
    assert calendar.day_kind(date.fromisoformat(day)) == kind


def test_kinds_agree_with_work(calendar: WorkCalendar) -> None:
    for day in shipped_days():
        assert day.is_working is (day.kind == "moved_working"), day
        if day.kind == "holiday":
            assert (day.day.month, day.day.day) in FIXED_HOLIDAYS


def test_days_off_are_told_in_runs_of_one_kind(calendar: WorkCalendar) -> None:
    assert calendar.days_off(date(2026, 4, 30), date(2026, 5, 12)) == (
        (date(2026, 5, 1), date(2026, 5, 1), "holiday"),
        (date(2026, 5, 2), date(2026, 5, 3), "weekend"),
        (date(2026, 5, 9), date(2026, 5, 9), "holiday"),
        (date(2026, 5, 10), date(2026, 5, 10), "weekend"),
        (date(2026, 5, 11), date(2026, 5, 11), "moved_off"),
    )


def test_a_year_before_the_first_is_refused(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarNotLoaded, match=r"calendar of 2022 is not loaded.*2023-2027"):
        calendar.is_working(date(2022, 12, 30))


def test_a_missing_year_between_is_refused_by_whatever_touches_it() -> None:
    calendar = WorkCalendar.build(day for day in shipped_days() if day.day.year != 2025)
    assert calendar.add_working_days(date(2024, 12, 2), 5) == date(2024, 12, 9)
    with pytest.raises(CalendarNotLoaded, match=r"2025 is not loaded.*2023-2024, 2026-2027"):
        calendar.add_working_days(date(2024, 12, 27), 3)
    with pytest.raises(CalendarNotLoaded, match="2025"):
        calendar.next_working(date(2025, 3, 8))


def test_a_year_without_one_of_its_holidays_is_not_loaded() -> None:
    calendar = WorkCalendar.build(day for day in shipped_days() if day.day != date(2025, 5, 9))
    with pytest.raises(CalendarNotLoaded, match="2025"):
        calendar.is_working(date(2025, 3, 3))


def test_an_empty_calendar_refuses_every_day() -> None:
    with pytest.raises(CalendarNotLoaded, match="loaded for —"):
        WorkCalendar.build([]).next_working(date(2026, 3, 3))


def test_a_year_to_come_follows_article_112(calendar: WorkCalendar) -> None:
    year = every_day(date(2028, 1, 1), date(2028, 12, 31))
    off = {day for day in year if day.weekday() < 5 and not calendar.is_working(day)}
    weekday_holidays = {date(2028, *day) for day in FIXED_HOLIDAYS if date(2028, *day).weekday() < 5}
    # 4 November 2028 is a Saturday: the day off moves to Monday by the Code itself
    assert off == weekday_holidays | {date(2028, 11, 6)}
    assert calendar.is_preliminary(date(2028, 1, 1))
    assert not calendar.is_preliminary(date(2027, 12, 31))


def test_a_century_to_come_is_refused(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarNotLoaded, match="2126"):
        calendar.is_working(date(2126, 1, 12))
    with pytest.raises(CalendarNotLoaded, match="2043"):
        calendar.add_working_days(date(2042, 12, 1), 300)


def test_days_of_a_company_lie_over_the_national_ones() -> None:
    radonitsa, saturday = date(2026, 4, 21), date(2026, 4, 25)
    local = [
        CalendarDay(radonitsa, False, "local_off"),
        CalendarDay(saturday, True, "local_working"),
    ]
    calendar = WorkCalendar.build(shipped_days(), local)
    assert not calendar.is_working(radonitsa)
    assert calendar.day_kind(radonitsa) == "local_off"
    assert calendar.add_working_days(date(2026, 4, 20), 4) == saturday


def test_days_of_a_company_publish_no_year() -> None:
    calendar = WorkCalendar.build(shipped_days(), [CalendarDay(date(2028, 7, 3), False, "local_off")])
    assert calendar.is_preliminary(date(2028, 7, 4))
    assert not calendar.is_working(date(2028, 7, 3))


def test_a_step_back_stops_at_its_floor(calendar: WorkCalendar) -> None:
    floor = date(2026, 1, 13)
    assert calendar.working_before(date(2026, 1, 16), 2, floor) == date(2026, 1, 14)
    assert calendar.working_before(date(2026, 1, 16), 9, floor) == floor
    assert calendar.working_before(date(2023, 1, 10), 9, date(2023, 1, 5)) == date(2023, 1, 5)
