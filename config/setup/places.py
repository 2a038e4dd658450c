"""Where everything lies, and the settings a user may give in the environment."""

import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
ADDONS = ROOT / "addons"
CONFIG = ROOT / "config"
SAMPLE = ROOT / "data" / "sample"
LOCK = ROOT / "requirements.lock"

APT = LOCAL / "apt"
ODOO = LOCAL / "odoo"
VENV = LOCAL / "venv"
POSTGRES = LOCAL / "postgres"
FILES = LOCAL / "files"
LOGS = LOCAL / "logs"
MAIL = LOCAL / "mail"  # where the letters that the product sends are kept, as a maildir
STAMPS = LOCAL / "stamps"
PID = LOCAL / "server.pid"

PYTHON = VENV / "bin" / "python"
HOST = "127.0.0.1"
PORT = int(os.environ.get("GRIDDESK_PORT", "8069"))
DATABASE = os.environ.get("GRIDDESK_DB", "griddesk")
MODULE = "griddesk"

# The longest path that a Unix socket may have is 107 bytes; the socket's own name takes 20 of them.
SOCKET_FOLDER_MAX = 87


def socket_folder() -> Path:
    """Where the private PostgreSQL listens: beside its data, or in the temporary folder when that path is too long."""
    folder = POSTGRES / "socket"
    if len(os.fsencode(folder)) <= SOCKET_FOLDER_MAX:
        return folder
    return Path(tempfile.gettempdir()) / f"griddesk-{digest(str(ROOT))[:12]}"


def digest(text: str) -> str:
    """A short name for a state of the inputs, to know whether a step must run again."""
    return hashlib.sha256(text.encode()).hexdigest()


def stamp_is(name: str, value: str) -> bool:
    """Whether the step `name` was last finished with the inputs `value`."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == value


def set_stamp(name: str, value: str) -> None:
    """Remember that the step `name` is finished. Written last, so that a broken set-up does the step again."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
