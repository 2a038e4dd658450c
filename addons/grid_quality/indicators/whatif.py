"""What if: the level of service with some plans or facts replaced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .dated import Method, Parameter
from .scores import Measure, Score, level_of_service


@dataclass(frozen=True)
class WhatIf:
    """The level of service as it is and as it would be."""

    before: Score
    after: Score

    @property
    def changed(self) -> tuple[tuple[Score, Score], ...]:
        """Return the parameters whose score would be another one, as it is and as it would be."""
        pairs = zip(self.before.leaves(), self.after.leaves(), strict=True)
        return tuple((old, new) for old, new in pairs if old.value != new.value)


def what_if(
    parameters: Iterable[Parameter],
    measures: Mapping[str, Measure],
    replaced: Mapping[str, Measure],
    method: Method,
) -> WhatIf:
    """Return both levels; `replaced` names the parameters by their codes, a field that is None there stays as it was.

    :raises BadMeasure: a plan or a fact below zero
    """
    parameters = tuple(parameters)
    tried = {code: _over(measures.get(code, Measure()), measure) for code, measure in replaced.items()}
    before = level_of_service(parameters, measures, method)
    return WhatIf(before, level_of_service(parameters, {**measures, **tried}, method))


def _over(known: Measure, given: Measure) -> Measure:
    return Measure(
        plan=known.plan if given.plan is None else given.plan,
        fact=known.fact if given.fact is None else given.fact,
    )
