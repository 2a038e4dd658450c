"""Are two spellings of a name the same customer?"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]{2,}")
CYRILLIC = re.compile(r"[а-я]")
SHORT_FORM = r"ООО|ОАО|ЗАО|ПАО|НАО|АО|ТСЖ|ТСН|СНТ|ЖСК|ГСК|УК|МБУ|МБОУ|МБДОУ|МАУ|МКУ|МУП|ГУП|ФГУП|НКО"
LONG_FORM = r"общество|акционерное|публичное|товарищество|кооператив|управляющая|муниципальн\w+|государственн\w+"
LEGAL_ENTITY = re.compile(rf"\W*(?:{SHORT_FORM}|{LONG_FORM})\b", re.IGNORECASE)
ENTREPRENEUR = re.compile(r"\W*(?:ИП|индивидуальный предприниматель)\b", re.IGNORECASE)
FORMS = frozenset(f"{SHORT_FORM}|ИП".casefold().split("|"))


def words(name: str | None) -> frozenset[str]:
    """Give the words that tell customers apart: no initials, no legal forms, ё read as е."""
    return frozenset(WORD.findall((name or "").casefold().replace("ё", "е"))) - FORMS


def likeness(one: str | None, other: str | None) -> int:
    """Count the words two names share."""
    return len(words(one) & words(other))


def contradict(one: str | None, other: str | None, least: int = 1) -> bool:
    """Two names of at least so many words in one script that share none are two customers."""
    first, second = words(one), words(other)
    if min(len(first), len(second)) < least or first & second:
        return False
    return bool(CYRILLIC.search("".join(first))) == bool(CYRILLIC.search("".join(second)))


def kind(name: str | None) -> str:
    """Guess the kind of customer from a legal form in the name; a citizen when there is none."""
    if ENTREPRENEUR.match(name or ""):
        return "entrepreneur"
    return "legal_entity" if LEGAL_ENTITY.match(name or "") else "individual"
