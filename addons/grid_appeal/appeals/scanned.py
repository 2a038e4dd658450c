"""Numbers read by a barcode scanner: it types like a keyboard, in whatever layout the computer stands.

>>> latin("ЛУЬ-2026-000001")
'KEM-2026-000001'
>>> latin("Кемерово") is None
True
"""

import re

_RUSSIAN, _LATIN = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM"
_LAYOUT = str.maketrans(_RUSSIAN + _RUSSIAN.lower(), _LATIN + _LATIN)
_NUMBER = re.compile(r"[А-Яа-я]+-\d{4}-\d+")


def latin(text: str) -> str | None:
    """The registration number that a scanner read while the keyboard was Russian; None for any other text."""
    return text.translate(_LAYOUT) if _NUMBER.fullmatch(text.strip()) else None
