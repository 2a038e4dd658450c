"""Office hours: when the last day of a term ends in an organisation, and terms counted in its hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendar import WorkCalendar
from .errors import BadOfficeHours

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class OfficeHours:
    """When an office opens and closes on a working day, in local time.

    On the eve of a holiday it closes an hour earlier (Labour Code, article 95).
    """

    opens: time = time(8)
    closes: time = time(17)

    def __post_init__(self) -> None:
        """Refuse hours in which no minute of a term could pass."""
        if self.closes <= self.opens:
            raise BadOfficeHours(opens=f"{self.opens:%H:%M}", closes=f"{self.closes:%H:%M}")

    def closing(self, day: date, event: datetime, calendar: WorkCalendar) -> datetime:
        """Return when operations end on the day, in the zone of the event (GK RF article 194)."""
        closing = datetime.combine(day, self.closes, event.tzinfo)
        return closing - _HOUR if calendar.is_short(day) else closing

    def after(self, event: datetime, minutes: int, calendar: WorkCalendar) -> datetime:
        """Return the moment when so many office minutes have passed since the event.

        :raises CalendarNotLoaded: a day of the term lies in a year that nobody loaded
        """
        day, left = calendar.next_working(event.date()), timedelta(minutes=minutes)
        while True:
            begin = max(event, datetime.combine(day, self.opens, event.tzinfo))
            room = max(self.closing(day, event, calendar) - begin, timedelta())
            if left <= room and (left or room):
                return begin + left
            left -= room
            day = calendar.next_working(day + _DAY)
