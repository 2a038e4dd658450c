"""What waits for the customer, what waits for others, each by its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Matter:
    """One line of the start page: what is to be done, or what goes on, in the customer's language.

    `is_yours`: the customer is to do it, else she waits for it. `words`: the act («Оплатите счёт до 15.01.2027») or the
    stage. `about`: of which record. `note`: what else is said, for instance who acts and until when. `due_at`: the
    moment that orders the lines, none: no term runs. `is_late`: the moment has passed.
    """

    is_yours: bool
    words: str
    about: str
    path: str
    note: str = ""
    due_at: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True)
class StartPage:
    """The two lists of the page, and whether there is more than they show."""

    yours: tuple[Matter, ...]
    awaited: tuple[Matter, ...]
    has_more: bool


def start_page(matters: Iterable[Matter], limit: int) -> StartPage:
    """Return what the page shows: the nearest day first, what has no day last; at most `limit` lines of each list."""
    ordered = sorted(matters, key=lambda one: (one.due_at is None, one.due_at or datetime.max))
    yours = [one for one in ordered if one.is_yours]
    awaited = [one for one in ordered if not one.is_yours]
    return StartPage(tuple(yours[:limit]), tuple(awaited[:limit]), max(len(yours), len(awaited)) > limit)
