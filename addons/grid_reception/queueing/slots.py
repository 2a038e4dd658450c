"""Appointments: which times of a day may be booked, and which of them are still free."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

#: Digits that a phone number is known by: without the code of the country.
PHONE_DIGITS = 10


class Stretch(Protocol):
    """A stretch of a day without a break, in minutes from midnight."""

    opens: int
    closes: int


def slots(stretches: Iterable[Stretch], minutes: int) -> list[int]:
    """Return when visits of this length may begin, in minutes from midnight.

    Each visit ends within its stretch: none runs into a break or past the closing. After a break the times begin anew.

    :raises ValueError: a visit that lasts no time
    """
    if minutes < 1:
        raise ValueError("A visit lasts a minute or more.")
    return sorted(
        begin for stretch in stretches for begin in range(stretch.opens, stretch.closes - minutes + 1, minutes)
    )


def moments(day: date, begins: Iterable[int], zone: ZoneInfo) -> list[datetime]:
    """Return minutes of a local day as naive UTC; a time that the clock jumps over does not exist."""
    midnight = datetime(day.year, day.month, day.day)
    found = []
    for begin in begins:
        wall = midnight + timedelta(minutes=begin)
        utc = wall.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))
        if utc.astimezone(zone).replace(tzinfo=None) == wall:
            found.append(utc.replace(tzinfo=None))
    return found


def free(
    begins: Iterable[datetime], minutes: int, taken: Iterable[tuple[datetime, datetime]], at_once: int
) -> list[datetime]:
    """Return the times at which one more visit may begin.

    :param taken: begin and end of the visits that are booked; of any length, since the usual one may have changed
    :param at_once: how many visits may go on at one moment
    """
    length, booked = timedelta(minutes=minutes), sorted(taken)
    return [begin for begin in begins if sum(start < begin + length and end > begin for start, end in booked) < at_once]


def is_kept(slot: datetime, now: datetime, grace: timedelta) -> bool:
    """Return whether who comes now has kept her appointment: earlier is in time, later than the grace is not."""
    return now <= slot + grace


def names(typed: str, number: str, phone: str) -> bool:
    """Return whether a visitor who typed these digits means the appointment of this number or of this phone.

    >>> names("42", "З-0042", ""), names("8 905 123-45-67", "З-0042", "+79051234567"), names("4567", "З-0042", "4567")
    (True, True, False)
    """
    digits = "".join(filter(str.isdecimal, typed))
    if not digits.isascii() or not digits.strip("0"):
        return False
    if len(digits) >= PHONE_DIGITS:
        return digits[-PHONE_DIGITS:] == "".join(filter(str.isdecimal, phone))[-PHONE_DIGITS:]
    return digits.lstrip("0") == "".join(filter(str.isdecimal, number)).lstrip("0")
