"""Colours that mean one thing everywhere: green in time, amber near, red late, grey not counted; none, a plain figure.

>>> late(3), late(0), near(2), near(0)
('red', 'green', 'amber', 'green')
>>> planned(40, False)(41), planned(40, False)(38), planned(40, True)(38), planned(40, True)(50)
('green', 'amber', 'green', 'red')
>>> against(95)(96), against(95)(91), against(95)(80), against(95)(None)
('green', 'amber', 'red', 'grey')
"""

from collections.abc import Callable, Iterable

NEAR_THE_PLAN = 5  # percentage points, or percent of the plan
#: On paper and in letters; a plain figure has the colour of no level.
COLOURS = {"green": "#2e7d32", "amber": "#f9a825", "red": "#c62828", "grey": "#757575", "": "#1f6f8b"}


def plain(value: float | None) -> str:
    """A figure that is neither good nor bad."""
    return "grey" if value is None else ""


def late(value: float | None) -> str:
    """None of it should be there."""
    return "red" if value else "green"


def near(value: float | None) -> str:
    """It asks to be looked at today."""
    return "amber" if value else "green"


def planned(plan: float | None, is_reverse: bool) -> Callable[[float | None], str]:
    """A figure of any unit beside its plan; `is_reverse`: the plan should not be exceeded."""
    near_enough = (plan or 0) * NEAR_THE_PLAN / 100

    def level(value: float | None) -> str:
        if value is None or plan is None:
            return plain(value)
        short = value - plan if is_reverse else plan - value
        if short <= 0:
            return "green"
        return "amber" if short <= near_enough else "red"

    return level


def worst(levels: Iterable[str]) -> str:
    """The colour that asks for most among several; grey of none.

    >>> worst(["green", "red", "amber"]), worst(["", ""]), worst([])
    ('red', '', 'grey')
    """
    order = ("red", "amber", "green", "", "grey")
    return min(levels, key=order.index, default="grey")


def against(plan: float) -> Callable[[float | None], str]:
    """A percentage that should not be below its plan."""

    def level(value: float | None) -> str:
        if value is None:
            return "grey"
        if value >= plan:
            return "green"
        return "amber" if value >= plan - NEAR_THE_PLAN else "red"

    return level
