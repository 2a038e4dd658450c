"""Who gets an appeal: of those who are there, whoever has the least open work.

>>> three = [Work(1, (7, 8)), Work(2, (7, 8)), Work(3, (7, 8))]
>>> assign(three, {7: 1.5})
{1: 8, 2: 8, 3: 7}
>>> assign([Work(1, (7, 8), barred=frozenset({7}))], {8: 100.0})
{1: 8}
>>> assign([Work(1, ())], {})
{}
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: What each piece of open work weighs: a part of an appeal is half of it.
WEIGHTS = {"appeal": 1.0, "question": 0.5, "task": 0.5}


@dataclass(frozen=True)
class Work:
    """An appeal, the people who may get it in the order of preference among equals, and who never gets it."""

    appeal: int
    members: tuple[int, ...]
    barred: frozenset[int] = frozenset()


def assign(works: Iterable[Work], loads: Mapping[int, float]) -> dict[int, int]:
    """Return `{appeal: person}`; an appeal that nobody may get is left out.

    :param loads: the weight of what each person has open already; who is not named has nothing
    """
    carried = defaultdict(float, loads)
    given = {}
    for work in works:
        free = [member for member in work.members if member not in work.barred]
        if free:
            person = min(free, key=carried.__getitem__)
            carried[person] += WEIGHTS["appeal"]
            given[work.appeal] = person
    return given
