"""Every public page is asked for by `./griddesk bench`, or has a reason why not."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "browser")]

from benchmark.public_pages import PAGES  # noqa: E402
from route_table import follows, rules_of_public_pages  # noqa: E402

NOT_MEASURED = {
    "/api": "for programs",
    "/api/openapi.json": "for programs",
    "/appeal/<any(what,about,place,person):page>": "a page of one visitor, by the key of his form",
    "/appeal/check": "a page of one visitor, by the key of his form",
    "/appeal/receipt/<string:key>": "a page of one visitor, by the key of his receipt",
    "/appeal/receipt/<string:key>/due.ics": "for the calendar of one visitor",
    "/appeal/receipt/<string:key>/receipt.pdf": "to be printed by one visitor",
    "/appeal/consent/<string:key>": "a page of one visitor, by the key of his receipt",
    "/connect/received": "one sentence and a link",
    "/grid_quality/digest/<string:key>/stop": "one button for one person, by the key in his letter",
    "/legal_deadline/feed/<string:token>.ics": "for the calendar of one person",
    "/marks/<string:token>": "a page of one reader, by the key in his letter",
    "/queue/board/<string:key>": "one screen of an office, which is told by the bus",
    "/queue/kiosk/<string:key>": "one device of an office",
    "/queue/phone/<string:key>": "so many visitors as the office lets wait",
    "/queue/rating/<string:key>": "one device of a window",
    "/queue/slip/<string:key>": "a page of one visitor, by the key of her ticket",
    "/queue/ticket/<string:key>": "a page of one visitor, by the key of her ticket",
    "/visit/home": "a form for the few who cannot come",
    "/visit/<string:key>": "a page of one visitor, by the key of her visit",
    "/visit/<string:key>/move": "a page of one visitor, by the key of her visit",
    "/visit/<string:key>/visit.ics": "for the calendar of one visitor",
    "/survey-of-service/<string:key>": "a page of one reader, by the key in his letter",
    "/survey-of-service/<string:key>/refuse": "a page of one reader, by the key in his letter",
}


def test_every_public_page_is_measured_or_has_a_reason():
    assert {*PAGES, *NOT_MEASURED} - {"/"} == rules_of_public_pages()
    assert not PAGES.keys() & NOT_MEASURED.keys()


def test_each_address_is_one_of_its_rule():
    for rule, addresses in PAGES.items():
        for address in addresses:
            assert follows(address.split("?")[0], rule), address
