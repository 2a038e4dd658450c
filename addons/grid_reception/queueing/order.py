"""Whose turn it is: priority that grows old, so that nobody waits for ever.

A ticket has a rank, a moment; the earliest rank is called first. An ordinary ticket ranks by the moment of its issue.
Priority is a **head start**: the ticket ranks as if it had been issued so much earlier. The rank never changes while
one waits, and time does the ageing: whoever comes later than the longest head start after me is never called before
me, whatever her category. So those who overtake me are only those who came within that head start, and I wait a
finite time in any flow of priorities. A head start shorter than the legal wait means more: nobody who comes after my
time has run out is called before me.
"""

from datetime import datetime, timedelta

#: A visitor sent back to the queue (to fill in a form, to fetch a paper) ranks as one who came so long ago.
RETURN_START = timedelta(minutes=15)


def rank(issued_at: datetime, head_start: timedelta, slot: datetime | None = None) -> datetime:
    """Return the rank of a new ticket.

    :param head_start: of its category; zero for ordinary visitors
    :param slot: the time of an appointment that was kept: it ranks as issued at that time, however early its holder
        comes; of one that was not kept (`is_kept`) the ticket is an ordinary one, without a slot
    """
    if head_start < timedelta(0):
        raise ValueError("A head start is not negative.")
    return (slot or issued_at) - head_start


def rank_of_return(old: datetime, now: datetime) -> datetime:
    """Return the rank of a ticket put back into the queue: its old one, but no better than a wait of a quarter of an
    hour gives, so that the next call goes to somebody who has waited."""
    return max(old, now - RETURN_START)
