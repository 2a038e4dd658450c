"""The two alphabets of SMS: GSM-7, where some characters count double, and UCS-2 for everything else.

>>> alphabet_of("Power is back"), units("Power is back [5 kV]")
('gsm7', 22)
>>> alphabet_of("Свет"), units("Свет 😀")
('ucs2', 7)
"""

from __future__ import annotations

import re

GSM7, UCS2 = "gsm7", "ucs2"
ESCAPE = 0x1B
#: 3GPP 23.038, 6.2.1: the place of a character is its code; the escape itself is no character.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: 3GPP 23.038, 6.2.1.1: each is sent as the escape and this code.
EXTENSION = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
CODES = {character: bytes([code]) for code, character in enumerate(BASIC) if code != ESCAPE} | {
    character: bytes([ESCAPE, code]) for character, code in EXTENSION.items()
}
#: The way back, by the octet or two as they stand in a text of octets.
CHARACTERS = {octets.decode("latin-1"): character for character, octets in CODES.items()}
SEPTET = re.compile("\x1b?.", re.DOTALL)
UNKNOWN = "\ufffd"


def alphabet_of(text: str) -> str:
    """Tell by which alphabet a text goes: GSM-7 when it holds every character, UCS-2 otherwise."""
    return GSM7 if all(character in CODES for character in text) else UCS2


def encode(text: str, alphabet: str) -> bytes:
    """Give the text in an alphabet; GSM-7 with a septet in each octet, as SMPP carries it.

    :raises ValueError: the alphabet has no such character
    """
    if alphabet == UCS2:
        return text.encode("utf-16-be")
    try:
        return b"".join(CODES[character] for character in text)
    except KeyError as error:
        raise ValueError(f"GSM-7 has no character {error.args[0]!r}") from None


def decode(payload: bytes, alphabet: str) -> str:
    """Read octets of an alphabet; what it does not hold becomes the sign of the unknown.

    >>> decode(b"OK \x1be", GSM7), decode("Свет".encode("utf-16-be"), UCS2), decode(b"\x04", UCS2)
    ('OK €', 'Свет', '\ufffd')
    """
    if alphabet == UCS2:
        return payload.decode("utf-16-be", "replace")
    return SEPTET.sub(lambda found: CHARACTERS.get(found[0], UNKNOWN), payload.decode("latin-1"))


def units(text: str, alphabet: str | None = None) -> int:
    """Count what the network charges for: septets of GSM-7, 16-bit units of UCS-2."""
    alphabet = alphabet or alphabet_of(text)
    length = len(encode(text, alphabet))
    return length if alphabet == GSM7 else length // 2
