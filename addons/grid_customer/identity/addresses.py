"""An address as Russian post reads it."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\d+[а-я]?\b|[^\W\d_]{3,}")
# what a street is called besides its name
GENERIC = re.compile(
    r"улица|дом|квартира|город|поселок|село|деревня|проспект|пркт|переулок|бульвар|шоссе|площадь|микрорайон|корпус"
)

#: Words of a name alone, none of which says what kind of settlement it is (пгт, с., д.).
BARE_TOWN = re.compile(r"[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)*")


def lines(
    street: str | None,
    extra: str | None,
    city: str | None,
    region: str | None,
    country: str | None,
    postcode: str | None,
) -> list[str]:
    """Write an address from the house to the country, the postcode last; empty without a street or a town.

    The order is that of the rules of postal services: street, town, region, country, postcode.
    """
    street, extra, *rest = ((part or "").strip() for part in (street, extra, city, region, country, postcode))
    if not (street or rest[0]):
        return []
    return [line for line in (", ".join(filter(None, [street, extra])), *rest) if line]


def one_line(
    street: str | None,
    extra: str | None,
    city: str | None,
    region: str | None,
    country: str | None,
    postcode: str | None,
) -> str:
    """Write an address as a letterhead does: from the postcode to the house; a town by its bare name is a city.

    >>> one_line("пр-кт Советский, 100", "", "Кемерово", "", "", "650000")
    '650000, г. Кемерово, пр-кт Советский, 100'
    """
    street, extra, city, *wide, postcode = (
        (part or "").strip() for part in (street, extra, city, region, country, postcode)
    )
    town = f"г. {city}" if BARE_TOWN.fullmatch(city) else city
    return ", ".join(filter(None, [postcode, *reversed(wide), town, street, extra]))


def same_place(one: str | None, other: str | None) -> bool:
    """Do two spellings name one house and flat: the same numbers, and a word of the street in common?

    Where no number is given nothing is said: a street is not an address.

    >>> same_place("ул. Ленина, д. 5, кв. 12", "Ленина 5-12")
    True
    """
    (numbers, words), (other_numbers, other_words) = _parts(one), _parts(other)
    return bool(numbers) and numbers == other_numbers and bool(words & other_words)


def key(address: str | None) -> str:
    """Return what spellings of one address have in common, so that they can be looked up; empty without a number.

    >>> key("г. Кемерово, ул. Ленина, д. 5, кв. 12") == key("Ленина 5-12, Кемерово")
    True
    >>> key("Кемерово, ул. Ленина")
    ''
    """
    numbers, words = _parts(address)
    return " ".join([*sorted(words), *numbers]) if numbers else ""


def _parts(address: str | None) -> tuple[list[str], set[str]]:
    tokens = TOKEN.findall((address or "").casefold().replace("ё", "е"))
    numbers = [token for token in tokens if token[0].isdigit()]
    return numbers, {token for token in tokens if not token[0].isdigit() and not GENERIC.fullmatch(token)}
