"""Signs and units that the end of a line does not part from their numbers: parted, one is read or copied wrong.

>>> keep_whole("Решение № 861 от 27.12.2004, п. 106").replace(NO_BREAK, "~")
'Решение №~861 от~27.12.2004, п.~106'
>>> keep_whole("<p>No. <b>KEM-1</b></p>").replace(NO_BREAK, "~")
'<p>No.~<b>KEM-1</b></p>'
>>> keep_whole("до 15 кВт за 1 000,50 руб.").replace(NO_BREAK, "~")
'до 15~кВт за 1 000,50~руб.'
"""

import re

from .declension import NO_BREAK

#: A sign of a number, with the space after it; other abbreviations only before a figure.
_SIGN = re.compile(
    r"(№|\bNo\.)\s+(?=\S)"
    r"|\b(ИНН|КПП|ОГРН|ОГРНИП|БИК|от|(?:пп?|подп|ст|ч|д|кв|уч|корп)\.)\s+(?=[\d«])",
)
#: A unit, with the space before it, after a figure.
_UNIT = re.compile(r"(?<=\d)\s+(?=(?:кВт|кВ|м|км|руб|коп|kW|kV)\b|[%₽])")


def keep_whole(text: str) -> str:
    """Return a text, plain or marked up, whose signs and numbers stay on one line."""
    return _UNIT.sub(NO_BREAK, _SIGN.sub(lambda found: f"{found[1] or found[2]}{NO_BREAK}", text))
