"""How the measurements take time: the quickest of several runs, since what else the machine does only adds to it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from statistics import median
from time import perf_counter
from timeit import repeat


def best(act: Callable[[], object], runs: int = 5) -> float:
    """The seconds of the quickest of several runs."""
    return min(repeat(act, number=1, repeat=runs))


def best_within(act: Callable[[], object], seconds: float = 3) -> float:
    """The seconds of the quickest run of a short act, repeated for so long that a burst of other work passes."""
    quickest, until = best(act), perf_counter() + seconds
    while perf_counter() < until:
        quickest = min(quickest, best(act))
    return quickest


def race(acts: Mapping[str, tuple], rounds: int = 5) -> dict[str, float]:
    """The best seconds of acts that write, each given with its environment; they take turns, and each is undone."""
    seconds = {name: [] for name in acts}
    for _round in range(rounds):
        for name, (env, act) in acts.items():
            with undone(env):
                begun = perf_counter()
                act()
                env.flush_all()
                seconds[name].append(perf_counter() - begun)
    return {name: min(taken) for name, taken in seconds.items()}


def duel(acts: Mapping[str, tuple], rounds: int = 7) -> dict[str, float]:
    """The median seconds of acts that read, each given with its environment; they take turns.

    Each begins as a request does: nothing of the records is known, what the process keeps in memory is warm.
    """
    seconds = {name: [] for name in acts}
    for _round in range(rounds + 1):
        for name, (env, act) in acts.items():
            env.invalidate_all()
            begun = perf_counter()
            act()
            env.cr.flush()
            seconds[name].append(perf_counter() - begun)
    return {name: median(taken[1:]) for name, taken in seconds.items()}


@contextmanager
def undone(env) -> Iterator[None]:
    """Begin with cold caches, and leave the database as it was."""
    env.flush_all()
    env.invalidate_all()
    env.registry.clear_cache()
    with closing(env.cr.savepoint()):
        yield
