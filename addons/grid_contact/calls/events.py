"""What a telephone exchange tells of a call, in words that belong to no maker of exchanges."""

from dataclasses import dataclass
from datetime import datetime

#: Kinds of events; of those at the same moment the earlier here counts as the earlier.
KINDS = ("incoming", "menu", "ringing", "answered", "transferred", "recording", "hung_up")
#: How a caller leaves the voice menu: to an operator, with what was asked for, or not at all (an empty exit).
EXITS = ("operator", "solved")


@dataclass(frozen=True)
class Event:
    """One thing that happened to a call.

    `key` is unique within the call: a second delivery has the same one. `operator` is the number of a telephone inside.
    `step` is the point of the voice menu that was chosen, `exit` how the menu was left. `recording` is a link.
    """

    key: str
    kind: str
    at: datetime
    caller: str = ""
    line: str = ""
    operator: str = ""
    step: str = ""
    exit: str = ""
    recording: str = ""

    def __post_init__(self) -> None:
        """Refuse what no rule here knows."""
        if self.kind not in KINDS or self.exit not in ("", *EXITS):
            raise ValueError(f"{self.kind}, {self.exit}: an event that no rule knows")

    @property
    def place(self) -> tuple[datetime, int, str]:
        """Return where the event stands among those of its call."""
        return (self.at, KINDS.index(self.kind), self.key)
