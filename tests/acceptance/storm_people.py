"""Who turns to the company in a storm, when and how: plain values, the same on each run."""

from dataclasses import dataclass
from random import Random

CONTACTS, HIT, SPARED = 2000, 500, 50
KNOWN_AT, CALLED_FROM, BACK_AT = 12, 60, 180  # minutes: the outage is registered, call-backs begin, supply is back
#: How people turn to the company, and how often; before the outage is registered nobody can be told of it.
COURSES = {
    "menu": 66,
    "site_told": 12,
    "at_once": 9,
    "lost": 8,
    "registered": 1,
    "site": 1,
    "email": 1,
    "elsewhere": 2,
}
AT_FIRST = {"lost": 6, "registered": 2, "site": 3, "email": 1}
CALLS = ("menu", "at_once", "lost", "registered", "elsewhere")


@dataclass
class Person:
    """Somebody with a card; the odd ones have no mobile telephone, no telephone at all, or nothing to be told by."""

    number: int
    is_hit: bool
    partner: object = None
    point: object = None

    @property
    def phone(self):
        kind = self.number % 10
        if kind in (1, 2):
            return ""
        shared = self.number - 1 if self.number % 50 == 8 else self.number  # two cards, one telephone
        return f"+738422{shared:05}" if kind == 0 else f"+790500{shared:05}"

    @property
    def email(self):
        return f"storm{self.number}@example.com" if self.number % 10 == 1 or self.number % 3 == 0 else ""

    @property
    def place(self):
        street = "Штормовая" if self.is_hit else "Тихая"
        return f"г. Кемерово, ул. {street}, д. {self.number // 20 + 1}, кв. {self.number % 20 + 1}"

    @property
    def marks(self):
        return {mark for mark in (self.phone, self.email) if mark}


@dataclass
class Contact:
    """What somebody who stands beside the program writes down of one call or message."""

    number: int
    minute: int
    course: str
    person: Person
    end: str = ""
    ticket: object = None  #: the appeal, where one was made
    told: str = ""  #: what the voice menu or the site said


def everybody():
    """Return those whom the outage hits, and others."""
    return [Person(number, number < HIT) for number in range(HIT + SPARED)]


def those_who_turn_to_us(people):
    """Return two thousand contacts, most of them in the first hour; nobody is at two telephones in one minute."""
    chance, contacts, busy = Random(186), [], set()
    minutes = sorted(int(chance.triangular(0, BACK_AT, 25)) for _one in range(CONTACTS))
    for number, minute in enumerate(minutes):
        courses = COURSES if minute > KNOWN_AT else AT_FIRST
        course = chance.choices(list(courses), courses.values())[0]
        person = chance.choice(people)
        while not _can(person, course) or any((minute, mark) in busy for mark in person.marks):
            person = chance.choice(people)
        busy |= {(minute, mark) for mark in person.marks}
        contacts.append(Contact(number, minute, course, person))
    return contacts


def _can(person, course):
    has = person.phone if course in CALLS else person.email
    return bool(has) and person.is_hit == (course != "elsewhere")
