"""Whether a request can walk a passport from its first step to every end.

>>> steps = [Place("draft", is_start=True), Place("done", is_end=True), Place("lost")]
>>> [str(fault) for fault in graph_faults(steps, [("draft", "done")])]
['dead_end lost', 'unreachable lost']
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Ways = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """A step as a place of the graph: its code, whether a request begins there, whether it ends there."""

    code: str
    is_start: bool = False
    is_end: bool = False


@dataclass(frozen=True)
class GraphFault:
    """What is wrong, and with which step: no_start, no_end, dead_end, endless, unreachable."""

    kind: str
    code: str = ""

    def __str__(self) -> str:
        """Return the kind and the step."""
        return f"{self.kind} {self.code}".strip()


def graph_faults(places: Iterable[Place], ways: Ways) -> Iterator[GraphFault]:
    """Yield what keeps requests from walking: the whole passport first, then step by step in their order.

    A way that leads back to its own step (a check that is repeated) leads nowhere. `endless`: acts lead on
    from the step, but never to an end.
    """
    places, ways = list(places), [(source, target) for source, target in ways if source != target]
    starts, ends = ({one.code for one in places if flag(one)} for flag in (_is_start, _is_end))
    if len(starts) != 1:
        yield GraphFault("no_start")
    if not ends:
        yield GraphFault("no_end")
    left = {source for source, _target in ways}
    ending = reached(ends, [(target, source) for source, target in ways])
    entered = reached(starts, ways)
    for place in places:
        if not place.is_end and place.code not in left:
            yield GraphFault("dead_end", place.code)
        elif ends and place.code not in ending:
            yield GraphFault("endless", place.code)
        if starts and place.code not in entered:
            yield GraphFault("unreachable", place.code)


def reached(begin: Iterable[str], ways: Ways) -> set[str]:
    """Return the steps that can be reached, the first ones included."""
    onward: dict[str, set[str]] = {}
    for source, target in ways:
        onward.setdefault(source, set()).add(target)
    found: set[str] = set()
    waiting = list(begin)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(onward.get(code, ()))
    return found


def _is_start(place: Place) -> bool:
    return place.is_start


def _is_end(place: Place) -> bool:
    return place.is_end
