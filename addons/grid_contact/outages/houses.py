"""The house that an address names: without its flat, found by whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

WORD = r"[^\W\d_]{3,}"
#: What a street, a house or a flat is called besides its name.
GENERIC = (
    r"улица|дом|квартира|офис|помещение|город|поселок|село|деревня|проспект|пркт|переулок|бульвар|шоссе|площадь|"
    r"микрорайон|мкр|пгт|корпус|корп|строение|стр|литера?|область|обл|край|район|россия"
)
FLAT = re.compile(r"[\s,]*\b(?:кв|квартира|оф|офис|пом|помещение|комн?|комната)\b.*$")
MARKED = re.compile(r"\b(?:д|дом|уч|участок|зд|здание)\b\s*\.?\s*(\d+)\s*-?\s*([а-я]\b)?(?:\s*/\s*(\d+))?")
#: A number that is no part of a street's name, as “40 лет Октября” has one.
BARE = re.compile(rf"(?<![\d/-])(\d{{1,4}})(?!\d)(?!\s+(?!{GENERIC}){WORD})\s*([а-я]\b)?(?:\s*/\s*(\d+))?")
ORDINAL = re.compile(r"(\d+)\s?-\s?(?:я|й|ая|ый|ой)\b")
POSTCODE = re.compile(r"\b\d{6}\b")
BLOCK = re.compile(r"\b(?:к|корп|корпус|стр|строение)\b\s*\.?\s*(\d+|[а-я]\b)")
MOST_WORDS = 5


@dataclass(frozen=True)
class House:
    """A house: by `key` it is looked up; `around` are the words of its settlement; `text` is read by people."""

    key: str
    around: frozenset[str]
    text: str


def house(address: str | None) -> House | None:
    """Return the house of a full address, written from the settlement to the house; None without street or number.

    >>> house("г. Кемерово, ул. Ленина, д. 5, кв. 12").text
    'г. Кемерово, ул. Ленина, д. 5'
    >>> house("г. Кемерово, ул. Ленина, д. 5, кв. 12").key
    'ленина 5'
    """
    text = " ".join((address or "").split())
    plain = _plain(text)
    number, at = _number(plain)
    if not number:
        return None
    parts = plain[:at].split(",")
    street = next((part for part in reversed(parts) if _words(part)), "")
    words = _words(street)
    if not words:
        return None
    around = frozenset().union(*map(_words, parts)) - words
    flat = FLAT.search(plain)
    return House(_key(words, number), around, text[: flat.start()] if flat else _without_flat(text))


def searched(typed: str | None) -> list[str]:
    """Return the keys under which a typed address may be looked up: settlement and street come in any order.

    >>> searched("Кемерово Ленина 5")
    ['кемерово 5', 'ленина 5', 'кемерово ленина 5']
    """
    plain = _plain(typed or "")
    number, _at = _number(plain)
    words = sorted(_words(FLAT.sub("", plain)))[:MOST_WORDS]
    if not number:
        return []
    return [f"{' '.join(some)} {number}" for count in range(1, len(words) + 1) for some in combinations(words, count)]


def matching(typed: str | None, houses: Iterable[House]) -> list[House]:
    """Return the houses that a typed address may mean: those of a settlement it names, or of any where it names none.

    >>> found = house("г. Кемерово, ул. Ленина, д. 5"), house("г. Белово, ул. Ленина, д. 5")
    >>> [one.text for one in matching("Белово, Ленина 5-12", found)]
    ['г. Белово, ул. Ленина, д. 5']
    >>> len(matching("Ленина 5", found))
    2
    """
    keys, words = set(searched(typed)), _words(_plain(typed or ""))
    found = []
    for one in houses:
        if one.key in keys:
            street = {word for word in one.key.split() if not word[0].isdigit()}
            others = words - street
            if not others or not one.around or others & one.around:
                found.append(one)
    return found


def _plain(text: str) -> str:
    """Return the text in one spelling and with its own length: places in it are places in the text."""
    plain = text.casefold().replace("ё", "е").replace(".", " ")
    plain = POSTCODE.sub(lambda found: " " * len(found[0]), plain)
    return ORDINAL.sub(lambda found: found[1].ljust(len(found[0])), plain)


def _number(plain: str) -> tuple[str, int]:
    """Return the number of the house with its letter, fraction and block, and where it stands."""
    marked = MARKED.search(plain)
    found = marked or BARE.search(plain)
    if not found:
        return "", 0
    number = found[1].lstrip("0") + (found[2] or "") + (f"/{found[3]}" if found[3] else "")
    block = BLOCK.search(plain, found.end())
    return number + (f"к{block[1]}" if block else ""), found.start()


def _words(plain: str) -> frozenset[str]:
    kept = {word for word in re.findall(rf"\d+(?=\s+{WORD})|{WORD}", plain) if not re.fullmatch(GENERIC, word)}
    return frozenset(kept)


def _key(words: frozenset[str], number: str) -> str:
    return " ".join([*sorted(words), number])


def _without_flat(text: str) -> str:
    return re.sub(r"(\d[а-яА-Я]?)\s*-\s*\d+\s*$", r"\1", text)
