"""Pages of the public form: what is asked on which, in which order.

Who has no light names the place first: it may be known there already, and then nothing more need be asked.

>>> following("appeal", "what"), following("outage", "place"), preceding("outage", "place")
('about', 'what', None)
>>> page_of("appeal", "contact")
'person'
"""

from collections.abc import Mapping

from . import fields

# page -> what stands on it and may be wrong; `contact` and `files` are no fields of the form itself
FIELDS = {
    "what": ("text", "files"),
    "about": ("theme", "kind"),
    "place": ("address", "account_number"),
    "person": ("name", "contact", "email", "phone", "organisation", "inn"),
    "check": (),
}
WAYS = {
    "appeal": ("what", "about", "place", "person", "check"),
    "outage": ("place", "what", "person", "check"),
}
# what a way has answered already
GIVEN = {"appeal": {}, "outage": {"theme": "transmission", "kind": "outage_message"}}
# What is kept of a field that is longer than allowed: enough to shorten it, no room for a flood.
KEPT_MAX = {"text": 2 * fields.TEXT_MAX}
KEPT_LINE_MAX = 4 * fields.LINE_MAX


def known_way(name: object) -> str:
    """The way of that name; the ordinary one for any other name."""
    return name if isinstance(name, str) and name in WAYS else "appeal"


def following(way: str, page: str) -> str | None:
    """The page after this one; None after the last."""
    pages = WAYS[way]
    number = pages.index(page) + 1
    return pages[number] if number < len(pages) else None


def preceding(way: str, page: str) -> str | None:
    """The page before this one; None before the first."""
    number = WAYS[way].index(page)
    return WAYS[way][number - 1] if number else None


def page_of(way: str, field: str) -> str:
    """The page of a way on which a field is asked; the first page for what is asked nowhere."""
    return next((page for page in WAYS[way] if field in FIELDS[page]), WAYS[way][0])


def typed(page: str, params: Mapping[str, object]) -> dict[str, str]:
    """What was typed on a page, cleaned.

    >>> typed("about", {"theme": "other", "text": "of another page"})
    {'theme': 'other', 'kind': ''}
    """
    values = fields.read(params).values()
    return {field: values[field] for field in FIELDS[page] if field in values}


def kept(values: Mapping[str, str]) -> dict[str, str]:
    """What is stored of the values typed: of a field that is far too long only the beginning."""
    return {field: value[: KEPT_MAX.get(field, KEPT_LINE_MAX)] for field, value in values.items()}
