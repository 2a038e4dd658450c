"""Rules as dated rows, and the choice of the one that binds an event."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import ge, gt, le, lt
from types import MappingProxyType

from .errors import BadFact, BadFacts, RuleNotFound, RulesTie
from .terms import Term

_ORDER: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType({"<": lt, "<=": le, ">": gt, ">=": ge})
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, order=True)
class Condition:
    """What must be true of the event: a fact, an operator and a value (`in` takes `2|3`)."""

    fact: str
    operator: str
    value: str

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Return whether the facts fulfil the condition; a fact nobody gave fulfils none."""
        given = facts.get(self.fact)
        if given is None:
            return False
        if self.operator in _ORDER:
            return _ORDER[self.operator](self._number(given, given), self._number(self.value, given))
        found = as_text(given) in self.value.split("|")
        return found is (self.operator in ("=", "in"))

    def _number(self, value: object, given: object) -> Decimal:
        """Return the value as a number, or refuse the fact."""
        try:
            number = Decimal(as_text(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise BadFact(fact=self.fact, value=self.value, given=given)
        return number


@dataclass(frozen=True)
class ExtensionLaw:
    """How a term may be extended: by at most `amount` of a `unit` each time, `most` times."""

    amount: int
    unit: str
    most: int = 1


@dataclass(frozen=True)
class Rule:
    """One edition of one norm; an edition without a first or a last day is open on that side.

    `pause` says what the law knows: `none`, `continue` (the rest of the term is counted after the
    pause) or `restart` (a new term).
    """

    code: str
    term: Term
    valid_from: date | None = None
    valid_to: date | None = None
    conditions: tuple[Condition, ...] = ()
    key: int = 0
    warn_days: int = 3
    source: str = ""
    extension: ExtensionLaw | None = None
    pause: str = "none"

    def in_force(self, day: date) -> bool:
        """Return whether the edition is in force on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def unmet(self, facts: Mapping[str, object]) -> tuple[Condition, ...]:
        """Return the conditions that do not hold."""
        return tuple(condition for condition in self.conditions if not condition.holds(facts))

    def fits(self, facts: Mapping[str, object]) -> bool:
        """Return whether every condition holds."""
        return all(condition.holds(facts) for condition in self.conditions)


@dataclass(frozen=True)
class Candidate:
    """One edition of a code as the choice saw it: in force on the day or not, and what did not hold."""

    rule: Rule
    in_force: bool
    unmet: tuple[Condition, ...]

    @property
    def fits(self) -> bool:
        """Return whether the edition could be chosen."""
        return self.in_force and not self.unmet


@dataclass(frozen=True)
class Rulebook:
    """All editions by code."""

    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, rules: Iterable[Rule]) -> "Rulebook":
        """Group the editions by their code."""
        by_code: dict[str, list[Rule]] = {}
        for rule in rules:
            by_code.setdefault(rule.code, []).append(rule)
        return cls({code: tuple(editions) for code, editions in by_code.items()})

    def choose(self, code: str, day: date, facts: Mapping[str, object]) -> Rule:
        """Return the edition in force on the day that fits the facts most specifically.

        No edition, none that fits, or two that fit equally: a refusal, never the nearest row.
        """
        in_force = [rule for rule in self.rules.get(code, ()) if rule.in_force(day)]
        fitting = [rule for rule in in_force if rule.fits(facts)]
        if not fitting:
            asked = {condition.fact for rule in in_force for condition in rule.conditions}
            lacking = sorted(fact for fact in asked if facts.get(fact) is None)
            raise RuleNotFound(rule_code=code, date=day, facts=_given(facts), lacking=Names(lacking))
        most = max(len(rule.conditions) for rule in fitting)
        best = [rule for rule in fitting if len(rule.conditions) == most]
        if len(best) > 1:
            sources = "; ".join(rule.source for rule in best)
            raise RulesTie(rule_code=code, date=day, facts=_given(facts), rules=sources)
        return best[0]

    def examine(self, code: str, day: date, facts: Mapping[str, object]) -> tuple[Candidate, ...]:
        """Return every edition of the code with what speaks for and against it: the working of a choice."""
        return tuple(Candidate(rule, rule.in_force(day), rule.unmet(facts)) for rule in self.rules.get(code, ()))


class Facts(dict[str, object]):
    """Facts that a refusal names: `group = 3, kind = claim`."""

    def __str__(self) -> str:
        """Return the facts in the order of their names, a dash when there are none."""
        return ", ".join(f"{fact} = {as_text(value)}" for fact, value in sorted(self.items())) or "—"


def _given(facts: Mapping[str, object]) -> Facts:
    """Return the facts that were given; None says that nobody knows."""
    return Facts({fact: value for fact, value in facts.items() if value is not None})


class Names(tuple[str, ...]):
    """Names of facts that a refusal asks for."""

    def __str__(self) -> str:
        """Return the names, a dash when there are none."""
        return ", ".join(self) or "—"


def as_text(value: object) -> str:
    """Return a fact as the law tables write it: true is 1, false is 0."""
    return str(int(value)) if isinstance(value, bool) else str(value)


_CONDITION = re.compile(r"\s*([a-z]\w*)\s*(<=|>=|!=|=|<|>)\s*([^<>=;]+?)\s*")


def parse_facts(text: str) -> tuple[Condition, ...]:
    """Return the conditions of a table cell: `customer_group=2|3;power_total_kw<=150`.

    :raises BadFacts: a part is no condition, or compares the size of what is no number
    """
    conditions = []
    for part in filter(str.strip, text.split(";")):
        found = _CONDITION.fullmatch(part)
        if not found or (found[2] in _ORDER and not _NUMBER.fullmatch(found[3])):
            raise BadFacts(part=part.strip())
        operator = "in" if found[2] == "=" and "|" in found[3] else found[2]
        conditions.append(Condition(found[1], operator, found[3]))
    return tuple(conditions)


def write_facts(conditions: Iterable[Condition]) -> str:
    """Return conditions as a table cell; `parse_facts` reads it back."""
    return ";".join(f"{one.fact}{'=' if one.operator == 'in' else one.operator}{one.value}" for one in conditions)
