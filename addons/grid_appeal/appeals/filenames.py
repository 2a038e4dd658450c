"""Names of files for programs that read only ASCII: a Russian name is written in Latin letters, not torn."""

import re
from urllib.parse import quote

# ICAO Doc 9303, as in Russian passports.
LETTERS = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True))
PAIRS = {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ь": ""}
LATIN = {**LETTERS, **PAIRS, "ю": "iu", "я": "ia"}
TABLE = str.maketrans({**LATIN, **{letter.upper(): latin.capitalize() for letter, latin in LATIN.items()}})
QUOTED = str.maketrans({'"': "'", "\\": "_", "«": "'", "»": "'", "№": "No"})
UNPRINTABLE = re.compile(r"[^ -~]")


def in_latin(name: str) -> str:
    """Return a file name in ASCII letters only.

    >>> in_latin("Ответ KEM-2026-И-000001.pdf")
    'Otvet KEM-2026-I-000001.pdf'
    """
    return UNPRINTABLE.sub("_", name.translate(TABLE).translate(QUOTED))


def disposition(name: str, kind: str = "attachment") -> str:
    """Return the Content-Disposition of a file, with both names of RFC 6266; kind: attachment or inline.

    >>> disposition("Ответ.pdf", "inline")
    'inline; filename="Otvet.pdf"; filename*=UTF-8\\'\\'%D0%9E%D1%82%D0%B2%D0%B5%D1%82.pdf'
    """
    return f"{kind}; filename=\"{in_latin(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
