"""What a clerk typed into the one search field: a number, a place or a name.

>>> place_words("г. Кемерово, ул. Ленина, д. 5 кв.12")
['кемерово', 'ленина', '5', '12']
>>> place_words("№ 5")
[]
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
# words that stand in nearly every address and find nothing
_COMMON = frozenset(
    ("г", "гор", "город", "обл", "пос", "ул", "улица", "пр", "кт", "просп", "проспект", "пер", "переулок")
    + ("б", "р", "бульвар", "д", "дом", "кв", "квартира")
)
_SHORTEST = 3
_PATRONYMIC = re.compile(r"\w{4,}(ич|на)")


def is_enough(text: str) -> bool:
    """Whether there are letters or figures enough to look for: fewer would find half of the town.

    >>> is_enough("Ли"), is_enough("%%%"), is_enough("Лис")
    (False, False, True)
    """
    return sum(map(len, _WORD.findall(text))) >= _SHORTEST


def place_words(text: str) -> list[str]:
    """The words by which an address is found; none when only figures are given, which stand in any address."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _COMMON]
    return words if any(len(word) >= _SHORTEST and not word.isdigit() for word in words) else []


def name_query(text: str) -> str:
    """A full-text query for the words of a name: whole ones, but for initials and the word that is still being typed.

    A patronymic is over with its ending; the many names that begin as it does need not be gone through.

    >>> name_query("Комарова Лариса Вал"), name_query("Комарова Лариса Валерьевна")
    ('комарова & лариса & вал:*', 'комарова & лариса & валерьевна')
    >>> name_query("Комарова Л. В."), name_query("ООО «Заря-2»"), name_query("№")
    ('комарова & л:* & в:*', 'ооо & заря & 2:*', '')
    """
    words = _WORD.findall(text.lower())
    last = len(words) - 1
    begun = (len(word) == 1 or (place == last and not _PATRONYMIC.fullmatch(word)) for place, word in enumerate(words))
    return " & ".join(f"{word}:*" if is_begun else word for word, is_begun in zip(words, begun, strict=True))


def place_query(words: Iterable[str]) -> str:
    """A full-text query for the words of an address: figures whole, since 5 stands in 15 and in 50.

    >>> place_query(["лен", "5"])
    'лен:* & 5'
    """
    return " & ".join(word if word.isdigit() else f"{word}:*" for word in words)


def house_pattern(words: Iterable[str]) -> str:
    """A regular expression for the figures of an address, whole and in their order; empty without figures.

    >>> import re
    >>> found = re.compile(house_pattern(["ленина", "5", "12"]))
    >>> [bool(found.search(address)) for address in ("ул. Ленина, д. 5, кв. 12", "ул. Ленина, д. 15, кв. 12")]
    [True, False]
    """
    figures = [word for word in words if word.isdigit()]
    between = "([^0-9].*[^0-9]|[^0-9])"
    return f"(^|[^0-9]){between.join(figures)}([^0-9]|$)" if figures else ""
