"""Phones in any Russian spelling, to E.164."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberMatcher

REGION = "RU"
SEVERAL = re.compile(r"[,;/\n]|\bи\b|\bили\b")
PLUS_EIGHT = re.compile(r"^\+\s*8(?=[\s(.-]*\d)(?=(?:\D*\d){10}\D*$)")


def _spell(number: phonenumbers.PhoneNumber) -> str:
    base = phonenumbers.format_number(
        phonenumbers.PhoneNumber(country_code=number.country_code, national_number=number.national_number),
        PhoneNumberFormat.E164,
    )
    return f"{base} доб. {number.extension}" if number.extension else base


def normalise(text: str) -> str | None:
    """Give +79051234567 for any spelling of one number, an extension kept behind it; None if it is not one."""
    text = PLUS_EIGHT.sub("8", text.strip())
    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException:
        return None
    return _spell(number) if phonenumbers.is_valid_number(number) else None


def first(text: str) -> str | None:
    """Give the first number found in free text («89051234567, 8906… вечером»), or None."""
    parts = [part for part in SEVERAL.split(text) if part.strip()]
    for part in parts:
        if number := normalise(part) or next((_spell(m.number) for m in PhoneNumberMatcher(part, REGION)), None):
            return number
    return None


def bare(phone: str) -> str:
    """Give the number without its extension: what is compared."""
    return phone.partition(" ")[0]


def parts(digits: str) -> list[str]:
    """Give what a number that is not typed to its end may be within the stored ones: 8 905 begins +7 905 too."""
    return [digits, f"+7{digits[1:]}"] if digits.startswith("8") else [digits]


def spoken(phone: str) -> str:
    """Give the number as it is written and read aloud here, 8 (905) 123-45-67; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, REGION)
    except NumberParseException:
        return phone
    if not phonenumbers.is_valid_number(number):
        return phone
    extension, number.extension = number.extension, None
    shape = (
        PhoneNumberFormat.NATIONAL
        if phonenumbers.region_code_for_number(number) == REGION
        else PhoneNumberFormat.INTERNATIONAL
    )
    written = phonenumbers.format_number(number, shape)
    return f"{written}, доб. {extension}" if extension else written
