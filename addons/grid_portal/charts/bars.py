"""Bars beside each other over a line of zero, with one round number that says how high they are.

Units are those of the `viewBox`: a phone shows one about as a pixel.

>>> draw([("01.02", 90.0), ("01.03", 45.0)]).top
100
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400.0, 220.0
LEFT, TOP, FOOT = 44.0, 16.0, 34.0  # room for the scale, above the bars, for the labels
GAP = 0.3  # of the room of a bar
WIDEST = 60.0
LABELS = 6  # more would cover each other
ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Bar:
    """One bar: `value` as it was given, `label` under it, empty where there is no room for one."""

    label: str
    value: float
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Chart:
    """The finished chart; a line over the bars at `top`, the round number of the scale, another at zero."""

    width: float
    height: float
    left: float
    top_y: float
    zero_y: float
    top: float
    bars: tuple[Bar, ...]


def draw(values: Sequence[tuple[str, float]]) -> Chart | None:
    """Draw `(label, value)`, the oldest first; values are not below zero. None when there is nothing to draw."""
    if not values:
        return None
    top, zero = _round_up(max(value for _label, value in values)), HEIGHT - FOOT
    room = (WIDTH - LEFT) / len(values)
    width = min(room * (1 - GAP), WIDEST)
    every = -(-len(values) // LABELS)
    bars = []
    for place, (label, value) in enumerate(values):
        height = (zero - TOP) * value / top
        shown = (len(values) - 1 - place) % every == 0  # the newest has always its label
        x = LEFT + room * place + (room - width) / 2
        bars.append(
            Bar(label if shown else "", value, round(x, 1), round(zero - height, 1), round(width, 1), round(height, 1))
        )
    return Chart(WIDTH, HEIGHT, LEFT, TOP, zero, top, tuple(bars))


def _round_up(value: float) -> float:
    """Return the least round number that is not below a value: 1, 2, 2.5 or 5 with zeros."""
    power = 1.0
    while power * 10 < value:
        power *= 10
    return next(round(step * power, 1) for step in ROUND if step * power >= value)
