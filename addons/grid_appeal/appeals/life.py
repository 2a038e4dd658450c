"""The life of an appeal: which act leads from which state to which.

>>> target("take", "registered")
'in_work'
>>> target("take", "closed") is None
True
>>> act_between("answered", "closed")
'close'
"""

from dataclasses import dataclass

STATES = ("new", "registered", "in_work", "answered", "closed")
OPEN_STATES = ("new", "registered", "in_work")


@dataclass(frozen=True)
class Act:
    """One act of a person on an appeal, legal from some states only."""

    name: str
    sources: tuple[str, ...]
    target: str


ACTS = (
    Act("register", ("new",), "registered"),
    Act("take", ("registered",), "in_work"),
    Act("answer", ("registered", "in_work"), "answered"),
    Act("close", ("answered",), "closed"),
)


def target(name: str, state: str) -> str | None:
    """Return the state the act leads to, or None where it is not legal."""
    for act in ACTS:
        if act.name == name and state in act.sources:
            return act.target
    return None


def act_between(state: str, wanted: str) -> str | None:
    """Return the one act that leads from a state to another, if there is one."""
    for act in ACTS:
        if act.target == wanted and state in act.sources:
            return act.name
    return None
