"""Who is asked: places among strata by their size, members by a seed that anybody can repeat."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from heapq import nsmallest

Member = int | str


def allocate(size: int, populations: Mapping[str, int]) -> dict[str, int]:
    """Return how many to ask in each stratum: in proportion to its population, rests to the largest remainders.

    Equal remainders go to the larger stratum, then to the one named first. Nobody is asked twice: where there are
    fewer customers than places, all are asked.

    >>> allocate(10, {"citizens": 800, "utilities": 50, "firms": 150})
    {'citizens': 8, 'utilities': 0, 'firms': 2}

    :raises ValueError: a size or a population below zero
    """
    total = sum(populations.values())
    if size < 0 or any(population < 0 for population in populations.values()):
        raise ValueError("A sample and a population are not below zero.")
    size = min(size, total)
    if not total:
        return dict.fromkeys(populations, 0)
    shares = {name: divmod(size * population, total) for name, population in populations.items()}
    places = {name: whole for name, (whole, _rest) in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (-shares[name][1], -populations[name]))
    for name in by_remainder[: size - sum(places.values())]:
        places[name] += 1
    return places


def draw(seed: str, members: Iterable[Member], size: int) -> list[Member]:
    """Return a sample that the seed alone decides: the same members in any order give the same sample.

    A member keeps its place when others come or go, so that a sample can be enlarged without asking anew.
    """
    return nsmallest(size, members, key=lambda member: sha256(f"{seed}\0{member}".encode()).digest())


def sample(seed: str, strata: Mapping[str, list[Member]], size: int) -> dict[str, list[Member]]:
    """Return who is asked in each stratum (a group of customers, a channel, a branch, or their combination)."""
    places = allocate(size, {name: len(members) for name, members in strata.items()})
    return {name: draw(seed, members, places[name]) for name, members in strata.items()}
