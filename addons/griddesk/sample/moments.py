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
            day = self.today - timedelta(row.number(f"{act}_days_ago"))
            clock = row.time(f"{act}_time")
            if not self._by_people(row, act):
                moment = self._utc(day, clock, zone)
            else:
                moment = self._utc(self._working(day, -1), clock, zone)
                if earliest and moment < earliest:
                    moment = self._utc(self._working(day, 1), clock, zone)
            # a morning's load knows nothing of the evening; nor does an act come before the one that led to it
            if act == "received" and moment > self.now:
                moment -= timedelta(1)
            moments[act] = earliest = min(max(moment, earliest or moment), self.now)
        return moments

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
