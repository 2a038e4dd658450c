"""How a text is cut into the parts that are paid for, and what is refused.

>>> message("a" * 160).count, message("a" * 161).count
(1, 2)
>>> message("я" * 70).count, message("я" * 71).count, message("я" * 160).count
(1, 2, 3)
>>> fault("я" * 161), fault(" "), fault("Свет дали")
('too_long', 'empty', None)
"""

from __future__ import annotations

from dataclasses import dataclass

from .alphabets import GSM7, UCS2, alphabet_of, units

#: The standard of service takes an SMS of 160 characters at most, whatever its alphabet.
LIMIT = 160
#: Units of a message that stands alone, and of each part of a joined one, whose header takes the rest.
ALONE = {GSM7: 160, UCS2: 70}
JOINED = {GSM7: 153, UCS2: 67}


@dataclass(frozen=True)
class Message:
    """A text as it is sent."""

    text: str
    alphabet: str
    parts: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many parts are paid for."""
        return len(self.parts)


def message(text: str) -> Message:
    """Cut a text into parts; neither a pair of surrogates nor an escaped character is ever cut in two."""
    alphabet = alphabet_of(text)
    if units(text, alphabet) <= ALONE[alphabet]:
        return Message(text, alphabet, (text,))
    return Message(text, alphabet, _cut(text, alphabet))


def cheapest(*texts: str) -> str:
    """Return the first of the texts that no other one beats in parts.

    >>> cheapest("Ответьте цифрой от 1 до 5 или " + "x" * 50, "Ответьте цифрой от 1 до 5")
    'Ответьте цифрой от 1 до 5'
    """
    return min(texts, key=lambda text: message(text).count)


def fault(text: str) -> str | None:
    """Say why the standard refuses a text: `empty`, `too_long`; nothing when it may go."""
    if not text.strip():
        return "empty"
    return "too_long" if len(text) > LIMIT else None


def _cut(text: str, alphabet: str) -> tuple[str, ...]:
    parts, begun, taken = [], 0, 0
    for place, character in enumerate(text):
        size = units(character, alphabet)
        if taken + size > JOINED[alphabet]:
            parts.append(text[begun:place])
            begun, taken = place, 0
        taken += size
    return (*parts, text[begun:])
