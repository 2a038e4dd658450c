"""A second way to count, slow on purpose: a finger on the wall calendar, one day at a time.

It shares nothing with the engine: its days off are read straight from the shipped table.
"""

from datetime import UTC, date, datetime, timedelta

from deadline_cases import shipped_days

EXCEPTIONS = {day.day: day.is_working for day in shipped_days()}
YEARS = {day.year for day in EXCEPTIONS}
DAY = timedelta(days=1)


class NoWallCalendar(LookupError):
    """The finger has left the calendars that hang on the wall."""


def works(day: date) -> bool:
    """Return whether people work on the day."""
    if day.year not in YEARS:
        raise NoWallCalendar(day)
    return EXCEPTIONS.get(day, day.weekday() < 5)


def last_day_slowly(event: date, amount: int, unit: str, start: str = "next_day", roll: str = "none") -> date:
    """Return the due day of a term that runs forward from an event."""
    if unit in ("months", "years"):
        day = months_slowly(event, amount * (12 if unit == "years" else 1))
        if start == "event":
            day -= DAY
    else:
        day = _days_slowly(event - DAY if start == "event" else event, amount, unit, DAY)
    while roll == "next_working_day" and not works(day):
        day += DAY
    return day


def latest_day_slowly(event: date, amount: int, unit: str, strict: bool = False) -> date:
    """Return the latest day "not later than so much before" an event; the strict reading is one day earlier."""
    if unit in ("months", "years"):
        return months_slowly(event, -amount * (12 if unit == "years" else 1)) - DAY * strict
    return _days_slowly(event, amount + strict, unit, -DAY)


def last_moment_slowly(event: datetime, amount: int, unit: str) -> datetime:
    """Return when so many hours or minutes have passed on a watch that nobody sets."""
    watch = event.astimezone(UTC)
    for _tick in range(amount):
        watch += timedelta(hours=1) if unit == "hours" else timedelta(minutes=1)
    return watch.astimezone(event.tzinfo)


def _days_slowly(day: date, amount: int, unit: str, step: timedelta) -> date:
    """Move the finger day by day; of working days only those count."""
    while amount:
        day += step
        amount -= unit == "calendar_days" or works(day)
    return day


def months_slowly(day: date, months: int) -> date:
    """Turn the pages one by one, then try numbers down until the month has one."""
    year, month = day.year, day.month
    for _page in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)
