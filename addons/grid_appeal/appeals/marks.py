"""What an applicant gives for an answer: a mark from 1 to 5, for some days after it.

>>> read("4")
4
>>> read("0") is None, read("5.0") is None, read(None) is None
(True, True, True)
>>> from datetime import datetime
>>> open_until(datetime(2026, 11, 2, 9, 30))
datetime.datetime(2026, 12, 2, 9, 30)
"""

from datetime import datetime, timedelta

MARKS = (1, 2, 3, 4, 5)
#: The company's own term: later nobody remembers how it was. No law sets one.
OPEN_FOR = timedelta(days=30)


def read(typed: object) -> int | None:
    """Return the mark that was typed or chosen; None for anything else."""
    return int(typed) if typed in map(str, MARKS) else None


def open_until(answered_at: datetime) -> datetime:
    """Return until when the mark of an answer may be given and changed."""
    return answered_at + OPEN_FOR
