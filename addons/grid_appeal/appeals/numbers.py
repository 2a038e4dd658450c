"""Registration numbers as people type them: from a letter, by ear, in Russian letters, with marks of their own.

>>> readings("№ кем 2026 – 123")
['кем 2026 – 123', 'KEM-2026-000123', 'RTV-2026-000123']
>>> readings("NSK-2026-000123"), readings("N. NSK-2026-000123")
(['NSK-2026-000123'], ['NSK-2026-000123'])
>>> readings("старый 45/7")
['старый 45/7']
>>> readings("жалоба на соседа")
[]
"""

import re

from .scanned import latin

#: As registration gives it: branch, year, number.
WHOLE = re.compile(r"[A-Z]{2,5}-\d{4}-\d{6,}")
TYPED_MAX = 100

_MARK = re.compile(r"^(?:[№#]|No?(?=[.\s])\.?)\s*", re.IGNORECASE)
_PARTS = re.compile(r"([^\W\d_]{2,5})[\s\-–—_/.]*(\d{4})[\s\-–—_/.]*(\d{1,9})")
_ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


def readings(typed: str) -> list[str]:
    """Return what numbers a text may mean, the text itself first; none for a text that is no number."""
    text = _MARK.sub("", typed.strip())
    if len(text) > TYPED_MAX or not re.search(r"\d", text):
        return []
    found = [text]
    if parts := _PARTS.fullmatch(text):
        letters, year, number = parts[1].upper(), parts[2], parts[3].zfill(6)
        for branch in (letters.translate(_ALIKE), letters):
            whole = f"{branch}-{year}-{number}"
            found.append(latin(whole) or whole)
    return list(dict.fromkeys(one for one in found if one == text or WHOLE.fullmatch(one)))
