"""Quiet hours, by the clock of the recipients' place; an emergency knows none.

>>> zone = ZoneInfo("Asia/Novokuznetsk")
>>> moment_to_send(datetime(2026, 11, 27, 16, 0, tzinfo=UTC), zone).astimezone(zone).isoformat()
'2026-11-28T08:00:00+07:00'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class QuietHours:
    """From when until when nobody is disturbed; equal ends mean that there are none."""

    begin: time = time(22)
    end: time = time(8)

    def holds(self, clock: time) -> bool:
        """Tell whether it is quiet at a time of the day: the first minute is, the last one is over."""
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


USUAL = QuietHours()
EMERGENCY = QuietHours(time(0), time(0))


def moment_to_send(moment: datetime, zone: ZoneInfo, quiet: QuietHours = USUAL) -> datetime:
    """Give the moment itself, or the end of the quiet hours it falls into.

    :param moment: with its zone
    :return: in UTC
    """
    local = moment.astimezone(zone)
    if not quiet.holds(local.time()):
        return moment.astimezone(UTC)
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.end, zone).astimezone(UTC)


def quiet_begins(moment: datetime, zone: ZoneInfo, quiet: QuietHours = USUAL) -> datetime | None:
    """Give the moment from which it is quiet next, in UTC; the moment itself within quiet hours, none without them.

    >>> quiet_begins(datetime(2026, 11, 27, 5, tzinfo=UTC), ZoneInfo("Asia/Novokuznetsk")).isoformat()
    '2026-11-27T15:00:00+00:00'
    """
    if quiet.begin == quiet.end:
        return None
    local = moment.astimezone(zone)
    if quiet.holds(local.time()):
        return moment.astimezone(UTC)
    day = local.date() if local.time() < quiet.begin else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.begin, zone).astimezone(UTC)
