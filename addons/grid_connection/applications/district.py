"""The district that an address names: what the works of a grid operator are planned by."""

import re

#: What an address may begin with and what is wider than a district: postcode, country, region.
WIDER = re.compile(
    r"\d{6}|рф|россия|российская федерация|кузбасс|.*\b(область|обл|край|республика|респ|автономный округ)\b.*", re.I
)
#: What is narrower than a town or a district: a street, a plot, a house.
NARROWER = re.compile(
    r"(ул|улица|пер|переулок|пр|пр-кт|проспект|пр-д|проезд|ш|шоссе|б-р|бульвар|пл|площадь|наб|набережная|мкр|микрорайон"
    r"|кв-л|квартал|снт|днт|тер|уч|участок|д|дом)\b\W*(.*)",
    re.I,
)
TOWN = re.compile(r"(г\.|г |город )\s*", re.I)


def district(address: str | None) -> str:
    """Return the town or the district that an address begins with; empty where it names none.

    >>> district("650000, Кемеровская область, г. Белово, ул. Чкалова, 12")
    'Белово'
    >>> district("Кемеровский округ, д. Сухово, ул. Яркая, д. 20")
    'Кемеровский округ'
    """
    parts = [" ".join(part.split()) for part in (address or "").split(",")]
    named = next((part for part in parts if part and not WIDER.fullmatch(part)), "")
    return "" if _is_narrower(named) else TOWN.sub("", named, count=1)


def _is_narrower(part: str) -> bool:
    """A street or a house is no district; a village is one, though its sign is that of a house."""
    found = NARROWER.fullmatch(part)
    if not found:
        return part[:1].isdigit()
    return found[1].casefold() != "д" or found[2][:1].isdigit()
