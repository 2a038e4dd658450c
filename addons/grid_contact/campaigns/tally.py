"""The report of a campaign: every recipient stands in exactly one column.

>>> tally({"positive": 7, "negative": 2, "waiting": 1})
Tally(positive=7, negative=2, failed=0, refused=0, waiting=1)
>>> tally({"positive": 7, "negative": 2, "waiting": 1}).total
10
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass

STATES = ("positive", "negative", "failed", "refused", "waiting")


@dataclass(frozen=True)
class Tally:
    """Recipients by what became of them."""

    positive: int = 0
    negative: int = 0
    failed: int = 0
    refused: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """All recipients."""
        return sum(astuple(self))

    @property
    def told_percent(self) -> float:
        """Who received it, of all who were to, in percent; those who refused were not to."""
        asked = self.total - self.refused
        return 100 * self.positive / asked if asked else 0.0


def tally(counts: Mapping[str, int]) -> Tally:
    """Make the report of counts by state.

    :raises ValueError: a state that no column shows: the report would not add up
    """
    if unknown := counts.keys() - set(STATES):
        raise ValueError(f"no column for {', '.join(sorted(unknown))}")
    return Tally(**counts)
