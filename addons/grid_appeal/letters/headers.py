"""Headers as people's programs really write them: encoded, half encoded, or raw bytes."""

import base64
import quopri
import re
from email.message import Message
from email.policy import Compat32

from .charset import clean, decode

WORD = re.compile(r"=\?([^?*\s]*)(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=")
# lengths are bounded, so that a letter made for it cannot keep the server busy
ADDRESS = re.compile(r"[^\s<>@,;:\"'()\[\]\\]{1,100}@[^\s<>@,;:\"'()\[\]\\]{1,255}")
ANGLED = re.compile(r"<\s*([^\s<>@]{1,100}@[^\s<>@]{1,255})\s*>")
IDENTIFIER = re.compile(r"<[^<>\s]+>")


class Tolerant(Compat32):
    """The library's forgiving policy; raw eight-bit headers come out as text, not as question marks."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """One header as text: its bytes, if it has any, in the charset they seem to be in."""
        if value.isascii():
            return value
        return decode(value.encode("utf-8", "surrogateescape"))


def decode_word(coding: str, text: str) -> bytes:
    """The bytes of one encoded word; damaged base64 gives what can be read of it."""
    if coding in "qQ":
        return quopri.decodestring(text.encode("utf-8", "replace"), header=True)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(letters + "=" * (-len(letters) % 4))


def decode_words(text: str) -> str:
    """Text with its encoded words read.

    Words that follow each other are joined as bytes first: many programs cut a letter of two
    bytes between two words.
    """
    result = []
    run, run_charset, end = b"", None, 0
    for match in WORD.finditer(text):
        charset, coding, body = match.groups()
        gap = text[end : match.start()]
        if gap.strip() or charset.lower() != run_charset:
            result.append(decode(run, run_charset or ""))
            result.append("" if run_charset and not gap.strip() else gap)
            run, run_charset = b"", charset.lower()
        run += decode_word(coding, body)
        end = match.end()
    result.append(decode(run, run_charset or ""))
    result.append(text[end:])
    return clean("".join(result))


def raw(message: Message, name: str) -> str:
    """The first header of this name, unfolded to one line, still encoded."""
    return " ".join(clean(str(message.get(name) or "")).split())


def text(message: Message, name: str) -> str:
    """The first header of this name as a person reads it."""
    return " ".join(decode_words(raw(message, name)).split())


def address(value: str) -> tuple[str, str]:
    """The name and the address in a header like `Name <address>`; empty where there is none."""
    match = ANGLED.search(value)
    found = match.group(1) if match else next(iter(ADDRESS.findall(value)), "")
    if not found:
        return "", ""
    rest = value[: match.start()] if match else value.replace(found, "")
    name = decode_words(rest).replace('\\"', '"').strip(" \t\"'<>")
    if name.startswith("(") and name.endswith(")"):  # the old way: address (Name)
        name = name[1:-1]
    return " ".join(name.split()), clean(decode_words(found)).lower().strip(".")


def addresses(message: Message, *names: str) -> tuple[str, ...]:
    """Every address of these headers, in lower case, each once."""
    values = [str(value) for name in names for value in message.get_all(name, ())]
    found = [clean(item).lower().strip(".") for value in values for item in ADDRESS.findall(value)]
    return tuple(dict.fromkeys(found))


def identifiers(message: Message, *names: str) -> tuple[str, ...]:
    """Every `<message-id>` of these headers, each once."""
    values = [str(value) for name in names for value in message.get_all(name, ())]
    found = [clean(item) for value in values for item in IDENTIFIER.findall(value)]
    return tuple(dict.fromkeys(found))
