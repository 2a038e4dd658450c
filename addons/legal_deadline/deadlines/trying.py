"""Facts to try a rule with: what a person begins from who asks "what if"."""

from collections.abc import Iterable
from decimal import Decimal

from .rules import Candidate, Condition, Rule

#: What a choice says of an edition, the nearest first.
VERDICTS = ("chosen", "tie", "less_exact", "does_not_fit", "not_in_force")


def asked_facts(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the names of the facts that the conditions of the rules ask for, in their order."""
    return tuple(dict.fromkeys(condition.fact for rule in rules for condition in rule.conditions))


def fitting_facts(rule: Rule) -> dict[str, str]:
    """Return facts that the rule fits, as far as its conditions name them."""
    named = {one.fact: value for one in rule.conditions if (value := _fitting_value(one))}
    unmet = {condition.fact for condition in rule.unmet(named)}
    return {fact: value for fact, value in named.items() if fact not in unmet}


def _fitting_value(condition: Condition) -> str:
    """Return a value that fulfils the condition; empty when it only says what the fact must not be."""
    if condition.operator == "!=":
        return ""
    if condition.operator in ("<", ">"):
        return str(Decimal(condition.value) + (1 if condition.operator == ">" else -1))
    return condition.value.split("|")[0]


def verdicts(candidates: Iterable[Candidate]) -> tuple[tuple[str, Candidate], ...]:
    """Return what the choice says of each edition, the nearest first: see `Rulebook.choose`.

    `chosen`; `tie`: as exact as another, so none is chosen; `less_exact`: it fits, and another says
    more; `does_not_fit`; `not_in_force` on the day.
    """
    candidates = tuple(candidates)
    exactness = [len(one.rule.conditions) for one in candidates if one.fits]
    judged = [(_verdict(one, exactness), one) for one in candidates]
    return tuple(sorted(judged, key=lambda one: VERDICTS.index(one[0])))


def _verdict(candidate: Candidate, exactness: list[int]) -> str:
    """Judge one edition beside the exactness (how many conditions) of all that fit."""
    if not candidate.in_force:
        return "not_in_force"
    if candidate.unmet:
        return "does_not_fit"
    if len(candidate.rule.conditions) < max(exactness):
        return "less_exact"
    return "chosen" if exactness.count(max(exactness)) == 1 else "tie"
