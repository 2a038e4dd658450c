"""What arrives from a telephone: whole messages, and pieces of long ones with a header that says how to join them.

Sources: 3GPP 23.040, 9.2.3.24 (headers), 3GPP 23.038, 4 and SMPP 3.4, 5.2.19 (codings).

>>> read_piece(b"5", 0)
Piece(text='5', reference=0, total=1, number=1)
>>> read_piece(bytes([5, 0, 3, 7, 2, 1]) + "Св".encode("utf-16-be"), 8, has_header=True)
Piece(text='Св', reference=7, total=2, number=1)
>>> join({1: "Св", 2: "ет"}, 2), join({2: "ет"}, 2)
('Свет', '…ет')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .alphabets import GSM7, UCS2, decode

#: Elements of a header that join messages: with a reference of 8 bits and of 16.
JOINING = {0x00: 3, 0x08: 4}
LATIN, CYRILLIC = 0x03, 0x06


@dataclass(frozen=True)
class Piece:
    """A part of what a telephone sent; `total` 1: the whole of it."""

    text: str
    reference: int = 0
    total: int = 1
    number: int = 1


def read_piece(payload: bytes, coding: int, *, has_header: bool = False) -> Piece:
    """Read what arrived; a header that is damaged joins nothing."""
    header, words = (
        (payload[1 : payload[0] + 1], payload[payload[0] + 1 :]) if has_header and payload else (b"", payload)
    )
    text = _text(words, coding).replace("\0", "")
    place = 0
    while place + 2 <= len(header):
        kind, size = header[place], header[place + 1]
        element = header[place + 2 : place + 2 + size]
        if JOINING.get(kind) == size == len(element):
            total, number = element[-2:]
            reference = int.from_bytes(element[:-2])
            return Piece(text, reference, total, number) if 1 <= number <= total else Piece(text)
        place += 2 + size
    return Piece(text)


def join(texts: Mapping[int, str], total: int) -> str:
    """Put pieces together by their numbers; where one is missing, a sign says so."""
    return "".join(texts.get(number, "…") for number in range(1, total + 1))


def _text(words: bytes, coding: int) -> str:
    if coding == CYRILLIC:
        return words.decode("iso8859-5")
    if coding == LATIN:
        return words.decode("latin-1")
    # the general group: two bits name the alphabet, whatever the class of the message
    return decode(words, UCS2 if coding < 0xC0 and coding & 0x0C == 0x08 else GSM7)
