"""The days that a customer chooses to look back at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: So much is shown at a time: a year, a leap one too.
MOST_DAYS = 366
USUAL_DAYS = 92


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
