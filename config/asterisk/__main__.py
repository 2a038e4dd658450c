"""`python config/asterisk` joins an Asterisk to GridDesk: settings from the environment, secrets from files."""

import logging
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "config"), str(ROOT / "addons" / "grid_contact")]

from asterisk.listener import Listener, Settings  # noqa: E402

NEEDED = ("ASTERISK_USER", "ASTERISK_SECRET_FILE", "GRIDDESK_KEY_FILE")


def main() -> None:
    """Listen until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    said = os.environ
    if lacking := [name for name in NEEDED if not said.get(name)]:
        sys.exit(f"Set {', '.join(lacking)}: docs/calls.md says what they mean.")
    settings = Settings(
        host=said.get("ASTERISK_HOST", "127.0.0.1"),
        port=int(said.get("ASTERISK_PORT", "5038")),
        user=said["ASTERISK_USER"],
        secret=Path(said["ASTERISK_SECRET_FILE"]).read_text(encoding="utf-8").strip(),
        contexts=frozenset(said.get("ASTERISK_CONTEXTS", "from-trunk").split(",")),
        url=said.get("GRIDDESK_URL", "http://127.0.0.1:8069"),
        key=Path(said["GRIDDESK_KEY_FILE"]).read_text(encoding="utf-8").strip(),
    )
    listener = Listener(settings)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_said: listener.stopped.set())
    listener.run()


main()
