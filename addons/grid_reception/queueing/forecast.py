"""How long one will wait: the queue is played on by the windows that are open."""

import heapq
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """An open window: the services it gives, and in how many minutes it will be free (0: now)."""

    services: frozenset[Hashable]
    free_in: float = 0


def forecast(
    ahead: Sequence[Hashable], own: Hashable, windows: Collection[Window], minutes: Mapping[Hashable, float]
) -> float | None:
    """Return the minutes until a ticket is called; nothing when no open window gives its service.

    Each window, as soon as it is free, takes the first of those who wait for what it gives, as calling does.

    :param ahead: the services of the tickets that are called before this one, in their order
    :param own: the service of this ticket
    :param minutes: how long each service lasts as a rule
    """
    if not any(own in window.services for window in windows):
        return None
    free = [(window.free_in, number, window.services) for number, window in enumerate(windows)]
    heapq.heapify(free)
    waiting = [*ahead, own]
    mine = len(waiting) - 1
    taken: set[int] = set()
    first = 0
    while free:
        moment, number, services = heapq.heappop(free)
        while first in taken:
            first += 1
        one = next((at for at in range(first, len(waiting)) if at not in taken and waiting[at] in services), None)
        if one is None:
            continue  # nobody is left for this window
        if one == mine:
            return moment
        taken.add(one)
        heapq.heappush(free, (moment + minutes[waiting[one]], number, services))
    raise AssertionError("an open window gives the service, so its ticket is called")
