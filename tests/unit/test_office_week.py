"""The week of an office laid over the production calendar that the product ships."""

from datetime import date

from offices import Opening, coming_days, same_days

WORKDAYS = [Opening(weekday, 8 * 60, 17 * 60) for weekday in range(5)]
WITH_BREAK = [Opening(1, 9 * 60, 12 * 60), Opening(1, 13 * 60, 16 * 60)]


def states(week, first, count, calendar):
    return [one.state for one in coming_days(week, first, count, calendar)]


def test_an_ordinary_week_is_the_week_of_the_office(calendar):
    days = coming_days(WORKDAYS, date(2026, 11, 23), 7, calendar)
    assert [one.state for one in days] == ["open"] * 5 + ["closed"] * 2
    assert days[0].openings == (Opening(0, 480, 1020),)
    assert days[0].is_open and not days[6].is_open


def test_a_break_stands_between_two_stretches(calendar):
    (tuesday,) = coming_days(reversed(WITH_BREAK), date(2026, 11, 24), 1, calendar)
    assert [(one.opens, one.closes) for one in tuesday.openings] == [(540, 720), (780, 960)]


def test_holidays_and_moved_days_off_are_closed_and_say_why(calendar):
    assert states(WORKDAYS, date(2025, 12, 31), 10, calendar) == ["moved_off", *["holiday"] * 8, "moved_off"]


def test_an_office_is_closed_on_a_holiday_that_is_its_saturday(calendar):
    saturdays = [Opening(5, 540, 780)]
    assert states(saturdays, date(2026, 5, 9), 1, calendar) == ["holiday"]
    assert states(saturdays, date(2026, 5, 16), 1, calendar) == ["open"]


def test_the_eve_of_a_holiday_is_an_hour_shorter(calendar):
    (eve,) = coming_days(WORKDAYS, date(2026, 6, 11), 1, calendar)
    assert eve.is_short
    assert eve.openings == (Opening(3, 480, 960),)


def test_a_last_hour_of_its_own_falls_away_on_a_short_day(calendar):
    week = [Opening(3, 480, 720), Opening(3, 960, 1020)]
    (eve,) = coming_days(week, date(2026, 6, 11), 1, calendar)
    assert eve.openings == (Opening(3, 480, 720),)


def test_an_office_of_one_hour_is_closed_on_a_short_day(calendar):
    assert states([Opening(3, 960, 1020)], date(2026, 6, 11), 1, calendar) == ["closed"]


def test_the_hours_of_a_saturday_made_a_working_day_are_not_guessed(calendar):
    assert states(WORKDAYS, date(2025, 11, 1), 1, calendar) == ["ask"]
    assert states([Opening(5, 540, 780)], date(2025, 11, 1), 1, calendar) == ["open"]


def test_an_office_without_a_table_is_closed_by_it(calendar):
    assert states([], date(2026, 11, 23), 2, calendar) == ["closed", "closed"]


def said(week):
    return [(first, last, len(hours)) for first, last, hours in same_days(week)]


def test_weekdays_in_a_row_with_the_same_hours_are_said_once():
    friday = [Opening(4, 8 * 60, 16 * 60)]
    assert said([*WORKDAYS[:4], *friday]) == [(0, 3, 1), (4, 4, 1)]
    assert said(WITH_BREAK) == [(1, 1, 2)]


def test_a_day_off_between_them_parts_the_same_hours():
    assert said([Opening(0, 480, 1020), Opening(2, 480, 1020)]) == [(0, 0, 1), (2, 2, 1)]
    assert said([]) == []
