"""Which days a letter by schedule is about: what ended last, and the days off after it."""

from collections.abc import Callable
from datetime import date, timedelta

OFTEN = ("workday", "week", "month")


def begin_of(often: str, day: date) -> date:
    """Return the first day of the workday, the week or the month that a day is in.

    >>> begin_of("week", date(2026, 11, 27)), begin_of("month", date(2026, 11, 27))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 1))
    """
    if often == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if often == "week" else day


def days_told(often: str, today: date, worked_before: Callable[[date], date]) -> tuple[date, date]:
    """Return the first and the last day of what a letter of today tells, both counted.

    Days on which nobody works belong to the letter after them: of a Monday to Friday, Saturday and Sunday. Whoever
    has been told of the last of these days has had the letter.

    :param worked_before: the last day before another on which people work

    >>> days_told("workday", date(2026, 11, 23), lambda day: date(2026, 11, 20))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 22))
    >>> days_told("week", date(2026, 1, 12), lambda day: date(2025, 12, 30))
    (datetime.date(2025, 12, 29), datetime.date(2026, 1, 11))
    """
    begin = begin_of(often, today)
    return begin_of(often, worked_before(begin)), begin - timedelta(days=1)
