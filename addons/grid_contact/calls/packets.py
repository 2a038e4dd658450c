"""Packets of an Asterisk's Manager Interface (AMI v2): out of a stream of bytes, however it is cut, and into it."""

from collections.abc import Iterator

LONGEST = 256 * 1024
_BREAK = b"\r\n"
_END = _BREAK * 2


class PacketTooLong(Exception):
    """What comes is no Manager Interface: nothing of it ends."""


class Packets:
    """Collects bytes and gives whole packets."""

    def __init__(self) -> None:
        """Begin with nothing; the greeting of the server is the first line."""
        self._rest = b""
        self._greeted = False

    def feed(self, data: bytes) -> Iterator[dict[str, str]]:
        r"""Yield the packets that are whole by now; the last value of a name counts.

        :raises PacketTooLong: no end of a packet in sight

        >>> packets = Packets()
        >>> list(packets.feed(b"Asterisk Call Manager/9.0.0\r\nEvent: Hang"))
        []
        >>> list(packets.feed(b"up\r\nUniqueid: 1.1\r\n\r\n"))
        [{'Event': 'Hangup', 'Uniqueid': '1.1'}]
        """
        self._rest += data
        if not self._greeted:
            greeting, found, rest = self._rest.partition(b"\r\n")
            self._greeted = bool(found)
            if found:
                self._rest = rest if b":" not in greeting else self._rest
        while self._greeted and _END in self._rest:
            whole, _end, self._rest = self._rest.partition(_END)
            if read := _read(whole):
                yield read
        if len(self._rest) > LONGEST:
            raise PacketTooLong


def _read(whole: bytes) -> dict[str, str]:
    lines = whole.decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def packet(**said: str) -> bytes:
    """Return an action as bytes.

    :raises ValueError: a line break in a value would begin a line of its own
    """
    for value in said.values():
        if "\r" in value or "\n" in value:
            raise ValueError("a value of an action is one line")
    return "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode() + _BREAK


def quoted(value: str) -> str:
    r"""Return a value of a variable that a comma does not end and a quote does not close; it is one line.

    >>> print(quoted('Свет: "ПС Южная",\nс 10 часов'))
    "Свет: \"ПС Южная\", с 10 часов"
    """
    escaped = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
