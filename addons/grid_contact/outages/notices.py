"""May a planned outage start on its day: who was warned, when, and what law or a contract asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

#: Citizens and performers of utilities (groups 1 and 2): decree 354, p. 117 b.
HOUSEHOLDS = "households"
#: Legal entities and entrepreneurs (group 3): the term stands in their contract.
COMPANIES = "companies"


@dataclass(frozen=True)
class Given:
    """A notice that was given: to whom, on which local day, in writing or by other means."""

    audience: str
    on: date
    in_writing: bool


@dataclass(frozen=True)
class Terms:
    """What binds a planned outage; days are local, and counted by the engine of deadlines.

    earliest: the first day on which law lets it start, by the first written warning of households; None without one.
    recommended: the last day for the message of GOST R 53368.
    contract_days: how many calendar days ahead contracts promise the notice; None when nobody said it.
    """

    earliest: date | None
    recommended: date
    contract_days: int | None


@dataclass(frozen=True)
class Objection:
    """What speaks against the start; `day` is the first or the last lawful day, as the code says.

    A recommended term is a warning; everything else forbids the outage.
    """

    code: str
    forbids: bool
    day: date | None = None


def objections(start: date, audiences: Collection[str], notices: Iterable[Given], terms: Terms) -> list[Objection]:
    """Return what speaks against a planned outage that starts on a day and hits such people."""
    given = list(notices)
    found = []
    if HOUSEHOLDS in audiences:
        found += _of_households(start, terms)
    if COMPANIES in audiences:
        found += _of_companies(start, given, terms)
    if audiences and min((one.on for one in given), default=date.max) > terms.recommended:
        found.append(Objection("recommended_late", forbids=False, day=terms.recommended))
    return found


def first_warning(notices: Iterable[Given]) -> date | None:
    """Return the day of the first written warning of households: from it law counts."""
    return min((one.on for one in notices if one.audience == HOUSEHOLDS and one.in_writing), default=None)


def last_for_companies(start: date, contract_days: int) -> date:
    """Return the last day on which legal entities are told in time, by the term of their contracts."""
    return start - timedelta(days=contract_days)


def _of_households(start: date, terms: Terms) -> list[Objection]:
    if terms.earliest is None:
        return [Objection("households_not_warned", forbids=True)]
    return [Objection("households_too_early", forbids=True, day=terms.earliest)] if start < terms.earliest else []


def _of_companies(start: date, notices: list[Given], terms: Terms) -> list[Objection]:
    if terms.contract_days is None:
        return [Objection("contract_unknown", forbids=True)]
    last = last_for_companies(start, terms.contract_days)
    given = min((one.on for one in notices if one.audience == COMPANIES), default=None)
    if given is None:
        return [Objection("companies_not_told", forbids=True, day=last)]
    return [Objection("companies_told_late", forbids=True, day=last)] if given > last else []
