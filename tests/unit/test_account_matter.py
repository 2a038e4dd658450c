"""The order of the start page of the personal account."""

from datetime import datetime

from account import Matter, start_page

SOON, LATER = datetime(2027, 1, 15), datetime(2027, 2, 1)


def matter(words, is_yours=True, due_at=None):
    return Matter(is_yours, words, "", "/my", due_at=due_at)


def test_the_nearest_day_comes_first_and_what_has_no_day_last():
    page = start_page([matter("draft"), matter("later", due_at=LATER), matter("soon", due_at=SOON)], limit=10)
    assert [one.words for one in page.yours] == ["soon", "later", "draft"]
    assert not page.awaited


def test_what_others_do_is_a_list_of_its_own():
    page = start_page([matter("theirs", is_yours=False), matter("hers")], limit=10)
    assert ([one.words for one in page.yours], [one.words for one in page.awaited]) == (["hers"], ["theirs"])


def test_more_than_fits_is_cut_and_said():
    few = start_page([matter(str(number)) for number in range(2)], limit=2)
    many = start_page([matter(str(number)) for number in range(3)], limit=2)
    assert (few.has_more, many.has_more, len(many.yours)) == (False, True, 2)
