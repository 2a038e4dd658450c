"""A letter as an appeal needs it, read from the bytes a mail server delivered."""

import hashlib
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser

from . import automatic, body, headers, hints
from .report import Report, report

LONGEST = 250  # signs of a title, a name or an identifier: whoever writes more is not a person
MOST = 50  # addresses or earlier letters that are looked at


@dataclass(frozen=True)
class Letter:
    """One letter. Who sent it is what it claims: mail proves no sender."""

    message_id: str
    references: tuple[str, ...]
    sender_name: str
    sender_email: str
    recipients: tuple[str, ...]
    subject: str
    date: str
    text: str
    attachments: tuple[body.Attachment, ...]
    automatic: str
    report: Report | None  # what a bounce says of a letter of ours
    digest: str  # of all its bytes

    @property
    def title(self) -> str:
        """The subject; without one, the first words of the text; empty when there are none."""
        if self.subject:
            return self.subject if len(self.subject) <= LONGEST else self.subject[:LONGEST] + "…"
        return hints.first_words(self.text, least=3)

    @property
    def fingerprint(self) -> str:
        """The same for two deliveries of one letter, different for two letters.

        The Message-ID alone is not enough: broken programs give one to many letters. What mail
        servers add on the way (Received and the like) does not count, unless nothing else is known.
        """
        if not (self.message_id or self.sender_email):
            return self.digest
        parts = [self.message_id, self.sender_email, self.date, self.subject, self.text]
        digest = hashlib.sha256("\0".join(parts).encode())
        for item in self.attachments:
            digest.update(f"\0{item.name}\0".encode() + hashlib.sha256(item.content).digest())
        return digest.hexdigest()


def sender(message: Message) -> tuple[str, str]:
    """The name and the address the letter is from; a letter without From is from whom it answers to."""
    for name in ("From", "Reply-To", "Sender", "Return-Path"):
        who, address = headers.address(headers.raw(message, name))
        if address:
            return who[:LONGEST], address
    return headers.text(message, "From")[:LONGEST], ""


def envelope(raw: bytes) -> Message:
    """The headers alone: enough to see where a letter goes."""
    return BytesParser(policy=headers.Tolerant()).parsebytes(raw, headersonly=True)


def recipients(message: Message) -> tuple[str, ...]:
    """Every address the letter was sent to, as its headers and the delivering server say."""
    return headers.addresses(message, "Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To")[:MOST]


def references(message: Message) -> tuple[str, ...]:
    """The letters this one answers, the nearest first."""
    nearest = headers.identifiers(message, "In-Reply-To")
    return tuple(dict.fromkeys(nearest + headers.identifiers(message, "References")[::-1]))[:MOST]


def parse(raw: bytes) -> Letter:
    """Read a letter from its bytes; any bytes give a letter, be it an empty one."""
    try:
        message = BytesParser(policy=headers.Tolerant()).parsebytes(raw)
        return read(message, raw)
    except RecursionError:  # parts within parts without end: its body stays one closed file
        return read(envelope(raw), raw)


def read(message: Message, raw: bytes) -> Letter:
    """What an appeal needs of a message."""
    name, address = sender(message)
    kind = automatic.automatic(message)
    identifier = next(iter(headers.identifiers(message, "Message-ID")), headers.raw(message, "Message-ID"))
    return Letter(
        message_id=identifier[:LONGEST],
        references=references(message),
        sender_name=name,
        sender_email=address,
        recipients=recipients(message),
        subject=headers.text(message, "Subject"),
        date=headers.raw(message, "Date"),
        text=body.body_text(message),
        attachments=body.attachments(message),
        automatic=kind,
        report=report(message) if kind == "bounce" else None,
        digest=hashlib.sha256(raw).hexdigest(),
    )
