"""A map drawn of coordinates alone: where the places lie to each other, with a scale, and no tile of anybody.

Distances are those of a plane, true enough for a region: a degree of latitude is 111 km, one of longitude shrinks
with the cosine of the latitude. Places too near to each other for their numbers share a mark; marks that would
cover each other are moved apart, and a thin line leads from each to its true point. Units are those of the
`viewBox`: a phone shows one about as a pixel.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import cos, hypot, radians

KM_A_DEGREE = 111.2
WIDTH, MARGIN = 400.0, 60.0
HEIGHTS = (300.0, 520.0)
PIN, GAP = 18.0, 6.0  # the radius of a number, and the room between two of them
LETTER, LINE = 8.0, 22.0  # the width of a letter, the height of a line
LEAST_KM = 8.0
BARS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
BAR = 120.0  # the scale bar is not longer
ROUNDS = 60  # of moving marks apart


@dataclass(frozen=True)
class Place:
    """What is drawn: `key` tells it from the others, degrees north and east say where it is, `label` names the town."""

    key: Hashable
    north: float
    east: float
    label: str = ""


@dataclass
class Mark:
    """Numbers in a row over a label: (x, y) is the middle of the row, `point` the true place."""

    point: tuple[float, float]
    label: str
    pins: list[tuple[Hashable, float, float]] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0

    @property
    def half(self) -> float:
        """Half the width of the mark."""
        return max(len(self.pins) * (PIN + GAP / 2), len(self.label) * LETTER / 2)

    @property
    def is_moved(self) -> bool:
        """Whether the mark stands away from its point, so that a line must lead to it."""
        return hypot(self.x - self.point[0], self.y - self.point[1]) > PIN


@dataclass(frozen=True)
class Drawing:
    """The finished map: its size, its marks, and how long `bar_km` kilometres are in it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    bar_km: int
    bar: float


def draw(places: Sequence[Place]) -> Drawing | None:
    """Draw the places; None when there is nothing to draw."""
    if not places:
        return None
    points, scale, height = _project(places)
    marks = [_mark(group, points) for group in _groups(places, points)]
    _part(marks, height)
    for mark in marks:
        step = 2 * PIN + GAP
        start = mark.x - step * (len(mark.pins) - 1) / 2
        mark.pins = [(key, round(start + step * place, 1), round(mark.y, 1)) for place, key in enumerate(mark.pins)]
    kilometres = max((one for one in BARS_KM if one * scale <= BAR), default=BARS_KM[0])
    return Drawing(WIDTH, height, tuple(marks), kilometres, round(kilometres * scale, 1))


def _project(places):
    """Return {key: point}, the units of a kilometre, and the height of the map."""
    middle = (min(one.north for one in places) + max(one.north for one in places)) / 2
    flat = {one.key: (one.east * KM_A_DEGREE * cos(radians(middle)), -one.north * KM_A_DEGREE) for one in places}
    lefts, tops = zip(*flat.values(), strict=True)
    wide = max(max(lefts) - min(lefts), LEAST_KM)
    high = max(max(tops) - min(tops), LEAST_KM)
    low, top = HEIGHTS
    scale = min((WIDTH - 2 * MARGIN) / wide, (top - 2 * MARGIN) / high)
    height = max(low, high * scale + 2 * MARGIN)
    x_middle, y_middle = (max(lefts) + min(lefts)) / 2, (max(tops) + min(tops)) / 2
    points = {
        key: (WIDTH / 2 + (x - x_middle) * scale, height / 2 + (y - y_middle) * scale) for key, (x, y) in flat.items()
    }
    return points, scale, round(height, 1)


def _groups(places, points):
    """Return the places as groups whose numbers would cover each other."""
    groups = []
    for place in places:
        x, y = points[place.key]
        for group in groups:
            left, top = points[group[0].key]
            if hypot(x - left, y - top) < 2 * PIN:
                group.append(place)
                break
        else:
            groups.append([place])
    return groups


def _mark(group, points):
    """Return the mark of a group, as yet at its true place, with the keys of its pins."""
    x = sum(points[one.key][0] for one in group) / len(group)
    y = sum(points[one.key][1] for one in group) / len(group)
    label = ", ".join(dict.fromkeys(one.label for one in group if one.label))
    return Mark((round(x, 1), round(y, 1)), label, [one.key for one in group], x, y)


def _part(marks, height):
    """Move marks that cover each other apart, along the shorter way, and keep them on the map."""
    tall = 2 * PIN + LINE + GAP
    for _round in range(ROUNDS):
        is_still = True
        for one, other in combinations(marks, 2):
            across = one.half + other.half + GAP - abs(one.x - other.x)
            down = tall - abs(one.y - other.y)
            if across > 0 and down > 0:
                is_still = False
                _push(one, other, "x" if across < down else "y", min(across, down) / 2)
        for mark in marks:
            mark.x = min(max(mark.x, mark.half + GAP), WIDTH - mark.half - GAP)
            mark.y = min(max(mark.y, PIN + GAP), height - PIN - LINE - GAP)
        if is_still:
            return


def _push(one, other, axis, by):
    """Move two marks away from each other; of two on one spot the later goes down or right."""
    sign = 1 if getattr(one, axis) <= getattr(other, axis) else -1
    setattr(one, axis, getattr(one, axis) - sign * by)
    setattr(other, axis, getattr(other, axis) + sign * by)
