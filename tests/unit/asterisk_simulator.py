"""An Asterisk as its Manager Interface shows it, on a real socket; and a GridDesk that takes what is delivered."""

import json
import socket
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asterisk.packets import Packets

GREETING = b"Asterisk Call Manager/9.0.0\r\n"


def event(name: str, **said: str) -> bytes:
    return (
        "".join(
            f"{key}: {value}\r\n" for key, value in {"Event": name, "Privilege": "call,all", **said}.items()
        ).encode()
        + b"\r\n"
    )


class Asterisk:
    """Each connection plays the next part: bytes are sent as they are cut, then the line is broken or held.

    `channels` are listed when they are asked for; a login with another secret is refused.
    """

    def __init__(self, *parts: list[bytes], hold_last: bool = True, secret: str = "s3cret") -> None:
        self.parts, self.secret, self.hold_last = list(parts), secret, hold_last
        self.channels: list[bytes] = []
        self.logins: list[bool] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._held: list[socket.socket] = []
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        for line in (self._server, *self._held):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._server.accept()
            except OSError:
                return
            Thread(target=self._talk, args=[line], daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with suppress(OSError):
            line.sendall(GREETING)
            packets = Packets()
            packets._greeted = True  # a client sends no greeting
            while data := line.recv(4096):
                for action in packets.feed(data):
                    if not self._act(line, action):
                        line.close()
                        return

    def _act(self, line: socket.socket, action: dict) -> bool:
        number = f"ActionID: {action.get('ActionID', '')}\r\n".encode()
        if action["Action"] == "Login":
            known = action["Secret"] == self.secret
            self.logins.append(known)
            answer = b"Response: Success\r\n" if known else b"Response: Error\r\n"
            line.sendall(answer + number + b"Message: Authentication\r\n\r\n")
            return known
        if action["Action"] == "CoreShowChannels":
            line.sendall(b"Response: Success\r\nEventList: start\r\n\r\n" + b"".join(self.channels))
            line.sendall(event("CoreShowChannelsComplete"))
            return self._play(line)
        return True

    def _play(self, line: socket.socket) -> bool:
        part = self.parts.pop(0) if self.parts else []
        for chunk in part:
            line.sendall(chunk)
        hold = self.hold_last and not self.parts
        if hold:
            self._held.append(line)
        return hold


class GridDesk:
    """Keeps the events that were delivered; `refusals` are the statuses of the first answers."""

    def __init__(self, *refusals: int) -> None:
        self.events: list[dict] = []
        self.deliveries: list[tuple[str, str]] = []
        refusals_left, desk = list(refusals), self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.deliveries.append((self.headers["Idempotency-Key"], self.headers["Authorization"]))
                status = refusals_left.pop(0) if refusals_left else 201
                events = json.loads(body)["events"]
                if any(one.get("caller") == "12" for one in events):
                    status = 422
                if status == 201:
                    desk.events += events
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_said):
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
