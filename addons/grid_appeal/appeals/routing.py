"""To which team an appeal goes: the most particular team that takes it.

>>> general = Route(1)
>>> meters = Route(2, categories=frozenset({10}))
>>> best_team([general, meters], company=7, categories={10, 11}, branches={5})
2
>>> best_team([general, meters], company=7, categories={12}, branches={5})
1
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """What one team takes; nothing named means everything."""

    team: int
    company: int | None = None
    categories: frozenset[int] = frozenset()
    branches: frozenset[int] = frozenset()

    def rank(self, company: int, categories: Collection[int], branches: Collection[int]) -> int:
        """Return how closely the team is meant for the appeal; below zero: not for it."""
        wanted = ((self.categories, categories), (self.branches, branches))
        if self.company not in (None, company):
            return -1
        if any(own and own.isdisjoint(given) for own, given in wanted):
            return -1
        return 2 * bool(self.categories) + bool(self.branches)


def best_team(
    routes: Iterable[Route], company: int, categories: Collection[int], branches: Collection[int]
) -> int | None:
    """Return the team of the best route, the first of equals; None when no team takes the appeal."""
    ranked = [(route.rank(company, categories, branches), route.team) for route in routes]
    best = max((rank for rank, _team in ranked), default=-1)
    return next((team for rank, team in ranked if rank == best), None) if best >= 0 else None
