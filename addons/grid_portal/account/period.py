"""The days that a customer chooses to look back at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: So much is shown at a time: a year, a leap one too.
MOST_DAYS = 366
USUAL_DAYS = 92
#: Before it no meter was read by the hour.
FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Period:
    """The first and the last day, both within."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has.

        >>> Period(date(2026, 3, 1), date(2026, 3, 31)).days
        31
        """
        return (self.last - self.first).days + 1


def read_day(typed: str, usual: date, today: date) -> tuple[date, str]:
    """Return the day that an ISO text names, `usual` where it names none, and the code of what is wrong with it.

    Code: `bad_day`, for a day after today too, and for one of another century.

    >>> read_day("2026-03-05", date(2026, 3, 9), date(2026, 3, 10))
    (datetime.date(2026, 3, 5), '')
    >>> read_day("2026-03-11", date(2026, 3, 9), date(2026, 3, 10))
    (datetime.date(2026, 3, 9), 'bad_day')
    """
    try:
        day = date.fromisoformat(typed) if typed else usual
    except ValueError:
        return usual, "bad_day"
    return (day, "") if FIRST_DAY <= day <= today else (usual, "bad_day")


def month_of(day: date) -> Period:
    """Return the month of a day.

    >>> month_of(date(2028, 2, 5)).last
    datetime.date(2028, 2, 29)
    """
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def read_period(typed: Mapping[str, str], today: date) -> tuple[Period, dict[str, str]]:
    """Return the period that `since` and `until` name as ISO days, and {field: code} of what is wrong with it.

    Not named it ends today, and has `USUAL_DAYS`; with a fault it is the usual one.

    Codes: `bad_day`, `reversed`, `too_long`.

    >>> read_period({"since": "2026-03-01"}, date(2026, 3, 10))[0].days
    10
    >>> read_period({"since": "soon"}, date(2026, 3, 10))[1]
    {'since': 'bad_day'}
    """
    usual = Period(today - timedelta(days=USUAL_DAYS - 1), today)
    days, faults = {}, {}
    for field in ("since", "until"):
        try:
            days[field] = date.fromisoformat(typed[field]) if typed.get(field) else None
        except ValueError:
            faults[field] = "bad_day"
    if faults:
        return usual, faults
    last = days["until"] or today
    first = days["since"] or date.fromordinal(max(last.toordinal() - USUAL_DAYS + 1, 1))
    if first > last:
        return usual, {"since": "reversed"}
    period = Period(first, last)
    return (usual, {"since": "too_long"}) if period.days > MOST_DAYS else (period, {})
