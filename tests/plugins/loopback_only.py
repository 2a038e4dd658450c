"""Refuses and writes down every connection beyond this machine, in the tests and in the server they start.

The product calls nobody: it works in a closed network. Python tells an audit hook of each name that is looked up and
each address that is connected to, whichever library asks.
"""

import os
import socket
import sys

_LOOPBACK = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::", socket.gethostname()}
_calls: list[str] = []


def calls() -> list[str]:
    """What was asked for beyond loopback so far."""
    return list(_calls)


def _inside(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return name in _LOOPBACK or name.startswith("127.")


def _watch(event: str, arguments: tuple) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if _inside(host):
        return
    line = f"a call to the outside: {event} {host}"
    _calls.append(line)
    if path := os.environ.get("GRIDDESK_OUTSIDE_CALLS"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    raise ConnectionRefusedError(line)


sys.addaudithook(_watch)
