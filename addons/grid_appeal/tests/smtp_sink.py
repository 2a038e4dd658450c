"""A mail server on loopback that keeps what it is given."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy
from unittest.mock import patch

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def smtp_sink():
    sink, port = Sink(), _free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


def let_mail_go(case):
    """Let Odoo send in a test, which it never does by itself, to one server; return it, for the port to be set."""
    servers = case.env["ir.mail_server"]
    servers.search([]).active = False
    case.startPatcher(patch.object(type(servers), "_disable_send", lambda model: False))
    return servers.create({"name": "Приёмник", "smtp_host": "127.0.0.1", "smtp_port": 9, "smtp_encryption": "none"})
