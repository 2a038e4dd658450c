from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

# The order of acts; people do all of them on working days, but letters may come on any day.
ACTS = ("received", "registered", "answered", "closed")
BROUGHT = ("window", "phone", "post")  # nobody is there on days off


class Moments:
    """Turns «so many days ago at 09:05» into moments of UTC, as Odoo keeps them."""

    def __init__(self, calendar, now, today):
        self.calendar, self.now, self.today = calendar, now, today

    def of(self, row, zone):
        """Return the moment of each act of an appeal that has happened, in their order."""
        moments, earliest = {}, None
        for act in ACTS:
            if not row[f"{act}_days_ago"]:
                continue
            clock = row.number(f"{act}_days_ago"), row.time(f"{act}_time")
            if self._by_people(row, act):
                moment = self.working(*clock, zone, earliest)
            else:
                moment = self._utc(self._day(clock[0]), clock[1], zone)
            # a morning's load knows nothing of the evening; nor does an act come before the one that led to it
            if act == "received" and moment > self.now:
                moment -= timedelta(1)
            moments[act] = earliest = min(max(moment, earliest or moment), self.now)
        return moments

    def act(self, days_ago, clock, zone, by_people, earliest=None):
        """Return the moment of an act, of people on a working day, of the program on any; none lies ahead."""
        if by_people:
            moment = self.working(days_ago, clock, zone, earliest)
        else:
            moment = self._utc(self._day(days_ago), clock, zone)
        return min(moment, self.now)

    def working(self, days_ago, clock, zone, earliest=None):
        """Return the moment of what people did: on a working day, and not before what led to it."""
        moment = self._utc(self._working(self._day(days_ago), -1), clock, zone)
        if earliest and moment < earliest:
            moment = self._utc(self._working(self._day(days_ago), 1), clock, zone)
        return moment

    def ago(self, minutes):
        """Return the moment so many minutes before the loading: of what goes on this very hour, on any day."""
        return self.now - timedelta(minutes=minutes)

    def ahead(self, days, clock, zone):
        """Return the moment of what is planned for a day ahead, whatever day it is."""
        return self._utc(self._day(-days), clock, zone)

    def _day(self, days_ago):
        return self.today - timedelta(days_ago)

    def _by_people(self, row, act):
        if act == "received":
            return row["channel"] in BROUGHT
        return act != "registered" or bool(row["registered_by"])

    def _working(self, day, step):
        while not self.calendar.is_working(day):
            day += timedelta(step)
        return day

    def _utc(self, day, clock, zone):
        local = datetime.combine(day, time(*clock), ZoneInfo(zone))
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
