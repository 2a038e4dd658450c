"""Bytes of a letter into text, whatever their label says.

Letters arrive labelled wrongly: KOI8-R called UTF-8, Windows-1251 called Latin-1 or nothing at
all. UTF-8 proves itself, also when some bytes of it are lost; between the one-byte Cyrillic tables
the more Russian-looking text wins.
"""

import re

CYRILLIC = ("windows-1251", "koi8-r", "cp866")
UNTRUSTED = ("", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "utf-8", "utf8")
FREQUENT = frozenset("оеаинтсрвлкмдпу")
PRINTABLE = frozenset("«»—–№…“”„’ё°§ \xa0•€±²³·")
SAMPLE = 4000  # signs enough to tell one table from another
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without what neither a database nor XML can hold (control codes, half characters)."""
    return UNSTORABLE.sub("", text)


def strict(data: bytes, charset: str) -> str | None:
    """The decoded text, or None when the bytes do not fit the charset or nobody knows it."""
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return None


def damaged_utf8(data: bytes) -> str | None:
    """The text of UTF-8 cut off or spoiled in places; None when too little of it makes sense."""
    text = data.decode("utf-8", "replace")
    foreign = sum(sign > "\x7f" for sign in text)
    return text if text.count("\ufffd") * 10 < foreign else None


def likeness(text: str) -> int:
    """How much a text looks like Russian: frequent letters for, odd signs and broken case against."""
    points = 0
    previous = ""
    for sign in text[:SAMPLE]:
        if sign.lower() in FREQUENT:
            points += 1
        elif ord(sign) > 127 and not "а" <= sign.lower() <= "я" and sign.lower() not in PRINTABLE:
            points -= 3
        if previous.islower() and sign.isupper():
            points -= 2
        previous = sign
    return points


def decode(data: bytes, declared: str = "") -> str:
    """The text of the bytes. Never fails: what fits nothing is read as Windows-1251 with gaps."""
    declared = declared.strip().lower()
    if declared.startswith(("unicode", "raw", "idna", "punycode")):  # Python's own, no charset of letters
        declared = ""
    if declared.startswith(("utf-16", "utf-32", "iso-2022", "utf-7")):
        text = strict(data, declared)
        if text is not None:
            return clean(text)
    text = strict(data, "utf-8")
    if text is not None:
        return clean(text.removeprefix("\ufeff"))
    text = damaged_utf8(data)
    if text is not None:
        return clean(text)
    labelled = None if declared in UNTRUSTED else strict(data, declared)
    if labelled is not None and declared not in CYRILLIC:
        return clean(labelled)
    readings = [labelled, *(strict(data, charset) for charset in CYRILLIC)]
    readings = [reading for reading in readings if reading is not None]
    # max() keeps the first of equals: the label wins unless another reading is really better
    return clean(max(readings, key=likeness, default=data.decode("windows-1251", "replace")))
