"""Pages of the account: matters and events go in, what waits for whom and what happened comes out.

Standard library only, no clock.
"""

from .feed import Event, FeedPage, feed_page
from .matter import Matter, StartPage, start_page

__all__ = ["Event", "FeedPage", "Matter", "StartPage", "feed_page", "start_page"]
