"""What changed between two texts, line by line and, within a line, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|\w+|[^\w\s]+")
#: Words of one changed passage that are still compared one by one; a longer one is shown whole, before and after.
MOST_WORDS = 2000


class Piece(NamedTuple):
    """A run of text that stands in both texts, or only in the earlier (`gone`) or the later one (`new`)."""

    kind: str  #: `same`, `gone` or `new`
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order; those that are not `new` make up the earlier text.

    >>> [tuple(piece) for piece in difference("Провод заменят завтра.", "Провод заменили вчера.")]
    [('same', 'Провод '), ('gone', 'заменят завтра.'), ('new', 'заменили вчера.')]
    >>> difference("", "")
    ()
    """
    pieces: list[Piece] = []
    for gone, new in _passages(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        pieces += [Piece("same", gone)] if gone == new else _words_of(gone, new)
    return tuple(_joined(pieces))


def _passages(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Return passages of lines, as they were and as they are; equal where nothing changed."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [("".join(before[a:b]), "".join(after[c:d])) for _tag, a, b, c, d in codes]


def _words_of(gone: str, new: str) -> list[Piece]:
    """Return a changed passage word by word."""
    before, after = WORDS.findall(gone), WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return _exchanged(gone, new)
    pieces = []
    # a gap or a stop alone is no word that stayed: else every changed phrase would fall apart at them
    for tag, a, b, c, d in SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece("same", was)] if tag == "equal" and any(map(str.isalnum, was)) else _exchanged(was, now)
    return pieces


def _exchanged(gone: str, new: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("gone", gone), ("new", new)) if text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join neighbours of one kind; between two places that stay, what is gone comes before what is new."""
    joined: list[Piece] = []
    run: dict[str, str] = {}
    for kind, text in [*pieces, Piece("same", "")]:
        if kind != "same":
            run[kind] = run.get(kind, "") + text
            continue
        joined += _exchanged(run.get("gone", ""), run.get("new", ""))
        run = {}
        if text and joined and joined[-1].kind == "same":
            joined[-1] = Piece("same", joined[-1].text + text)
        elif text:
            joined.append(Piece("same", text))
    return joined
