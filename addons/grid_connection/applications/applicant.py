"""What the official form asks of the applicant himself: it stands on his card, and what lacks there is asked.

Items 1-3(1) of the form: name, entry in the register, place of registration, identity document, SNILS; and how he is
reached (PP 861 TP, point 9).
"""

from collections.abc import Mapping

from .reading import Reader, read_day, read_line, read_open_choice

IDENTITY = ("identity_kind", "identity_number", "identity_issued_on", "identity_issued_by")
_REACHED = ("address", "phone", "email")
_PERSON = (*IDENTITY, "snils", *_REACHED)
_REGISTERED = ("inn", "ogrn")

#: Fields of the card by the kind of the applicant, in the order of the form.
CARD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "individual": _PERSON,
    "entrepreneur": (*_REGISTERED, *_PERSON),
    "legal_entity": (*_REGISTERED, *_REACHED),
}
#: What an application may be sent without: the personal account reaches him too.
MAY_LACK = ("email",)

CARD_READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("inn", "ogrn", "identity_number", "identity_issued_by", "snils", *_REACHED), read_line),
    "identity_kind": read_open_choice,
    "identity_issued_on": read_day,
}


def card_lacks(kind: str, card: Mapping[str, object]) -> tuple[str, ...]:
    """Return the fields of a card without which an application is not whole.

    SNILS is asked of who has a passport of the Russian Federation.
    """
    lacking = [name for name in CARD_FIELDS[kind] if not card.get(name) and name not in MAY_LACK]
    if card.get("identity_kind") not in (None, False, "passport") and "snils" in lacking:
        lacking.remove("snils")
    return tuple(lacking)
