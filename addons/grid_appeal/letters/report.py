"""What a mail server or a mail program reports of a letter that we sent (RFC 3464, RFC 8098, and looser ones)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from .body import body_text, words_of
from .headers import Tolerant, address, identifiers, raw, text

FAILED, DELAYED, DELIVERED, READ = "failed", "delayed", "delivered", "read"
#: What the word of the report means for the letter; an `expanded` or `relayed` one is on its way still.
ACTIONS = {"failed": FAILED, "delayed": DELAYED, "delivered": DELIVERED}
WORST_FIRST = (FAILED, DELAYED, DELIVERED, READ, "")
QUOTED_ID = re.compile(r"^[ \t>]*message-id:[ \t]*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
REFUSAL = re.compile(r"(?<![\w.-])5\.\d{1,3}\.\d{1,3}(?![\d.])|(?<![\d.-])55\d[ -](?=\D|5\.)")
LONGEST = 300  # signs of a server's words that are shown
ENOUGH = 100_000  # signs of a report that are looked at
MOST = 20  # letters one report speaks of


@dataclass(frozen=True)
class Report:
    """What became of a letter, and which letter it was: its Message-ID, wherever the report names it."""

    action: str  # failed, delayed, delivered, read; empty when the report does not say
    recipient: str
    reason: str  # the server's own words
    letters: tuple[str, ...]


def report(message: Message) -> Report:
    """Read a letter that is a report; one that says nothing readable names no letter and no action."""
    words = body_text(message)[:ENOUGH]
    statuses = sorted(_statuses(message), key=lambda status: WORST_FIRST.index(status[0]))
    action, recipient, reason = statuses[0] if statuses else _guess(words)
    letters = [*_named(message), *QUOTED_ID.findall(words)]
    return Report(action, recipient, reason[:LONGEST], tuple(dict.fromkeys(letters))[:MOST])


def _statuses(message: Message) -> Iterator[tuple[str, str, str]]:
    """What the machine-readable parts say: action, recipient, reason."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, Message) and block.get("Action"):
                    yield _delivery(block)
        elif part.get_content_type() == "message/disposition-notification":
            for block in _blocks(part):
                shown = raw(block, "Disposition").lower().partition(";")[2].strip()
                yield (READ if shown.startswith("displayed") else ""), _of_type(block, "Final-Recipient"), ""


def _delivery(block: Message) -> tuple[str, str, str]:
    action = ACTIONS.get(raw(block, "Action").lower().partition(" ")[0], "")
    words = _of_type(block, "Diagnostic-Code") or raw(block, "Status")
    recipient = _of_type(block, "Original-Recipient") or _of_type(block, "Final-Recipient")
    return action, address(recipient)[1], words


def _of_type(block: Message, name: str) -> str:
    """The value of a header such as `rfc822; nobody@example.com`, without its type."""
    value = text(block, name)
    return value.partition(";")[2].strip() or value


def _guess(words: str) -> tuple[str, str, str]:
    """What a report in plain words says: a code of final refusal, and the line it stands in."""
    refusal = REFUSAL.search(words)
    if not refusal:
        return "", "", ""
    start = words.rfind("\n", 0, refusal.start()) + 1
    line = words[start : words.find("\n", refusal.end()) if "\n" in words[refusal.end() :] else len(words)]
    return FAILED, address(line)[1], " ".join(line.split())


def _named(message: Message) -> Iterator[str]:
    """The letters that the report names in its parts and, last, in its own headers."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/disposition-notification"):
            for block in _blocks(part):
                yield from identifiers(block, "Original-Message-ID", "Message-ID")
        elif kind in ("text/rfc822-headers", "message/global-headers"):
            head = HeaderParser(policy=Tolerant()).parsestr(words_of(part))
            yield from identifiers(head, "Message-ID")
    yield from identifiers(message, "In-Reply-To", "References")


def _blocks(part: Message) -> list[Message]:
    """The headers enclosed in a part, however the library has read it."""
    if part.is_multipart():
        return [block for block in part.get_payload() if isinstance(block, Message)]
    return [HeaderParser(policy=Tolerant()).parsestr(str(part.get_payload()))]
