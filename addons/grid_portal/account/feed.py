"""What has happened in a customer's matters, the newest first, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Event:
    """One line of the feed, in the customer's language.

    `at`: when it happened (UTC); `when`: the same as the customer reads it. `words`: what happened. `about`: in which
    matter. `path`: where it is read. `is_read`: known without the reader's mark, as one's own letter is. `order`: of
    what happened at one moment the later has the greater one.
    """

    at: datetime
    when: str
    words: str
    about: str
    path: str
    is_read: bool = False
    order: int = 0


@dataclass(frozen=True)
class FeedPage:
    """The lines of a page, and whether older ones follow."""

    events: tuple[Event, ...]
    has_older: bool


def feed_page(events: Iterable[Event], number: int, size: int) -> FeedPage:
    """Return a page of the feed by its number, from 1.

    :param events: of each kind its newest, at least `number * size + 1` where there are so many
    """
    newest = sorted(events, key=lambda one: (one.at, one.order, one.path, one.words), reverse=True)
    begin = (number - 1) * size
    return FeedPage(tuple(newest[begin : begin + size]), len(newest) > begin + size)
