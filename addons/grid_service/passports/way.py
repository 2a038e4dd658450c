"""The shortest way through a passport: how a request goes when nothing lacks and nobody changes his mind.

>>> ways = {"check": ["lack", "offer"], "lack": ["check"], "offer": ["done"]}
>>> shortest_way(ways, "lack", {"done"})
['check', 'offer', 'done']
"""

from collections import deque
from collections.abc import Container, Hashable, Iterable, Mapping
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


def shortest_way(ways: Mapping[Place, Iterable[Place]], begin: Place, ends: Container[Place]) -> list[Place]:
    """Return the places after `begin` up to the nearest of the ends; of equal ways the first named; none: empty."""
    came_from: dict[Place, Place | None] = {begin: None}
    waiting = deque([begin])
    while waiting:
        place = waiting.popleft()
        if place in ends:
            return _back_to_begin(came_from, place)
        for target in ways.get(place, ()):
            if target not in came_from:
                came_from[target] = place
                waiting.append(target)
    return []


def _back_to_begin(came_from: Mapping[Place, Place | None], place: Place) -> list[Place]:
    way = []
    while (before := came_from[place]) is not None:
        way.append(place)
        place = before
    return way[::-1]
