"""Are two spellings of a name the same customer?"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]{2,}")
FORMS = frozenset("ооо оао зао пао ао ип тсж тсн снт жск ук гк мбу мкп муп гуп тоо нко".split())


def words(name: str | None) -> frozenset[str]:
    """Give the words that tell customers apart: no initials, no legal forms, ё read as е."""
    return frozenset(WORD.findall((name or "").casefold().replace("ё", "е"))) - FORMS


def akin(one: str | None, other: str | None) -> bool:
    """Two names may be one customer when one of them is empty or they share a word."""
    first, second = words(one), words(other)
    return not first or not second or bool(first & second)
