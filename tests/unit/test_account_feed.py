"""The feed of the personal account: the newest first, a page at a time, nothing lost between two pages."""

from datetime import datetime, timedelta

from account import Event, feed_page

NOW = datetime(2026, 11, 27, 12)


def event(number, at=NOW, order=0):
    return Event(at, "", f"{number:03}", "", "/my", order=order)


def test_the_newest_first():
    events = [event(1), event(2, NOW + timedelta(hours=1)), event(3, NOW - timedelta(hours=1))]
    assert [one.words for one in feed_page(events, 1, 20).events] == ["002", "001", "003"]


def test_what_happened_at_one_moment_is_on_one_page_and_only_there():
    events = [event(number) for number in range(45)]
    pages = [feed_page(reversed(events) if number % 2 else events, number, 20) for number in (1, 2, 3)]
    shown = [one.words for page in pages for one in page.events]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == len(shown) == 45
    assert [page.has_older for page in pages] == [True, True, False]


def test_of_one_moment_the_later_in_the_life_of_a_matter_is_the_newer():
    events = [event(3, order=0), event(1, order=2), event(2, order=1)]
    assert [one.order for one in feed_page(events, 1, 20).events] == [2, 1, 0]


def test_beyond_the_end_is_nothing():
    assert feed_page([event(1)], 2, 20).events == ()
    assert not feed_page([], 1, 20).has_older
