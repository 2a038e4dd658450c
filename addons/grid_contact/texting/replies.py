"""What a short answer of a customer means: a mark by one digit, or that no more SMS are wanted.

>>> digit_of("5"), digit_of(" 4. "), digit_of("Оценка 5!"), digit_of("3 из 5"), digit_of("2 балла")
(5, 4, 5, 3, 2)
>>> digit_of("12"), digit_of("1-5"), digit_of("нет света 5 часов"), digit_of("")
(None, None, None, None)
>>> says_stop("СТОП"), says_stop("stop sms!"), says_stop("Стоп, а когда дадут свет?")
(True, True, False)
"""

from __future__ import annotations

import re

DIGIT = re.compile(
    r"\W*(?:(?:моя\s+)?оценка|балл|ставлю|mark)?\W*([0-9])\W*(?:балл\w*|из\s+(?:5|пяти))?\W*", re.IGNORECASE
)
STOP = re.compile(r"\W*(?:стоп|stop|отписка|отписаться|unsubscribe)\W*(?:смс|sms)?\W*", re.IGNORECASE)


def digit_of(text: str) -> int | None:
    """Read a mark; nothing when the text says anything else."""
    found = DIGIT.fullmatch(text)
    return int(found[1]) if found else None


def says_stop(text: str) -> bool:
    """Tell whether the text says that no more SMS are wanted, and nothing else."""
    return bool(STOP.fullmatch(text))
