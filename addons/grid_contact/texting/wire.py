"""The octets of each part, with the header that lets a telephone join them (3GPP 23.040, 9.2.3.24.1)."""

from __future__ import annotations

from .alphabets import encode
from .parts import Message

#: Length of the header, kind “joined, reference of 8 bits”, length of the kind.
HEADER = b"\x05\x00\x03"


def payloads(message: Message, reference: int) -> list[bytes]:
    """Give what is sent for each part; `reference` tells the parts of one message from those of another.

    >>> from .parts import message
    >>> payloads(message("OK"), 7)
    [b'OK']
    >>> [part[:6] for part in payloads(message("я" * 71), 7)]
    [b'\\x05\\x00\\x03\\x07\\x02\\x01', b'\\x05\\x00\\x03\\x07\\x02\\x02']
    """
    if message.count == 1:
        return [encode(message.text, message.alphabet)]
    return [
        HEADER + bytes([reference % 256, message.count, number]) + encode(part, message.alphabet)
        for number, part in enumerate(message.parts, start=1)
    ]
