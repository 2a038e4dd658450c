"""Identity documents: the one spelling of their numbers and what is wrong with their data."""

from __future__ import annotations

import re
from datetime import date

ADULT_ENOUGH = 14  # years: a passport of the Russian Federation is issued from this birthday on
PASSPORT = re.compile(r"\d{10}")
DEPARTMENT = re.compile(r"\d{6}")
NOISE = re.compile(r"[\s№‐‑–—-]")


def normalise_number(kind: str, text: str | None) -> str:
    """Write a passport of the Russian Federation as 3208 123456; any other number keeps its characters.

    >>> normalise_number("passport", "32 08 № 123456")
    '3208 123456'
    """
    digits = NOISE.sub("", text or "")
    if kind == "passport" and PASSPORT.fullmatch(digits):
        return f"{digits[:4]} {digits[4:]}"
    return (text or "").strip()


def normalise_department(text: str | None) -> str:
    """Write a department code as 420-001; what is not one keeps its characters.

    >>> normalise_department("420 001")
    '420-001'
    """
    digits = NOISE.sub("", text or "")
    return f"{digits[:3]}-{digits[3:]}" if DEPARTMENT.fullmatch(digits) else (text or "").strip()


def number_fault(kind: str, value: str) -> str | None:
    """A passport of the Russian Federation has a series of 4 digits and a number of 6; others are free text."""
    if kind != "passport":
        return None
    digits = NOISE.sub("", value)
    if not (digits.isascii() and PASSPORT.fullmatch(digits)):
        return "passport"
    return None if digits.strip("0") else "zeros"


def department_fault(value: str) -> str | None:
    """Six digits written NNN-NNN."""
    digits = NOISE.sub("", value)
    return None if digits.isascii() and DEPARTMENT.fullmatch(digits) else "department"


def birthday(birth: date, age: int) -> date:
    """Give the birthday on which a person reaches an age; of 29 February it is the last day of that month."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 2, 28)


def issue_fault(kind: str, issued: date | None, birth: date | None, today: date) -> str | None:
    """A document is issued after the birth and not in the future, a passport of the RF not before 14.

    >>> issue_fault("passport", date(2020, 3, 1), date(2006, 3, 2), date(2026, 1, 1))
    'early'
    """
    if birth and birth > today:
        return "unborn"
    if not issued:
        return None
    if issued > today:
        return "future"
    if birth and issued < (birthday(birth, ADULT_ENOUGH) if kind == "passport" else birth):
        return "early" if kind == "passport" else "before_birth"
    return None
