"""Russian names as a letter needs them: «Иванову И. И.» to whom, «И. И. Иванов» under the text.

Only a name whose patronymic tells the gender is put into a case or shortened: a wrong ending
offends, the name as it was given does not. Companies, foreigners and lists of people stay untouched.
"""

import re
from dataclasses import dataclass

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from .greeting import APART, greeting_name

NOMINATIVE, GENITIVE, DATIVE = Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE

ENTREPRENEUR = "ИП"
PARTICLES = ("фон", "де", "да", "ван", "дер", "ден", "ла", "ле", "эль", "аль")
NO_BREAK = "\N{NO-BREAK SPACE}"
GAP = re.compile(r"(?<=\b[А-ЯЁ]\.)\s*(?=[А-ЯЁ])|\s+(?=[А-ЯЁ]\.)")
GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}
# «Гусейн-заде», «Ооржак-оол»: the whole surname is indeclinable; «Кара-Мурза»: its first part is.
INDECLINABLE_ENDINGS = ("-заде", "-оглы", "-кызы", "-гызы", "-улы", "-оол")
INDECLINABLE_BEGINNINGS = ("кара",)

_MAKER = PetrovichDeclinationMaker()


@dataclass(frozen=True)
class Name:
    """The parts of a person's name in the nominative, and the gender that the patronymic tells."""

    surname: str
    first: str
    patronymic: str
    gender: str
    title: str = ""


def parse(full_name: str) -> Name | None:
    """Return the parts of a Russian name in either order; None when it is not surely one.

    >>> parse("Мария Петровна ИВАНОВА")
    Name(surname='Иванова', first='Мария', patronymic='Петровна', gender='f', title='')
    >>> parse("ООО «Иванов»") is None
    True
    """
    words = full_name.replace(" - ", "-").split()
    title = words.pop(0) if words and words[0] == ENTREPRENEUR else ""
    gender, middle = greeting_name(" ".join(words))
    if not gender or not all(_is_russian(word) for word in words):
        return None
    first, *patronymic = middle.split()
    start = words.index(first)
    before, after = words[:start], words[start + 1 + len(patronymic) :]
    surname = before or after
    one_word = len([word for word in surname if word.lower() not in PARTICLES]) == 1
    if not one_word or (before and after):
        return None
    return Name(_spelt(surname), _spelt([first]), _spelt(patronymic), gender, title)


def full_name(name: str, case: Case = DATIVE) -> str:
    """Return the full name in a case, surname first.

    >>> full_name("Иванова Мария Петровна")
    'Ивановой Марии Петровне'
    >>> full_name("Ким Алекс")
    'Ким Алекс'
    """
    if not (parts := parse(name)):
        return name
    return " ".join(filter(None, (parts.title, *_in_case(parts, case))))


def surname_first(name: str, case: Case = DATIVE) -> str:
    """Return surname and initials in a case, as an address names its person; they never part at a line's end.

    >>> surname_first("Салтыков-Щедрин Михаил Евграфович").replace(NO_BREAK, " ")
    'Салтыкову-Щедрину М. Е.'
    """
    if not (parts := parse(name)):
        return _held_together(name)
    return " ".join(filter(None, (parts.title, NO_BREAK.join((_in_case(parts, case)[0], *_initials(parts))))))


def initials_first(name: str) -> str:
    """Return initials and surname, as a signature is deciphered; what is written so already only holds together.

    >>> initials_first("Кузнецов Андрей Викторович").replace(NO_BREAK, " ")
    'А. В. Кузнецов'
    >>> initials_first("А. В. Кузнецов") == NO_BREAK.join(("А.", "В.", "Кузнецов"))
    True
    """
    if parts := parse(name):
        return NO_BREAK.join((*_initials(parts), parts.surname))
    return _held_together(name)


def within_sentence(position: str) -> str:
    """Return a position as it stands within a sentence: with a small letter, unless it begins with an abbreviation.

    >>> [within_sentence(said) for said in ("Генеральный директор", "И. о. главного инженера", "ВРИО директора")]
    ['генеральный директор', 'и. о. главного инженера', 'ВРИО директора']
    """
    begins_with_abbreviation = position[:2].isalpha() and position[:2].isupper()
    return position if begins_with_abbreviation else position[:1].lower() + position[1:]


def _is_russian(word: str) -> bool:
    return all("а" <= letter <= "я" or letter in "ё-" for letter in word.lower())


def _spelt(words: list[str]) -> str:
    """Return words with capitals where a name has them: people type «ИВАНОВА» and «иванова»."""
    return " ".join(
        word.lower()
        if word.lower() in (*PARTICLES, *APART)
        else word.title()
        if word.isupper() or word.islower()
        else word
        for word in words
    )


def _held_together(name: str) -> str:
    """Return a name whose initials stay on one line with the surname; whatever else it is stays as it is."""
    return GAP.sub(NO_BREAK, name)


def _in_case(name: Name, case: Case) -> tuple[str, str, str]:
    gender = GENDERS[name.gender]
    surname = " ".join(word if word.islower() else _surname(word, gender, case) for word in name.surname.split())
    first = _MAKER.make(NamePart.FIRSTNAME, gender, case, name.first)
    if " " in name.patronymic:
        return surname, first, name.patronymic
    return surname, first, _MAKER.make(NamePart.MIDDLENAME, gender, case, name.patronymic)


def _surname(word: str, gender: Gender, case: Case) -> str:
    if word.lower().endswith(INDECLINABLE_ENDINGS):
        return word
    beginning, hyphen, rest = word.partition("-")
    if hyphen and beginning.lower() in INDECLINABLE_BEGINNINGS:
        return beginning + hyphen + _surname(rest, gender, case)
    return _MAKER.make(NamePart.LASTNAME, gender, case, word)


def _initials(name: Name) -> tuple[str, str]:
    return f"{name.first[0]}.", f"{name.patronymic[0]}."
