"""Dated rows: the edition of the method and the parameters that are in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .errors import MethodNotFound, MethodsTie, ParametersNotFound

#: Информативность, исполнительность, результативность обратной связи (forms 2.1, 2.2, 2.3).
INDICATORS = ("informativeness", "execution", "feedback")


@dataclass(frozen=True)
class Parameter:
    """A parameter of an indicator, as its form numbers it: `1`, `1.2`, `1.2а`.

    `is_reverse`: less is better. `point`: what one point of the score is worth: 1, 0.25 or 0.1.
    """

    code: str
    indicator: str
    number: str
    is_reverse: bool
    point: Decimal = Decimal(1)
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Method:
    """One edition of the method of order 1256 (718, 296 before it): bounds, weights, yearly improvement.

    `low_percent`, `high_percent`: the share of the plan below and above which a fact differs from it; both bounds
    belong to the middle. `improvement_percent`: by how much each year's plan is better than that of the year before.
    `asked_from`, `asked_to`: the law asks for the three indicators of companies whose regulation began between them.
    """

    low_percent: Decimal
    high_percent: Decimal
    informativeness_weight: Decimal
    execution_weight: Decimal
    feedback_weight: Decimal
    applications_weight: Decimal
    connections_weight: Decimal
    antitrust_weight: Decimal
    improvement_percent: Decimal
    asked_from: date | None = None
    asked_to: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    key: int = 0

    def weight(self, indicator: str) -> Decimal:
        """Return how much one of the three indicators weighs in the level of service."""
        return getattr(self, f"{indicator}_weight")


def method_on(methods: Iterable[Method], day: date) -> Method:
    """Return the edition in force on the day.

    :raises MethodNotFound: no edition covers the day
    :raises MethodsTie: two do
    """
    found = [method for method in methods if _in_force(method, day)]
    if not found:
        raise MethodNotFound(day=day)
    if len(found) > 1:
        raise MethodsTie(day=day)
    return found[0]


def asked_by_law(method: Method, regulation_began: date | None) -> bool:
    """Return whether the law asks a company for the three indicators; otherwise they are its internal ones.

    `regulation_began`: the first day of its long-term period of regulation; unknown: not asked.
    """
    if regulation_began is None:
        return False
    return (method.asked_from or date.min) <= regulation_began <= (method.asked_to or date.max)


def parameters_on(parameters: Iterable[Parameter], day: date) -> tuple[Parameter, ...]:
    """Return the parameters in force on the day.

    :raises ParametersNotFound: one of the three indicators has none
    """
    found = tuple(parameter for parameter in parameters if _in_force(parameter, day))
    for indicator in INDICATORS:
        if not any(parameter.indicator == indicator for parameter in found):
            raise ParametersNotFound(indicator=indicator, day=day)
    return found


def _in_force(row: Method | Parameter, day: date) -> bool:
    return (row.valid_from or date.min) <= day <= (row.valid_to or date.max)
