"""Figures of a contact centre: answered, lost, waits, talks, service level, first-contact resolution.

Who hung up before the target counts as lost too: the service level is of all who asked for a person, so that
no choice of what to leave out makes it better. Calls that ended in the voice menu stand apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Ended:
    """A call that has ended; `stage` is one of `ENDED_STAGES`, `in_time`: answered within the target."""

    stage: str
    wait_seconds: int = 0
    talk_seconds: int = 0
    in_time: bool = False
    is_solved: bool = False


@dataclass(frozen=True)
class Tally:
    """Sums of calls; two tallies are added. Shares are per cent, None where nothing is there to share."""

    answered: int = 0
    lost: int = 0
    self_service: int = 0
    in_time: int = 0
    solved: int = 0  #: answered, and the question closed in the same call
    wait_seconds: int = 0  #: of those answered
    talk_seconds: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sums of both."""
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    @property
    def asked(self) -> int:
        """Return how many asked for a person."""
        return self.answered + self.lost

    @property
    def service_level(self) -> float | None:
        """Return the share of those who asked for a person and were answered within the target."""
        return _share(self.in_time, self.asked)

    @property
    def lost_share(self) -> float | None:
        """Return the share of those who asked for a person and hung up without one."""
        return _share(self.lost, self.asked)

    @property
    def solved_share(self) -> float | None:
        """Return first-contact resolution: the share of answered calls that closed the question."""
        return _share(self.solved, self.answered)

    @property
    def mean_wait(self) -> float | None:
        """Return the mean wait of those answered, in seconds."""
        return _mean(self.wait_seconds, self.answered)

    @property
    def mean_talk(self) -> float | None:
        """Return the mean talk, in seconds."""
        return _mean(self.talk_seconds, self.answered)


EMPTY = Tally()


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _mean(total: int, count: int) -> float | None:
    return round(total / count, 1) if count else None


def tally(calls: Iterable[Ended]) -> Tally:
    """Return the sums of these calls.

    >>> tally([Ended("answered", 12, 90, True, True), Ended("lost", 40)]).service_level
    50.0
    """
    total = EMPTY
    for one in calls:
        answered = one.stage == "answered"
        total += Tally(
            answered=int(answered),
            lost=int(one.stage == "lost"),
            self_service=int(one.stage == "self_service"),
            in_time=int(answered and one.in_time),
            solved=int(answered and one.is_solved),
            wait_seconds=one.wait_seconds if answered else 0,
            talk_seconds=one.talk_seconds if answered else 0,
        )
    return total
