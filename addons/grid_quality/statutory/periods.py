"""The periods of forms: which days a day, a week, a month, a quarter, a half or a year of the calendar has."""

from datetime import date, timedelta

#: {period: how many of it a year has at most}; of weeks by the ISO calendar, 52 or 53.
PARTS = {"day": 366, "week": 53, "month": 12, "quarter": 4, "half": 2, "year": 1}


class NoSuchPart(ValueError):
    """A year has no such day, week, month, quarter or half."""


def span(period: str, year: int, part: int = 1) -> tuple[date, date]:
    """Return the first and the last day of a part of a year.

    >>> span("year", 2025), span("quarter", 2026, 2)
    ((datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)))
    >>> span("month", 2028, 2)[1], span("week", 2026, 1)[0]
    (datetime.date(2028, 2, 29), datetime.date(2025, 12, 29))
    >>> span("half", 2026, 2), span("day", 2028, 366)[0]
    ((datetime.date(2026, 7, 1), datetime.date(2026, 12, 31)), datetime.date(2028, 12, 31))

    :raises NoSuchPart: month 13, week 53 of a year that has 52, day 366 of one that has 365
    """
    if not (1 <= part <= PARTS[period] and date.min.year < year < date.max.year):
        raise NoSuchPart(period, year, part)
    if period == "day":
        day = date(year, 1, 1) + timedelta(days=part - 1)
        if day.year != year:
            raise NoSuchPart(period, year, part)
        return day, day
    if period == "week":
        try:
            monday = date.fromisocalendar(year, part, 1)
        except ValueError as no_week:
            raise NoSuchPart(period, year, part) from no_week
        return monday, monday + timedelta(days=6)
    months = 12 // PARTS[period]
    after = part * months
    last = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return date(year, after - months + 1, 1), last
