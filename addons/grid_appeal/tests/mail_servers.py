"""Real mail servers on loopback: a mailbox read by IMAP, and a mail server that hands letters on."""

import imaplib
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from aiosmtpd.controller import Controller

USER, PASSWORD = "priem@kuzbass-seti.example", "secret"
PYMAP = "import sys; from pymap.main import main; sys.exit(main())"


class Mailbox:
    """One box of a running IMAP server."""

    def __init__(self, port):
        self.host, self.port = "127.0.0.1", port

    @contextmanager
    def _open(self):
        client = imaplib.IMAP4(self.host, self.port, timeout=20)
        client.login(USER, PASSWORD)
        client.select()
        try:
            yield client
        finally:
            client.logout()

    def put(self, *letters):
        with self._open() as client:
            for raw in letters:
                client.append("INBOX", None, None, raw)

    def unread(self):
        with self._open() as client:
            return len(client.search(None, "UNSEEN")[1][0].split())


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait(server, port, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError("the IMAP server (pymap) did not start")


@contextmanager
def imap_server():
    """Run pymap as a process of its own, with one empty box in its memory."""
    port = _free_port()
    listen = ["--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    only = ["--no-service", "managesieve", "--no-service", "admin"]
    box = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    server = subprocess.Popen([sys.executable, "-c", PYMAP, *listen, *only, *box], stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield Mailbox(port)
    finally:
        server.terminate()
        server.wait(20)


class Gateway:
    """What a mail server does with a letter for us: hands over its bytes, and answers for them."""

    def __init__(self, hand_over):
        self.hand_over = hand_over

    async def handle_DATA(self, server, session, envelope):
        try:
            self.hand_over(envelope.content)
        except Exception:
            return "451 The letter could not be handed over, try again"
        return "250 OK"


@contextmanager
def smtp_server(hand_over):
    """Run a mail server on loopback that hands each letter on; yield its port."""
    controller = Controller(Gateway(hand_over), hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
