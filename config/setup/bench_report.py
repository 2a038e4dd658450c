"""What a measurement says: figures with their targets in a table for people, rows with ratios for programs."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from textwrap import fill

NOISE = 1.25  # a ratio of times may miss its target by so much on a machine that does other things


@dataclass(frozen=True)
class Figure:
    """One figure and its target: `bound` at least, or at most when `at_most`.

    `noise` is the factor by which the target may be missed. A figure in absolute units `decides` nothing; what
    is said of one that misses its target then is `otherwise`.
    """

    title: str
    value: float
    bound: float
    at_most: bool = False
    noise: float = NOISE
    decides: bool = True
    hint: str = ""
    otherwise: str = "not on this machine"

    @property
    def verdict(self) -> str:
        """Whether the target is met, in words."""
        if self._within(1):
            return "met"
        if self._within(self.noise):
            return "missed within noise"
        return "MISSED" if self.decides else self.otherwise

    @property
    def missed(self) -> bool:
        """Whether the target is missed by more than noise explains."""
        return self.decides and not self._within(self.noise)

    def __str__(self) -> str:
        target = f"{'at most' if self.at_most else 'at least'} {number(self.bound)}"
        line = f"    {self.title:<60}{number(self.value):>10}  {target:<16} {self.verdict}"
        return f"{line}  [{self.hint}]" if self.hint else line

    def _within(self, factor: float) -> bool:
        return self.value <= self.bound * factor if self.at_most else self.value * factor >= self.bound


@dataclass(frozen=True)
class Section:
    """Figures with one peer, and a sentence that says what the peer does."""

    title: str
    peer: str
    figures: tuple[Figure, ...]

    @property
    def missed(self) -> list[str]:
        """The figures that miss their target by more than noise explains."""
        return [figure.title for figure in self.figures if figure.missed]

    def __str__(self) -> str:
        peer = fill(self.peer, 116, initial_indent="  ", subsequent_indent="  ")
        return "\n".join([f"\n{self.title}", peer, *map(str, self.figures)])


@dataclass(frozen=True)
class Row:
    """One line of `.local/bench.json`: a work among so many rows, ours and the peer's; less is better."""

    name: str
    rows: int
    ours: float
    peer: float | None
    unit: str

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer; None where the peer has no such work."""
        return self.peer / self.ours if self.peer is not None else None

    def as_json(self) -> dict:
        """The row as it is written."""
        return {**asdict(self), "ratio": self.ratio}


def conclusion(sections: Iterable[Section]) -> str:
    """The last line: what is missed, else what noise or this machine leaves open, else that all is met."""
    sections = tuple(sections)
    if missed := [f"{section.title}: {title}" for section in sections for title in section.missed]:
        return f"Missed: {'; '.join(missed)}."
    figures = [figure for section in sections for figure in section.figures]
    if open_ones := [f"{figure.title} ({figure.verdict})" for figure in figures if figure.verdict != "met"]:
        return f"No target is missed by more than noise allows. Not met this time: {'; '.join(open_ones)}."
    return "Every target is met."


def number(value: float) -> str:
    """A figure as a person reads it: three digits that mean something, thousands apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
