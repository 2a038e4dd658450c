"""The state of a call, from the set of its events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .events import Event

#: The last three are ends: talked to an operator, waited in vain, ended in the voice menu.
STAGES = ("menu", "waiting", "ringing", "talking", "answered", "lost", "self_service")
ENDED_STAGES = STAGES[4:]


@dataclass(frozen=True)
class Call:
    """What a call is by now.

    `waited_from` is when the caller began to wait for a person: on leaving the menu for an operator, or when the call
    came in where there is no menu. `ringing` are the telephones that ring now, `operator` the one that took the call
    last. Seconds are whole; a wait or a talk that has not ended has none.
    """

    stage: str
    caller: str
    line: str
    began_at: datetime
    waited_from: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    operator: str
    ringing: tuple[str, ...]
    path: tuple[str, ...]
    exit: str
    recording: str
    transfers: int

    @property
    def wait_seconds(self) -> int | None:
        """Return how long the caller waited for a person: up to the answer, else up to the end."""
        return _seconds(self.waited_from, self.answered_at or self.ended_at)

    @property
    def talk_seconds(self) -> int | None:
        """Return how long the talk with operators lasted."""
        return _seconds(self.answered_at, self.ended_at)


def _seconds(begin: datetime | None, end: datetime | None) -> int | None:
    return int((end - begin).total_seconds()) if begin and end else None


def call(events: Iterable[Event]) -> Call:
    """Return the state of a call; the order of its events and second deliveries change nothing.

    What is told to have happened after the end did not happen, a recording apart: clocks of machines differ.

    :raises ValueError: no event

    >>> from datetime import datetime
    >>> began, ended = datetime(2026, 4, 10, 16, 30), datetime(2026, 4, 10, 16, 31)
    >>> call([Event("2", "hung_up", ended), Event("1", "incoming", began)]).stage
    'lost'
    """
    ordered = sorted({event.key: event for event in sorted(events, key=_whole, reverse=True)}.values(), key=_place)
    if not ordered:
        raise ValueError("A call without events is none.")
    ended_at = next((event.at for event in ordered if event.kind == "hung_up"), None)
    told = [event for event in ordered if ended_at is None or event.at <= ended_at]
    answered = [event for event in told if event.kind == "answered"]
    answered_at = answered[0].at if answered else None
    exit_, waited_from = _left_menu(told, answered_at)
    handed = [event for event in told if event.kind in ("answered", "transferred")]
    return Call(
        stage=_stage(told, answered_at, ended_at, waited_from),
        caller=_first(ordered, "caller"),
        line=_first(ordered, "line"),
        began_at=ordered[0].at,
        waited_from=waited_from,
        answered_at=answered_at,
        ended_at=ended_at,
        operator=next((event.operator for event in reversed(answered) if event.operator), ""),
        ringing=() if ended_at else _ringing(told, handed[-1] if handed else None),
        path=tuple(event.step for event in told if event.kind == "menu" and event.step),
        exit=exit_,
        recording=_first(ordered, "recording"),
        transfers=sum(event.kind == "transferred" for event in told),
    )


def _place(event: Event) -> tuple:
    return event.place


def _whole(event: Event) -> tuple:
    """Return what orders even two events that bear one key by a fault of the exchange."""
    return (*event.place, event.caller, event.line, event.operator, event.step, event.exit, event.recording)


def _first(events: list[Event], name: str) -> str:
    return next((value for event in events if (value := getattr(event, name))), "")


def _left_menu(told: list[Event], answered_at: datetime | None) -> tuple[str, datetime | None]:
    """Return how the menu was left and from when a person was waited for; whoever was answered had asked for one."""
    menu = [event for event in told if event.kind == "menu"]
    left = next((event for event in menu if event.exit), None)
    if not menu:
        return "", told[0].at
    if left and left.exit == "operator":
        return "operator", min(left.at, answered_at or left.at)
    rung = next((event.at for event in told if event.kind == "ringing"), None)
    begin = min(filter(None, (rung, answered_at)), default=None)
    return ("operator", begin) if begin else (left.exit if left else "", None)


def _ringing(told: list[Event], handed: Event | None) -> tuple[str, ...]:
    """Return the telephones that ring: all since the call was last taken, and the one it was handed to."""
    since = [event for event in told if event.kind == "ringing" and (not handed or event.place > handed.place)]
    if handed and handed.kind == "transferred":
        since = [handed, *since]
    return tuple(dict.fromkeys(event.operator for event in since if event.operator))


def _stage(
    told: list[Event], answered_at: datetime | None, ended_at: datetime | None, waited_from: datetime | None
) -> str:
    if ended_at:
        if answered_at:
            return "answered"
        return "lost" if waited_from else "self_service"
    if answered_at:
        return "talking"
    if any(event.kind == "ringing" for event in told):
        return "ringing"
    return "waiting" if waited_from else "menu"
