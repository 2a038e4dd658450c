"""The life of an appeal: which act leads from which state to which.

>>> target("take", "registered")
'in_work'
>>> target("extend", "in_work")
'in_work'
>>> target("take", "closed") is None
True
>>> act_between("answered", "closed")
'close'
"""

from dataclasses import dataclass

STATES = (
    "new",
    "registered",
    "in_work",
    "awaiting_info",
    "answered",
    "closed",
    "redirected",
    "refused",
    "withdrawn",
)
#: The appeal waits for the company; asking the sender for information does not change that.
OPEN_STATES = ("new", "registered", "in_work", "awaiting_info")
#: It has its number and waits for its answer.
WORKED_STATES = ("registered", "in_work", "awaiting_info")
#: It is over for good: what the customer adds is a new, linked appeal.
ENDED_STATES = ("closed", "redirected", "refused", "withdrawn")


@dataclass(frozen=True)
class Act:
    """One act of a person on an appeal, legal from some states only; without a target the state stays."""

    name: str
    sources: tuple[str, ...]
    target: str | None = None


ACTS = (
    Act("register", ("new",), "registered"),
    Act("take", ("registered",), "in_work"),
    Act("request_info", WORKED_STATES, "awaiting_info"),
    Act("receive_info", ("awaiting_info",), "in_work"),
    Act("extend", WORKED_STATES),
    Act("redirect", WORKED_STATES, "redirected"),
    Act("refuse", WORKED_STATES, "refused"),
    Act("withdraw", WORKED_STATES, "withdrawn"),
    Act("answer", WORKED_STATES, "answered"),
    Act("answer_at_once", ("registered",), "closed"),
    Act("close", ("answered",), "closed"),
    Act("reopen", ("answered", *ENDED_STATES)),
)


def target(name: str, state: str) -> str | None:
    """Return the state the act leads to, or None where it is not legal."""
    for act in ACTS:
        if act.name == name and state in act.sources:
            return act.target or state
    return None


def act_between(state: str, wanted: str) -> str | None:
    """Return the one act that leads from a state to another, if there is one."""
    for act in ACTS:
        if act.target == wanted and state in act.sources:
            return act.name
    return None
