"""Rules as dated rows, and the choice of the one that binds an event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import ge, gt, le, lt
from types import MappingProxyType

from .errors import BadFact, RuleNotFound, RulesTie
from .terms import Term

_ORDER: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType({"<": lt, "<=": le, ">": gt, ">=": ge})


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
            return Decimal(as_text(value))
        except InvalidOperation:
            raise BadFact(fact=self.fact, value=self.value, given=given) from None


@dataclass(frozen=True)
class Rule:
    """One edition of one norm."""

    code: str
    term: Term
    valid_from: date
    valid_to: date | None = None
    conditions: tuple[Condition, ...] = ()
    key: int = 0
    warn_days: int = 3
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Return whether the edition is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fits(self, facts: Mapping[str, object]) -> bool:
        """Return whether every condition holds."""
        return all(condition.holds(facts) for condition in self.conditions)


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
        fitting = [rule for rule in self.rules.get(code, ()) if rule.in_force(day) and rule.fits(facts)]
        told = ", ".join(f"{fact} = {as_text(value)}" for fact, value in sorted(facts.items()))
        if not fitting:
            raise RuleNotFound(rule_code=code, date=day, facts=told or "—")
        most = max(len(rule.conditions) for rule in fitting)
        best = [rule for rule in fitting if len(rule.conditions) == most]
        if len(best) > 1:
            sources = "; ".join(rule.source for rule in best)
            raise RulesTie(rule_code=code, date=day, facts=told or "—", rules=sources)
        return best[0]


def as_text(value: object) -> str:
    """Return a fact as the law tables write it: true is 1, false is 0."""
    return str(int(value)) if isinstance(value, bool) else str(value)
