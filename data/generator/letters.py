"""Letters to a grid operator as a mailbox really gets them: sound ones, damaged ones, and those of machines."""

import base64
import quopri
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import appeals, customers, words

ADDRESS = "priem@kuzbass-seti.example"
YEAR = 365
PEOPLE, POINTS = 40, 60
#: What the chain makes of a letter: a state of the journal, or the reason of a quarantine.
REGISTERED, ATTACHED, DUPLICATE = "registered", "attached", "duplicate"


@dataclass(frozen=True)
class Sent:
    """One letter of the mailbag, with what must become of it."""

    kind: str
    raw: bytes
    becomes: str


class Writer:
    """Draws who writes and what; every letter has a sender and a Message-ID of its own."""

    def __init__(self, rng, address: str):
        self.rng, self.address, self.serial = rng, address, 0
        people, _points = customers.populate(rng, words.read("names.toml"), words.read("places.toml"), PEOPLE, POINTS)
        self.names = [person.name for person in people]
        self.stream = appeals.Stream(rng, words.scenarios(), people, 10_000, YEAR).rows()
        self.turn()

    def turn(self) -> None:
        """Begin the next letter."""
        self.serial += 1
        self.name = self.rng.choice(self.names)
        self.email = f"pishet{self.serial}@pochta.example"
        self.id = f"<{self.serial}.{self.rng.randrange(10**9)}@pochta.example>"
        row = dict(zip(appeals.COLUMNS, next(self.stream), strict=True))
        self.subject, self.text = row["subject"], row["text"]

    def sender(self, charset: str = "utf-8") -> str:
        """The From header's value."""
        return f"{word(self.name, charset)} <{self.email}>"

    def head(self, *more: str, charset: str = "utf-8", **instead: str | None) -> list[str]:
        """The headers of a usual letter, with some instead, without those that are None, and with more."""
        way = f"from mx{self.serial}.mail.example by mail.kuzbass-seti.example"
        usual = {
            "Return_Path": f"<{self.email}>",
            "Received": f"{way}; Tue, 10 Mar 2026 20:41:08 +0700",
            "From": self.sender(charset),
            "To": self.address,
            "Subject": word(self.subject, charset),
            "Date": "Tue, 10 Mar 2026 20:41:07 +0700",
            "Message_ID": self.id,
        }
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in (usual | instead).items() if value is not None]
        return [*lines, *more]


def word(text: str, charset: str) -> str:
    """A header's encoded word."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset, 'replace')).decode()}?="


def joined(head: list[str], body: bytes, end: bytes = b"\r\n") -> bytes:
    """The bytes of a letter."""
    return end.join(line.encode("utf-8", "surrogateescape") for line in head) + end * 2 + body


def coded(text: str, charset: str, coding: str) -> bytes:
    """The text as it travels."""
    data = text.encode(charset, "replace")
    return {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[coding](data)


def plain(writer: Writer, charset: str = "utf-8", coding: str = "base64", label: str | None = None, **instead) -> bytes:
    """A letter of words only."""
    content = f"Content-Type: text/plain; charset={label or charset}", f"Content-Transfer-Encoding: {coding}"
    text = instead.pop("text", writer.text)
    more = instead.pop("more", ())
    return joined(
        writer.head("MIME-Version: 1.0", *content, *more, charset=charset, **instead), coded(text, charset, coding)
    )


def parted(writer: Writer, parts: list[tuple[str, bytes]], kind: str = "mixed", close: bool = True, **instead) -> bytes:
    """A letter of parts, each of them given as its headers and its bytes."""
    edge = f"----=_{writer.serial}"
    head = writer.head("MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{edge}"', **instead)
    pieces = [f"--{edge}\r\n{content}\r\n\r\n".encode() + body + b"\r\n" for content, body in parts]
    return joined(head, b"".join(pieces) + (f"--{edge}--\r\n".encode() if close else b""))


def words_part(writer: Writer) -> tuple[str, bytes]:
    """The readable part of a letter of parts."""
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", writer.text.encode()


def file_part(name: str, data: bytes, content: str = "application/octet-stream") -> tuple[str, bytes]:
    """A file."""
    head = f'Content-Type: {content}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"'
    return f"{head}\r\nContent-Transfer-Encoding: base64", base64.encodebytes(data)


KINDS: list[tuple[str, Callable[[Writer], Iterator[Sent]]]] = []


def kind(becomes: str):
    """Note a function that writes one letter as a kind of letter, with what must become of it."""

    def note(write):
        def letters(writer: Writer) -> Iterator[Sent]:
            yield Sent(write.__name__, write(writer), becomes)

        KINDS.append((write.__name__, letters))
        return write

    return note


def series(write):
    """Note a function that writes several letters which belong together."""

    def letters(writer: Writer) -> Iterator[Sent]:
        for raw, becomes in write(writer):
            yield Sent(write.__name__, raw, becomes)

    KINDS.append((write.__name__, letters))
    return write


def mailbag(rng, count: int, address: str = ADDRESS) -> Iterator[Sent]:
    """So many letters, of every kind in turn; the same generator of chance gives the same bytes."""
    from . import letters_of_machines, letters_of_people  # noqa: F401 - they note their kinds

    writer, written = Writer(rng, address), 0
    while True:
        for _name, write in KINDS:
            for letter in write(writer):
                if written == count:
                    return
                yield letter
                written += 1
            writer.turn()
