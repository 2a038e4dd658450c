"""INN, KPP, OGRN and SNILS: their one spelling and what is wrong with them."""

from __future__ import annotations

import re

from stdnum.ru import inn as stdnum_inn

NOISE = re.compile(r"^\s*(?:инн|кпп|огрнип|огрн|снилс)?[\s:№]*|[\s.,;/‐‑–—−-]", re.IGNORECASE)
KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")
CADASTRAL = re.compile(r"\d{2}:\d{2}:\d{6,7}:\d+")
SNILS_UNCHECKED = 1_001_998  # numbers up to 001-001-998 were given out before check digits existed


def compact(text: str | None) -> str:
    """Strip a label, spaces, dots and dashes of any kind: «ИНН 42 0500…» and «112-233-445 95» alike."""
    return NOISE.sub("", text or "").upper()


def format_snils(digits: str) -> str:
    """Write eleven digits as people write a SNILS: 112-233-445 95."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def normalise(field: str, text: str | None) -> str:
    """Give the one spelling in which a number is stored; what is not a number keeps its characters."""
    value = compact(text)
    if field == "snils" and len(value) == 11 and value.isdigit():
        return format_snils(value)
    return value


def _digits_fault(value: str, lengths: tuple[int, ...]) -> str | None:
    if not (value.isascii() and value.isdigit()):
        return "digits"
    if len(value) not in lengths:
        return "length"
    return None if value.strip("0") else "zeros"


def inn_fault(value: str, kind: str) -> str | None:
    """Ten digits for a legal entity, twelve for a person; both with their check digits."""
    if fault := _digits_fault(value, (10, 12)):
        return fault
    if kind == "legal_entity" and len(value) == 12:
        return "person"
    if kind != "legal_entity" and len(value) == 10:
        return "organisation"
    return None if stdnum_inn.is_valid(value) else "checksum"


def kpp_fault(value: str, kind: str) -> str | None:
    """Nine characters, the 5th and 6th may be Latin capitals; legal entities only."""
    if kind != "legal_entity":
        return "kind"
    return None if KPP.fullmatch(value) and value.strip("0") else "shape"


def ogrn_fault(value: str, kind: str) -> str | None:
    """Thirteen digits for a legal entity, fifteen (ОГРНИП) for an entrepreneur, none for a citizen.

    python-stdnum 2.2 is not asked: it compares the last digit of an ОГРНИП with the whole remainder
    of 13 and so refuses the valid numbers whose remainder is 10, 11 or 12.
    """
    length, modulus, first = {"legal_entity": (13, 11, "15"), "entrepreneur": (15, 13, "3")}.get(kind, (0, 0, ""))
    if not length:
        return "kind"
    if fault := _digits_fault(value, (length,)):
        return fault
    if value[0] not in first:
        return "first"
    return None if int(value[:-1]) % modulus % 10 == int(value[-1]) else "checksum"


def snils_fault(value: str, kind: str) -> str | None:
    """Eleven digits with a check of the first nine; people only."""
    if kind == "legal_entity":
        return "kind"
    digits = compact(value)
    if fault := _digits_fault(digits, (11,)):
        return fault
    number, check = digits[:9], int(digits[9:])
    if int(number) <= SNILS_UNCHECKED:
        return None
    total = sum(int(digit) * weight for digit, weight in zip(number, range(9, 0, -1), strict=True))
    return None if total % 101 % 100 == check else "checksum"


def cadastral_fault(value: str) -> str | None:
    """A land plot or building: district, area, quarter and its own number, as 42:24:0101001:123."""
    return None if value.isascii() and CADASTRAL.fullmatch(value) else "cadastral"


FAULTS = {"inn": inn_fault, "kpp": kpp_fault, "ogrn": ogrn_fault, "snils": snils_fault}


def fault(field: str, value: str, kind: str) -> str | None:
    """Say by a code what is wrong with a normalised number of a customer of this kind, or None."""
    return FAULTS[field](value, kind)
