"""Fields in prepared texts: {{ number }} is replaced by the number of the appeal.

Only named fields exist: a text is filled, never executed.

>>> fill("<p>По обращению № {{ number }} от {{registered}}</p>", {"number": "KEM-1", "registered": "1 < 2"})
'<p>По обращению № KEM-1 от 1 &lt; 2</p>'
>>> fill("по адресу {{ address }}", {"address": ""})
'по адресу ____'
>>> unknown("{{ number }} {{ salary }} {{ number }}", {"number"})
['salary']
>>> unknown("{{ <b>number</b> }} или {{", {"number"})
['<b>number</b>', '{{']
>>> has_blanks("<p>Замер показал ____ В.</p>")
True
"""

import re
from collections.abc import Collection, Mapping
from html import escape

BLANK = "____"
FIELD = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
BRACES = re.compile(r"\{\{|\}\}")
BLANKS = re.compile(r"_{3,}")


def unknown(text: str, known: Collection[str]) -> list[str]:
    """Return what stands in double braces and is no known field, in its order, each once."""
    found = [name for name in FIELD.findall(text) if name not in known]
    return list(dict.fromkeys(found + BRACES.findall(FIELD.sub("", text))))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values into the HTML text, escaped; what is empty stays a blank to be filled in by hand."""
    return FIELD.sub(lambda found: escape(values.get(found[1]) or BLANK, quote=False), text)


def fill_plain(text: str, values: Mapping[str, str]) -> str:
    """Put the values into a text without mark-up, as an SMS is; what is empty stays a blank that `has_blanks` sees.

    >>> fill_plain("{{ address }}: {{ end }}", {"address": "Ленина 5", "end": ""})
    'Ленина 5: ____'
    """
    return FIELD.sub(lambda found: values.get(found[1]) or BLANK, text)


def has_blanks(text: str) -> bool:
    """Tell whether a text still has a place to fill in: a row of underscores or a field in braces."""
    return bool(BLANKS.search(text) or BRACES.search(text))
