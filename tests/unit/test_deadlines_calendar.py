"""The production calendar: shipped days, the resolutions behind them, an independent source, gaps, years to come."""

from collections import defaultdict
from datetime import date, timedelta

import holidays
import pytest
from deadline_cases import read_csv, shipped_days
from deadlines import FIXED_HOLIDAYS, CalendarDay, CalendarNotLoaded, WorkCalendar

YEARS = range(2013, 2028)
#: What the Government moved, day off > day off, by the resolution that each row of the calendar names.
MOVED = {
    "ПП РФ № 1048 от 15.10.2012": "2013: 01-05>05-02 01-06>05-03 02-25>05-10",
    "ПП РФ № 444 от 28.05.2013": "2014: 01-04>05-02 01-05>06-13 02-24>11-03",
    "ПП РФ № 860 от 27.08.2014": "2015: 01-03>01-09 01-04>05-04",
    "ПП РФ № 1017 от 24.09.2015": "2016: 01-02>05-03 01-03>03-07 02-20>02-22",
    "ПП РФ № 756 от 04.08.2016": "2017: 01-01>02-24 01-07>05-08",
    "ПП РФ № 1250 от 14.10.2017": "2018: 01-06>03-09 01-07>05-02 04-28>04-30 06-09>06-11 12-29>12-31",
    "ПП РФ № 1163 от 01.10.2018": "2019: 01-05>05-02 01-06>05-03 02-23>05-10",
    "ПП РФ № 875 от 10.07.2019": "2020: 01-04>05-04 01-05>05-05",
    "ПП РФ № 1648 от 10.10.2020": "2021: 01-02>11-05 01-03>12-31 02-20>02-22",
    "ПП РФ № 1564 от 16.09.2021": "2022: 01-01>05-03 01-02>05-10 03-05>03-07",
    "ПП РФ № 1505 от 29.08.2022": "2023: 01-01>02-24 01-08>05-08",
    "ПП РФ № 1314 от 10.08.2023": "2024: 04-27>04-29 11-02>04-30 01-06>05-10 12-28>12-30 01-07>12-31",
    "ПП РФ № 1335 от 04.10.2024": "2025: 01-05>12-31 01-04>05-02 02-23>05-08 03-08>06-13 11-01>11-03",
    "ПП РФ № 1466 от 24.09.2025": "2026: 01-03>01-09 01-04>12-31",
    "PyPI holidays 0.109 (постановление не проверено)": "2027: 02-20>02-22 01-02>11-05 01-03>12-31",
}
#: Days on which the package is wrong: Saturday 8 March 2014 moved its day off to Monday by article 112 part 2.
PEER_IS_WRONG = [date(2014, 3, 10)]


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def moves() -> list[tuple[str, date, date]]:
    """Return what was moved: the resolution, the day off it took away and the one it gave."""
    found = []
    for resolution, text in MOVED.items():
        year, _, pairs = text.partition(": ")
        for pair in pairs.split(" "):
            gone, given = (date.fromisoformat(f"{year}-{day}") for day in pair.split(">"))
            found.append((resolution, gone, given))
    return found


def is_holiday(day: date) -> bool:
    return (day.month, day.day) in FIXED_HOLIDAYS


def moved_by_the_code(taken: set[date]) -> set[date]:
    """Return the days off that article 112 part 2 moves itself, less those that a resolution took elsewhere."""
    found = set()
    for holiday in (date(year, *day) for year in YEARS for day in FIXED_HOLIDAYS if day[0] > 1):
        if holiday.weekday() > 4 and holiday not in taken:
            found.add(next(day for day in every_day(holiday, holiday + timedelta(days=4)) if day.weekday() < 5))
    return found - taken


def test_shipped_calendar_equals_the_holidays_package_day_by_day(calendar: WorkCalendar) -> None:
    peer = holidays.country_holidays("RU", years=YEARS)
    differing = [
        day
        for day in every_day(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
        if calendar.is_working(day) != peer.is_working_day(day)
    ]
    assert differing == PEER_IS_WRONG


def test_every_row_follows_from_the_code_or_from_its_resolution() -> None:
    expected = defaultdict(set)
    for resolution, gone, given in moves():
        expected[resolution].add((given, "moved_off"))
        if gone.weekday() > 4 and not is_holiday(gone):
            expected[resolution].add((gone, "moved_working"))
    by_code = moved_by_the_code({gone for _resolution, gone, _given in moves()})
    expected["ТК РФ, ст. 112, ч. 2"] = {(day, "moved_off") for day in by_code}
    expected["ТК РФ, ст. 112"] = {(date(year, *day), "holiday") for year in YEARS for day in FIXED_HOLIDAYS}
    shipped = defaultdict(set)
    for row in read_csv("addons/legal_deadline/data/legal.calendar.day.csv"):
        shipped[row["source"]].add((date.fromisoformat(row["date"]), row["kind"]))
    assert shipped == expected


def test_a_working_saturday_is_as_long_as_the_day_that_is_off_instead_of_it(calendar: WorkCalendar) -> None:
    saturdays = {gone: given for _resolution, gone, given in moves() if gone.weekday() == 5 and not is_holiday(gone)}
    shorter = {gone for gone, given in saturdays.items() if is_holiday(given + timedelta(days=1))}
    assert {day.day for day in shipped_days() if day.is_short} == shorter
    assert {day for day in saturdays if calendar.is_short(day)} == shorter
    assert date(2025, 11, 1) in shorter  # instead of the eve of 4 November
    assert date(2024, 4, 27) not in shorter  # instead of Monday 29 April


def test_rows_stand_in_the_order_of_their_days() -> None:
    rows = read_csv("addons/legal_deadline/data/legal.calendar.day.csv")
    assert [row["id"] for row in rows] == sorted({f"calendar_day_{row['date'].replace('-', '_')}" for row in rows})


def test_non_working_days_of_presidential_decrees_are_no_holidays(calendar: WorkCalendar) -> None:
    for day in ("2020-03-30", "2020-06-24", "2020-07-01", "2021-05-04", "2021-11-03"):
        assert calendar.is_working(date.fromisoformat(day)), day


@pytest.mark.parametrize("year", YEARS)
def test_working_days_of_a_year(year: int, calendar: WorkCalendar) -> None:
    days = every_day(date(year, 1, 1), date(year, 12, 31))
    assert sum(map(calendar.is_working, days)) == (248 if year in (2020, 2024) else 247)


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
    with pytest.raises(CalendarNotLoaded, match=r"calendar of 2012 is not loaded.*2013-2027"):
        calendar.is_working(date(2012, 12, 28))


def test_a_missing_year_between_is_refused_by_whatever_touches_it() -> None:
    calendar = WorkCalendar.build(day for day in shipped_days() if day.day.year != 2025)
    assert calendar.add_working_days(date(2024, 12, 2), 5) == date(2024, 12, 9)
    with pytest.raises(CalendarNotLoaded, match=r"2025 is not loaded.*2013-2024, 2026-2027"):
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
    assert calendar.working_before(date(2013, 1, 10), 9, date(2013, 1, 5)) == date(2013, 1, 5)
