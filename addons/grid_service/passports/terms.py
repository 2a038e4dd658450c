"""What a transition does to the terms of a request, as a methodologist writes it.

>>> parse_terms("done tp_completeness_notice; pause tp_offer")
(TermAct(act='done', code='tp_completeness_notice'), TermAct(act='pause', code='tp_offer'))
>>> parse_terms("")
()
>>> parse_terms("stop tp_offer")
Traceback (most recent call last):
    ...
passports.terms.BadTermAct: stop tp_offer
"""

import re
from dataclasses import dataclass

#: start: the term begins; done: what was owed is done; cancel: nothing is owed any longer; pause, resume: as the law
#: of the rule allows; keep: the step's own term runs on in the next step.
TERM_ACTS = ("start", "done", "cancel", "pause", "resume", "keep")
PHRASE = re.compile(rf"({'|'.join(TERM_ACTS)})\s+([a-z][a-z0-9_]*)")


class BadTermAct(ValueError):
    """A phrase that is no act on a term; the phrase itself is the message."""


@dataclass(frozen=True)
class TermAct:
    """One act on one term: what is done, and the code of the rule."""

    act: str
    code: str


def parse_terms(text: str | None) -> tuple[TermAct, ...]:
    """Read acts on terms, divided by semicolons, in their order.

    :raises BadTermAct: a phrase is not an act and a code of a rule
    """
    phrases = [phrase.strip() for phrase in (text or "").split(";") if phrase.strip()]
    found = [PHRASE.fullmatch(phrase) for phrase in phrases]
    for phrase, match in zip(phrases, found, strict=True):
        if not match:
            raise BadTermAct(phrase)
    return tuple(TermAct(match[1], match[2]) for match in found)
