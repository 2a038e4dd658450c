"""Words that name a person are left out of what is published (152-FZ): names, telephones, numbers, flats.

Told by their form: initials beside a surname, a patronymic or a common first name with what stands beside it, and the
names of people who are known to belong to the record. A surname of somebody else that stands alone cannot be told from
another word: a person looks the form through before it is published.
"""

import re
from collections.abc import Iterable

from .first_names import FIRST_NAMES

#: What stands where somebody was named.
STRUCK = "***"

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_CAPITALS = r"[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})?"
_INITIAL = r"[А-ЯЁ]\."
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[её]вич|ович|ьич|мич|тич|кич|евн|овн|иничн|ичн)(?:а|у|ем|ом|е|ой|ою|ы|и|ам|ами|ах)?"
#: A street or a school is named after somebody: nobody's data.
_PLACE = r"(?:ул|улиц\w*|пр|пр-т|просп|проспект\w*|пер|переул\w*|пл|площад\w*|б-р|бульвар\w*|им|имени)\.?"

#: Endings of the cases of surnames and first names.
_ENDING = r"(?:а|я|у|ю|ы|и|е|о|ь|й|ой|ей|ою|ею|ом|ем|ём|ым|им|ого|его|ому|ему|ых|их|ый|ий|ая|яя|ую|юю|ами|ями)?"
_LAST_LETTERS = re.compile(r"(?:ая|яя|ый|ий|ой|а|я|о|ь|й|е)$")


def _stem(word: str) -> str:
    stem = _LAST_LETTERS.sub("", word)
    return stem if len(stem) > 2 else word


def _any_case(stems: Iterable[str]) -> str:
    """Return an expression of words of a name in any case, written as names are or in capitals."""
    found = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    return rf"\b(?:(?:{found}){_ENDING}|(?:{found.upper()}){_ENDING.upper()})\b"


_FIRST = _any_case(set(map(_stem, FIRST_NAMES)))
_PATTERNS = (
    rf"{_NAME}\s+{_INITIAL}\s*(?:{_INITIAL})?",
    rf"{_INITIAL}\s*(?:{_INITIAL})?\s*{_NAME}",
    rf"\b{_CAPITALS}\s+{_INITIAL}\s*{_INITIAL}",
    rf"{_INITIAL}\s*{_INITIAL}\s*{_CAPITALS}\b",
    rf"(?:{_NAME}\s+){{1,3}}(?:оглы|кызы|углы|гызы)\b",
    rf"(?:{_NAME}\s+){{1,2}}{_PATRONYMIC}(?:\s+{_NAME})?",
    rf"(?:{_NAME}|\b{_CAPITALS})\s+{_FIRST}(?:\s+{_NAME})?",
    rf"{_FIRST}\s+(?:{_NAME}|{_CAPITALS}\b)",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    # telephones: with 8 or +7, with the code of a town, of a town alone
    r"(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b",
    r"(?:(?:\+7|\b8)[\s-]*)?\(\d{3,5}\)[\s-]*\d[\d\s-]{3,}\d\b",
    r"(?<![\d-])(?<!№)(?<!№\s)\d{1,3}-\d{2}-\d{2}(?![\d-])",
    r"(?:(?<=тел\.)|(?<=тел\.\s)|(?<=телефон\s))\d[\d\s-]{3,}\d\b",
    # passports, insurance and account numbers
    r"\b\d{2}\s?\d{2}\s?(?:№\s?)?\d{6}\b",
    r"\b\d{3}-\d{3}-\d{3}[\s-]\d{2}\b",
    r"\b\d{9,}\b",
    # a flat, not a quarter of a year and not square metres
    r"(?<!\d)(?<!\d\s)\b(?i:кв\.|квартир\w*|комн\.|комнат\w*)\s*№?\s*\d{1,4}(?!\d|,\d)",
)
_PERSON = re.compile(rf"(?P<place>(?i:\b{_PLACE})\s*(?:{_INITIAL}\s*)*{_NAME})|(?P<person>{'|'.join(_PATTERNS)})")


def named(text: str) -> str:
    """Return the first words that name a person by their form; nothing where there are none.

    >>> named("Провод заменён бригадой Петрова И.И."), named("Ремонт на ул. А. С. Пушкина, ПС «Кировская»")
    ('Петрова И.И.', '')
    """
    return next((found["person"] for found in _PERSON.finditer(text) if found["person"]), "")


def struck(text: str, people: Iterable[str] = ()) -> str:
    """Return a text without the persons in it; `people` are names that belong to the record, in any case.

    >>> struck("Выезд к Ивановой Анне Петровне, тел. 8 905 123-45-67")
    'Выезд к ***, тел. ***'
    >>> struck("Ершову направлен ответ, опора на улице Ершова цела", ["Ершов Павел"])
    '*** направлен ответ, опора на улице Ершова цела'
    """
    bare = _PERSON.sub(lambda found: found["place"] or STRUCK, text)
    stems = {_stem(word) for name in people for word in _words_of_person(name)}
    if not any(stem in bare or stem.upper() in bare for stem in stems):
        return bare
    known = re.compile(rf"(?P<place>(?i:\b{_PLACE})\s*{_NAME})|{_any_case(stems)}")
    return known.sub(lambda found: found["place"] or STRUCK, bare)


def _words_of_person(name: str) -> list[str]:
    """Return the words of a surname with a first name, «Ершов Павел»; none of «Служба сетей»."""
    words = name.removeprefix("ИП ").split()
    return words if 2 <= len(words) <= 4 and all(re.fullmatch(_NAME, word) for word in words) else []
