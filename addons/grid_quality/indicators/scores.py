"""Scores of parameters, of the three indicators and of the level of service: the lower, the better.

Order 1256 of the Ministry of Energy (forms 2.1-2.3); arithmetic is exact, figures are rounded only to be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from re import findall

from .dated import INDICATORS, Method, Parameter
from .errors import BadMeasure
from .rounding import rounded

BEST, MIDDLE, WORST = 1, 2, 3
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Measure:
    """What was planned and what came, in the unit of the parameter; None is “no data”, not zero."""

    plan: Decimal | None = None
    fact: Decimal | None = None


NO_DATA = Measure()


@dataclass(frozen=True)
class Score:
    """A score and what it is the mean (or the weighted sum) of; None where there is no data for any part.

    `number`: as the form numbers it, or the name of an indicator. `code`: of a parameter, a leaf of the tree.
    """

    number: str
    value: Fraction | None
    parts: tuple["Score", ...] = ()
    code: str = ""
    ratio: Fraction | None = None

    @property
    def shown(self) -> Decimal | None:
        """Return the score with four digits, as the forms print it."""
        return rounded(self.value)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the codes of parameters below it that have no data."""
        if self.code:
            return () if self.value is not None else (self.code,)
        return tuple(code for part in self.parts for code in part.missing)

    def leaves(self) -> Iterable["Score"]:
        """Return the scores of the parameters below it, in their order."""
        if self.code:
            yield self
        for part in self.parts:
            yield from part.leaves()


def points(measure: Measure, is_reverse: bool, method: Method) -> int | None:
    """Return 1 (better than planned), 2 (as planned) or 3 (worse); None without a plan or a fact.

    Nothing planned and nothing came is as planned; something came where none was planned is above the plan.

    :raises BadMeasure: a plan or a fact below zero
    """
    plan, fact = measure.plan, measure.fact
    for what, value in (("plan", plan), ("fact", fact)):
        if value is not None and value < 0:
            raise BadMeasure(what=what, value=value)
    if plan is None or fact is None:
        return None
    if fact * HUNDRED > plan * method.high_percent:
        return WORST if is_reverse else BEST
    if fact * HUNDRED < plan * method.low_percent:
        return BEST if is_reverse else WORST
    return MIDDLE


def ratio(measure: Measure) -> Fraction | None:
    """Return the fact in percent of the plan; None without data or where nothing was planned."""
    if measure.fact is None or not measure.plan:
        return None
    return Fraction(measure.fact) / Fraction(measure.plan) * 100


def indicator_score(
    indicator: str, parameters: Iterable[Parameter], measures: Mapping[str, Measure], method: Method
) -> Score:
    """Return the score of one indicator: the mean of its groups, each the mean of its items, each of its sub-items.

    `measures`: by the code of the parameter. What has no data is left out of the mean and stands in `missing`.
    """
    own = sorted((one for one in parameters if one.indicator == indicator), key=_path)
    leaves = [(_path(one), _leaf(one, measures.get(one.code, NO_DATA), method)) for one in own]
    return Score(indicator, *_mean_of(_folded(leaves, 0)))


def level_of_service(parameters: Iterable[Parameter], measures: Mapping[str, Measure], method: Method) -> Score:
    """Return Птсо, the weighted sum of the three indicators; None where one of them has no data at all."""
    parameters = tuple(parameters)
    parts = tuple(indicator_score(name, parameters, measures, method) for name in INDICATORS)
    if any(part.value is None for part in parts):
        return Score("level_of_service", None, parts)
    value = sum(Fraction(method.weight(part.number)) * part.value for part in parts)
    return Score("level_of_service", value, parts)


def next_plan(plan: Decimal, method: Method) -> Decimal:
    """Return the plan of the next year for a figure of which less is better, with four digits."""
    return rounded(Fraction(plan) * (1 - Fraction(method.improvement_percent) / 100))


def number_path(number: str) -> tuple[tuple[int, str], ...]:
    """Return a number in parts that sort as a form lists them: 2 before 10, 1.2а before 1.2б."""
    return tuple((int(digits or 0), letter) for digits, letter in findall(r"(\d+)|([а-яa-z])", number))


def _leaf(parameter: Parameter, measure: Measure, method: Method) -> Score:
    found = points(measure, parameter.is_reverse, method)
    value = None if found is None else found * Fraction(parameter.point)
    return Score(parameter.number, value, code=parameter.code, ratio=ratio(measure))


def _folded(leaves: list[tuple[tuple, Score]], depth: int) -> tuple[Score, ...]:
    """Return the scores of one depth of the numbering; what is divided further is the mean of its parts."""
    found = []
    neighbours = groupby(leaves, key=lambda one: one[0][: depth + 1])  # pylint: disable=bad-builtin-groupby
    for members in (list(group) for _key, group in neighbours):
        path, leaf = members[0]
        if len(path) == depth + 1:
            found.append(leaf)
        else:
            found.append(Score(_number(path[: depth + 1]), *_mean_of(_folded(members, depth + 1))))
    return tuple(found)


def _mean_of(parts: tuple[Score, ...]) -> tuple[Fraction | None, tuple[Score, ...]]:
    known = [part.value for part in parts if part.value is not None]
    return (sum(known) / len(known) if known else None), parts


def _path(parameter: Parameter) -> tuple[tuple[int, str], ...]:
    return number_path(parameter.number)


def _number(path: tuple[tuple[int, str], ...]) -> str:
    return ".".join(str(digits) for digits, letter in path if not letter)
