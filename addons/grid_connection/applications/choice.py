"""Which passport serves an applicant, and why: the conditions of each, held or not (PP 861 TP, points 12-14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Condition(Protocol):
    """What must be true of the facts for a passport to be meant."""

    fact: str
    operator: str
    value: str

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Return whether the facts fulfil the condition."""


@dataclass(frozen=True)
class Passport:
    """A passport in force: its code, and for whom it is offered."""

    code: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Tried:
    """A passport that was tried: each condition, whether it holds, and what was given."""

    code: str
    checks: tuple[tuple[Condition, bool, object], ...]

    @property
    def holds(self) -> bool:
        """Return whether every condition holds; a passport without conditions is offered to nobody by itself."""
        return bool(self.checks) and all(holds for _condition, holds, _given in self.checks)


@dataclass(frozen=True)
class Choice:
    """The codes that fit equally (one, when the passports are written well), and all that was tried."""

    codes: tuple[str, ...]
    tried: tuple[Tried, ...]

    @property
    def code(self) -> str | None:
        """Return the passport, when exactly one fits."""
        return self.codes[0] if len(self.codes) == 1 else None


def choose(passports: Iterable[Passport], facts: Mapping[str, object]) -> Choice:
    """Return the passport whose conditions all hold; of several the one with more conditions."""
    tried = tuple(
        Tried(one.code, tuple((each, each.holds(facts), facts.get(each.fact)) for each in one.conditions))
        for one in passports
    )
    fitting = [one for one in tried if one.holds]
    most = max((len(one.checks) for one in fitting), default=0)
    return Choice(tuple(one.code for one in fitting if len(one.checks) == most), tried)


def presets(
    conditions: Iterable[Condition], given: Mapping[str, object], answers: Mapping[str, Iterable[object]]
) -> Mapping[str, object]:
    """Return what an application for a passport begins with where the usual answers (`given`) do not fit it.

    Where one answer fits it is taken, where several do the applicant chooses: None.
    """
    asked: dict[str, list[Condition]] = {}
    for condition in conditions:
        asked.setdefault(condition.fact, []).append(condition)
    found = {}
    for fact in asked.keys() & answers.keys():
        fitting = [one for one in answers[fact] if all(each.holds({fact: one}) for each in asked[fact])]
        if given.get(fact) not in fitting:
            found[fact] = fitting[0] if len(fitting) == 1 else None
    return found
