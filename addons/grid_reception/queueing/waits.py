"""How visitors waited: each wait against the longest one allowed, the means against the recommended ones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """What is counted of many visits. Those who did not come are apart: they are neither served nor late.

    :param served: visits that were served
    :param timed: those of them whose end was noted: only they have a length of service
    :param late: those of them who waited longer than the norm
    :param no_shows: called, and nobody came
    :param wait: seconds that the served waited, each her longest wait
    :param service: seconds of service of the timed
    """

    served: int = 0
    timed: int = 0
    late: int = 0
    no_shows: int = 0
    wait: int = 0
    service: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def in_time(self) -> float | None:
        """The share of the served whose wait was within the norm, in percent; of nobody there is none."""
        return 100 * (self.served - self.late) / self.served if self.served else None

    @property
    def mean_wait(self) -> float | None:
        """The mean wait of the served, in minutes."""
        return self.wait / self.served / 60 if self.served else None

    @property
    def mean_service(self) -> float | None:
        """The mean length of a service, in minutes."""
        return self.service / self.timed / 60 if self.timed else None
