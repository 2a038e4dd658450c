import socket
import ssl
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass

from ..calls.packets import Packets, PacketTooLong, packet, quoted

PATIENCE = 10  # seconds for an answer of the exchange
LONGEST = 1000  # octets of a line: the Manager Interface takes 1,024
#: What became of a call by the number that `OriginateResponse` gives as its reason.
REASONS = {"0": "unreachable", "1": "no_answer", "3": "no_answer", "5": "busy", "8": "unreachable"}
ANSWERED = "4"


class AmiLost(Exception):
    """The connection to the exchange is gone, or it does not let us in; the reason names no telephone."""


@dataclass(frozen=True)
class Speech:
    """What a call says: `text` by a context of the dialplan that reads it, or a recorded file."""

    text: str = ""
    context: str = ""
    recording: str = ""

    def said(self):
        """Return it as headers of `Originate`."""
        if self.recording:
            return {"Application": "Playback", "Data": self.recording}
        return {"Context": self.context, "Exten": "s", "Priority": "1", "Variable": self.variable}

    @property
    def variable(self):
        return f"GRIDDESK_TEXT={quoted(self.text)}"

    @property
    def is_too_long(self):
        return len(f"Variable: {self.variable}".encode()) > LONGEST


@dataclass
class _Line:
    """A call in the air; `answered` and `begun` by the clock that only goes on."""

    begun: float
    answered: float | None = None
    outcome: str = ""
    is_over: bool = False
    is_told: bool = False


class AmiSession:
    """Places calls by the Manager Interface of an Asterisk; a context manager.

    The exchange keeps nothing of a call that has ended: whoever breaks the connection learns no more of it.

    :param ring_seconds: how long a telephone rings
    :param heard_seconds: how long an answered call lasts before it counts as heard
    :raises AmiLost: whenever the exchange cannot be reached, refuses us or falls silent
    """

    def __init__(self, host, port, login, password, ring_seconds, heard_seconds, is_tls=False):
        self._where, self._who = (host, port), {"Username": login, "Secret": password}
        self._ring, self._heard, self._is_tls = ring_seconds, heard_seconds, is_tls
        self._packets, self._lines = Packets(), {}
        self._prefix = f"griddesk-{uuid.uuid4().hex[:12]}-"  # of one session: no two calls of one exchange are alike

    def __enter__(self):
        try:
            self._socket = socket.create_connection(self._where, PATIENCE)
            if self._is_tls:
                context = ssl.create_default_context()
                self._socket = context.wrap_socket(self._socket, server_hostname=self._where[0])
        except OSError as error:
            raise AmiLost(f"no connection: {type(error).__name__}") from None
        try:
            self._sign_in()
        except AmiLost:
            self._socket.close()
            raise
        return self

    def __exit__(self, *_error):
        with suppress(OSError):
            self._socket.sendall(packet(Action="Logoff"))
        self._socket.close()

    @property
    def busy_lines(self):
        """How many calls have not ended yet."""
        return sum(not line.is_over for line in self._lines.values())

    @property
    def is_waiting(self):
        """Whether there are calls of which it is not known yet what they come to."""
        return any(not line.is_told for line in self._lines.values())

    def call(self, number, channel, caller_id, speech):
        """Have a telephone called; `number` is our own of the call, `channel` how Asterisk dials."""
        name = f"{self._prefix}{number}"
        self._lines[name] = _Line(time.monotonic())
        self._send(
            Action="Originate", ActionID=name, ChannelId=name, Channel=channel, CallerID=caller_id,
            Timeout=str(self._ring * 1000), Async="true", **speech.said(),
        )  # fmt: skip

    def listen(self, seconds):
        """Return what calls have come to within some seconds: [(our number, outcome)].

        An outcome is `heard`, `hung_up`, `busy`, `no_answer`, `unreachable` or `refused` (by the exchange itself).
        """
        end = time.monotonic() + seconds
        while True:
            for one in self._read(min(max(end - time.monotonic(), 0), 1)):
                self._take(one)
            told = {name: outcome for name, line in self._lines.items() if (outcome := self._came_to(line))}
            for name in told:
                self._lines[name].is_told = True
            if told or time.monotonic() >= end:
                return [(int(name.removeprefix(self._prefix)), outcome) for name, outcome in told.items()]

    def _came_to(self, line):
        now = time.monotonic()
        if line.is_told:
            return None
        if line.outcome:
            return line.outcome
        if line.answered is None:
            if now - line.begun > self._ring + PATIENCE:
                raise AmiLost("the exchange does not say what became of a call")
            return None
        if now - line.answered >= self._heard:
            return "heard"
        return "hung_up" if line.is_over else None

    def _take(self, said):
        """Note what a packet says of a call of ours."""
        name = said.get("ActionID") or said.get("Uniqueid", "")
        line = self._lines.get(name)
        if not line:
            return
        if said.get("Event") == "Hangup":
            line.is_over = True
        elif said.get("Event") == "OriginateResponse" and said.get("Reason") == ANSWERED:
            line.answered = time.monotonic()
        elif said.get("Event") == "OriginateResponse":
            line.outcome, line.is_over = REASONS.get(said.get("Reason"), "unreachable"), True
        elif said.get("Response") == "Error":
            line.outcome, line.is_over = "refused", True

    def _sign_in(self):
        name = f"{self._prefix}login"
        self._send(Action="Login", ActionID=name, Events="call", **self._who)
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            for one in self._read(left):
                if one.get("ActionID") == name:
                    if one.get("Response") == "Success":
                        return
                    raise AmiLost("the exchange refuses our login")
        raise AmiLost("the exchange does not answer")

    def _send(self, **said):
        try:
            self._socket.settimeout(PATIENCE)
            self._socket.sendall(packet(**said))
        except OSError as error:
            raise AmiLost(f"no connection: {type(error).__name__}") from None

    def _read(self, seconds):
        """Return the packets that come within some seconds; none when it is silent."""
        try:
            self._socket.settimeout(max(seconds, 0.01))
            data = self._socket.recv(65536)
        except TimeoutError:
            return []
        except OSError as error:
            raise AmiLost(f"no connection: {type(error).__name__}") from None
        if not data:
            raise AmiLost("the exchange has hung up")
        try:
            return list(self._packets.feed(data))
        except PacketTooLong:
            raise AmiLost("what answers is no Manager Interface") from None
