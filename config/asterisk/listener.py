"""Listens to an Asterisk and tells GridDesk of its calls: one process for each exchange.

It joins the Manager Interface over TCP, and joins it again after every break, later and later up to a minute; it then
asks for the channels there are, so that calls that ended meanwhile end. What is not delivered yet is kept in memory, in
order, and sent again until GridDesk has it. Nothing of a caller is written to the log.
"""

import json
import logging
import socket
import time
import urllib.error
import urllib.request
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Thread

from calls.packets import Packets, PacketTooLong, packet

from .meaning import Exchange

_logger = logging.getLogger("griddesk.asterisk")

BATCH_MAX = 500  # as the interface takes at once
KEPT_MAX = 100_000  # events, when GridDesk is away for long; then the oldest go
SILENCE = 30  # seconds without a packet, after which the exchange is asked whether it is there
LOGIN = "griddesk-login"
TICK = 1.0  # seconds, within which a stop is noticed
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class LoginRefused(Exception):
    """The exchange knows no such user, or another password."""


@dataclass
class Settings:
    """Where the exchange is, where GridDesk is, and how the two are spoken to."""

    host: str
    user: str
    secret: str
    url: str
    key: str
    contexts: frozenset[str]
    port: int = 5038
    first_pause: float = FIRST_PAUSE


@dataclass
class Listener:
    """Reads packets in one thread and delivers events in another, so that neither waits for the other."""

    settings: Settings
    stopped: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        """Begin with nothing to deliver."""
        self._exchange = Exchange(self.settings.contexts)
        self._waiting: deque[dict] = deque(maxlen=KEPT_MAX)
        self._news = Event()

    def run(self) -> None:
        """Listen and deliver until stopped."""
        delivering = Thread(target=self._again_and_again, args=[self._deliver_all, "GridDesk"], daemon=True)
        delivering.start()
        self._again_and_again(self._listen, "the exchange")
        self._news.set()
        delivering.join(5)

    def _again_and_again(self, work: Callable[[Callable], None], whom: str) -> None:
        """Repeat the work after every break, each time after a longer pause; what succeeds makes it short again."""
        pause = self.settings.first_pause

        def succeeded() -> None:
            nonlocal pause
            pause = self.settings.first_pause

        while not self.stopped.is_set():
            try:
                work(succeeded)
            except (OSError, PacketTooLong, LoginRefused, urllib.error.URLError) as failure:
                _logger.warning("No word with %s (%s); again in %.0f s", whom, type(failure).__name__, pause)
                self.stopped.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    # ------------------------------------------------------------------
    # The exchange
    # ------------------------------------------------------------------
    def _listen(self, succeeded: Callable) -> None:
        with socket.create_connection((self.settings.host, self.settings.port), SILENCE) as line:
            line.settimeout(TICK)
            login = {"Action": "Login", "Username": self.settings.user, "Secret": self.settings.secret}
            line.sendall(packet(**login, ActionID=LOGIN, Events="call,dialplan,agent,reporting"))
            self._line, packets, heard, asked = line, Packets(), time.monotonic(), False
            while not self.stopped.is_set():
                try:
                    data = line.recv(65536)
                except TimeoutError:
                    silent = time.monotonic() - heard
                    if silent > 2 * SILENCE:
                        raise
                    if silent > SILENCE and not asked:
                        line.sendall(packet(Action="Ping"))
                        asked = True
                    continue
                if not data:
                    raise ConnectionResetError
                heard, asked = time.monotonic(), False
                for one in packets.feed(data):
                    self._take(one, succeeded)

    def _take(self, one: dict, succeeded: Callable) -> None:
        if one.get("Response") == "Error" and one.get("ActionID") == LOGIN:
            raise LoginRefused
        if one.get("Response") == "Success" and one.get("ActionID") == LOGIN:
            succeeded()
            self._line.sendall(packet(Action="CoreShowChannels"))  # what began and ended while there was no word
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        if events := list(self._exchange.read(one, at)):
            self._waiting.extend(events)
            self._news.set()

    # ------------------------------------------------------------------
    # GridDesk
    # ------------------------------------------------------------------
    def _deliver_all(self, succeeded: Callable) -> None:
        if not self._waiting:
            self._news.wait(TICK)
        self._news.clear()
        while self._waiting:
            batch = [self._waiting[place] for place in range(min(BATCH_MAX, len(self._waiting)))]
            self._deliver(batch)
            for event in batch:
                if self._waiting and self._waiting[0] is event:  # a queue that is full drops its oldest by itself
                    self._waiting.popleft()
            succeeded()

    def _deliver(self, batch: list[dict]) -> None:
        """Deliver a batch; one that is refused for what it holds is parted, so that a bad event stops no other.

        Any other refusal passes, that of a request which came broken (400) too: such a batch is delivered again.
        """
        try:
            self._post(batch)
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (413, 422):
                raise
            if len(batch) == 1:
                if batch[0].pop("caller", ""):  # a number that is none: the call counts all the same
                    self._deliver(batch)
                else:
                    _logger.error("An event %s was refused (%s)", batch[0]["event"], refusal.code)
                return
            middle = len(batch) // 2
            self._deliver(batch[:middle])
            self._deliver(batch[middle:])

    def _post(self, batch: list[dict]) -> None:
        body = json.dumps({"events": batch}).encode()
        headers = {
            "Authorization": f"Bearer {self.settings.key}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid5(uuid.NAMESPACE_URL, body.decode())),
        }
        asked = urllib.request.Request(f"{self.settings.url}/api/v1/calls/events", body, headers, method="POST")
        with urllib.request.urlopen(asked, timeout=SILENCE) as answer:
            answer.read()
