"""Whether conditions of a rule can hold where conditions of a passport do: which editions a passport may print.

Conditions are those of the rules of terms: a fact, an operator (`=`, `!=`, `in`, `<`, `<=`, `>`, `>=`), a value.

>>> from collections import namedtuple
>>> Is = namedtuple("Is", "fact operator value")
>>> can_meet([Is("track", "=", "paper")], [Is("track", "=", "account")])
False
>>> can_meet([Is("power", "<=", "150"), Is("track", "=", "paper")], [Is("power", ">", "150")])
False
>>> can_meet([Is("power", "<", "670")], [Is("power", ">", "150")])
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

_SIZES = ("<", "<=", ">", ">=")
_NOT = {"=": "!=", "in": "!=", "!=": "in", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Condition(Protocol):
    """What must be true of a fact."""

    fact: str
    operator: str
    value: str


def can_meet(*several: Iterable[Condition]) -> bool:
    """Return whether some facts fulfil all these conditions together; each fact is looked at by itself."""
    by_fact: dict[str, list[Condition]] = {}
    for conditions in several:
        for one in conditions:
            by_fact.setdefault(one.fact, []).append(one)
    return all(_possible(conditions) for conditions in by_fact.values())


def implied(condition: Condition, by: Iterable[Condition]) -> bool:
    """Return whether a condition holds wherever these do, so that nobody need read it: the same fact, no wider.

    >>> from collections import namedtuple
    >>> Is = namedtuple("Is", "fact operator value")
    >>> implied(Is("power", "<=", "150"), [Is("power", "<=", "15")])
    True
    >>> implied(Is("case", "=", "simple"), [Is("case", "in", "simple|other")])
    False
    """
    same = [one for one in by if one.fact == condition.fact]
    return bool(same) and not _possible([*same, _Opposite(condition.fact, _NOT[condition.operator], condition.value)])


def _possible(conditions: list[Condition]) -> bool:
    """Return whether one value of a fact fulfils all conditions on it."""
    named = [set(one.value.split("|")) for one in conditions if one.operator in ("=", "in")]
    barred = {value for one in conditions if one.operator == "!=" for value in one.value.split("|")}
    sizes = [one for one in conditions if one.operator in _SIZES]
    if named:
        left = set.intersection(*named) - barred
        return any(all(_holds(value, one) for one in sizes) for value in left)
    lowest = max(((Decimal(one.value), one.operator == ">") for one in sizes if ">" in one.operator), default=None)
    highest = min(((Decimal(one.value), one.operator != "<") for one in sizes if "<" in one.operator), default=None)
    if lowest is None or highest is None:
        return True
    open_end = lowest[1] or not highest[1]
    return lowest[0] < highest[0] or (lowest[0] == highest[0] and not open_end)


def _holds(value: str, condition: Condition) -> bool:
    number, limit = Decimal(value), Decimal(condition.value)
    order = {"<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit}
    return order[condition.operator]


@dataclass(frozen=True)
class _Opposite:
    """A condition that holds exactly where another does not."""

    fact: str
    operator: str
    value: str
