"""An Asterisk that plays what a test gives it, on a real socket; and a GridDesk that takes what is delivered."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

sys.path.append(str(Path(__file__).parents[2] / "addons" / "grid_contact" / "tests"))

from exchange import GREETING, ManagerInterface, event, written  # noqa: E402, F401


class Asterisk(ManagerInterface):
    """Each connection plays the next part: bytes are sent as they are cut, then the line is broken or held.

    `channels` are listed when they are asked for; a login with another secret is refused.
    """

    def __init__(self, *parts: list[bytes], hold_last: bool = True, secret: str = "s3cret") -> None:
        self.parts, self.hold_last = list(parts), hold_last
        self.channels: list[bytes] = []
        super().__init__(secret)

    def _act(self, line, action: dict) -> bool:
        if action["Action"] == "CoreShowChannels":
            line.sendall(written(("Response", "Success"), EventList="start") + b"".join(self.channels))
            line.sendall(event("CoreShowChannelsComplete"))
            return self._play(line)
        return action["Action"] != "Login"

    def _play(self, line) -> bool:
        """Play the next part; return whether the line is held then."""
        for chunk in self.parts.pop(0) if self.parts else []:
            line.sendall(chunk)
        return self.hold_last and not self.parts


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
