"""Pages of the account: matters and events go in, what waits for whom and what happened comes out.

Standard library only, no clock.
"""

from .feed import Event, FeedPage, feed_page
from .matter import Matter, StartPage, start_page
from .period import MOST_DAYS, Period, month_of, read_day, read_period

__all__ = [
    "MOST_DAYS",
    "Event",
    "FeedPage",
    "Matter",
    "Period",
    "StartPage",
    "feed_page",
    "month_of",
    "read_day",
    "read_period",
    "start_page",
]
