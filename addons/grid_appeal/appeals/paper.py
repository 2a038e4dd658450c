"""The dates and the tracking number of a letter that came on paper.

>>> from datetime import date
>>> fault(date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)) is None
True
>>> fault(None, date(2026, 3, 7), date(2026, 3, 6))
'posted_after_received'
"""

import re
from datetime import date

# 14 digits inside Russia; the form S10 of the Universal Postal Union from abroad.
_TRACKING = re.compile(r"\d{14}|[A-Z]{2}\d{9}[A-Z]{2}")
_APART = re.compile(r"[\s-]")


def fault(written_on: date | None, posted_on: date | None, received_on: date) -> str | None:
    """Which two dates of a letter contradict each other, as a code; None when they may all be true."""
    if posted_on and posted_on > received_on:
        return "posted_after_received"
    if written_on and written_on > received_on:
        return "written_after_received"
    if written_on and posted_on and written_on > posted_on:
        return "written_after_posted"
    return None


def tracking(text: str) -> str:
    """The tracking number without the gaps and in the capitals it is printed with.

    >>> tracking("65 0992 0012 3456"), tracking("rr123456789ru")
    ('65099200123456', 'RR123456789RU')
    """
    return _APART.sub("", text).upper()


def is_tracking(number: str) -> bool:
    """Whether a number without gaps is a tracking number of the post.

    >>> is_tracking("65099200123456"), is_tracking("RR123456789RU"), is_tracking("650992")
    (True, True, False)
    """
    return bool(_TRACKING.fullmatch(number))
