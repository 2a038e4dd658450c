"""Numbers by which the post follows a letter: 14 digits inside Russia, S10 of the Postal Union abroad.

>>> postal_number("650000 13 00001 8")
'65000013000018'
>>> postal_number("65000013000016") is None
True
>>> postal_number("ra 41034224 9 ru")
'RA410342249RU'
"""

import re

INLAND = re.compile(r"\d{14}")
ABROAD = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def postal_number(text: str) -> str | None:
    """Return the number as it is printed on the receipt, without spaces; None when its check digit is wrong."""
    number = _printed(text)
    if INLAND.fullmatch(number) and _inland_digit(number[:13]) == int(number[13]):
        return number
    if ABROAD.fullmatch(number) and _s10_digit(number[2:10]) == int(number[10]):
        return number
    return None


def has_form(text: str) -> bool:
    """Tell whether it is written as a number of the post, whatever its check digit.

    >>> has_form("65000013000016"), has_form("6500001300001")
    (True, False)
    """
    number = _printed(text)
    return bool(INLAND.fullmatch(number) or ABROAD.fullmatch(number))


def _printed(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _inland_digit(digits: str) -> int:
    """The 14th digit: three times the odd places and the even ones come to whole tens with it."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits, start=1))
    return -total % 10


def _s10_digit(digits: str) -> int:
    """The check digit of S10 (Universal Postal Union)."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)
