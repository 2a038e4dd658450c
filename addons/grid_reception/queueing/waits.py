"""How visitors waited: each wait against the longest one allowed, the means against the recommended ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean


@dataclass(frozen=True)
class Visit:
    """One visit, in seconds: her longest wait, and how long she was served; `no_show`: called, and nobody came."""

    wait: int
    service: int = 0
    no_show: bool = False
    late: bool = False


@dataclass(frozen=True)
class Figures:
    """What is said of many visits; minutes are means, nothing where there is nothing to take a mean of.

    Those who did not come are apart: they are neither served nor late.
    """

    served: int
    no_shows: int
    late: int
    longest: int
    mean_wait: float | None
    mean_service: float | None

    @property
    def in_time(self) -> float | None:
        """The share of the served whose wait was within the norm, in percent."""
        return 100 * (self.served - self.late) / self.served if self.served else None


def is_in_time(called_at: datetime, due_at: datetime) -> bool:
    """Return whether a wait was within its norm: 30:00 is, 30:01 is not."""
    return called_at <= due_at


def figures(visits: Iterable[Visit]) -> Figures:
    """Return the figures of some visits."""
    came, absent = [], 0
    for visit in visits:
        if visit.no_show:
            absent += 1
        else:
            came.append(visit)
    return Figures(
        served=len(came),
        no_shows=absent,
        late=sum(visit.late for visit in came),
        longest=max((visit.wait for visit in came), default=0),
        mean_wait=fmean(visit.wait for visit in came) / 60 if came else None,
        mean_service=fmean(visit.service for visit in came) / 60 if came else None,
    )
