"""What the set-up tells the person at the terminal: steps with their time, and one clear sentence when it stops."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stop(Exception):
    """The set-up cannot go on. `reason` says what lacks, `mend` is the command or act that mends it."""

    def __init__(self, reason: str, mend: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.reason}\n    {self.mend}" if self.mend else self.reason


def tell(text: str = "") -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print a line that asks for attention but stops nothing."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show that a step begins, and how long it took."""
    tell(f"-- {title} ...")
    begun = time.monotonic()
    yield
    tell(f"   done in {time.monotonic() - begun:.0f} s")
