"""What a person answers before he applies: the questions of the calculator, read as the application reads them.

>>> reading = read_estimate({"purpose": "house", "power_new_kw": "15", "distance_m": ""}, {"purpose": PURPOSES})
>>> reading.values["power_new_kw"], reading.values["distance_m"], reading.faults["customer_kind"].code
(Decimal('15'), None, 'missing')
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .choice import Condition
from .form import Fault
from .reading import READERS, Reading, read, read_power

#: No network is farther than this: a longer distance was written in another unit (m).
FARTHEST_M = 100_000
#: What is asked for unless somebody says otherwise.
USUAL = {"voltage_kv": "0.4", "reliability_category": "3"}


@dataclass(frozen=True)
class Purpose:
    """What somebody wants to connect, as he says it.

    `facts` are true of it always, `usual` are answers that most give; `powers` (kW) tell how big such objects are.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    powers: tuple[str, ...] = ()


_CITIZEN = {"customer_group": "1", "is_temporary": 0, **USUAL, "sources": 1}
_BUSINESS = {"customer_group": "3", "is_temporary": 0, "sources": 1}
#: The cases that a visitor chooses from, in the order of the page.
PURPOSES: Mapping[str, Purpose] = {
    "house": Purpose(_CITIZEN, {"customer_kind": "individual", "power_new_kw": "15"}, ("15", "50")),
    "garage": Purpose(_CITIZEN, {"customer_kind": "individual"}, ("15",)),
    "flat": Purpose({**_CITIZEN, "is_apartment": 1}, {"customer_kind": "individual"}, ("15",)),
    "shop": Purpose(_BUSINESS, {}, ("15", "100")),
    "works": Purpose(_BUSINESS, {}, ("200", "700")),
    "temporary": Purpose({"is_temporary": 1}, {}, ("15",)),
    "increase": Purpose({"reason": "increase"}),
}


def purpose_of(conditions: Iterable[Condition], presets: Mapping[str, object]) -> str | None:
    """Return the case for which a passport with these conditions is meant, or None.

    `presets`: what its application begins with where the usual answers do not fit it. What nothing tells is left to
    the applicant.
    """
    asked = tuple(conditions)
    for code, purpose in PURPOSES.items():
        for power in purpose.powers if asked else ():
            facts = {**USUAL, **presets, **purpose.facts, "power_total_kw": power}
            if all(facts.get(one.fact) is None or one.holds(facts) for one in asked):
                return code
    return None


def read_estimate(typed: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> Reading:
    """Read the answers; one that lacks is a fault, and so is no power at all."""
    reading = read({name: typed.get(name, "") for name in ESTIMATE_READERS}, choices, ESTIMATE_READERS)
    needed = {"power_new_kw", *(("power_existing_kw",) if reading.values.get("purpose") == "increase" else ())}
    lacking = {name: Fault("missing") for name in needed if reading.values.get(name) == 0}
    faults = {**reading.faults, **lacking}
    return replace(reading, faults={name: faults[name] for name in ESTIMATE_READERS if name in faults})


def _read_distance(text: str, answers: Collection[str]) -> Decimal | None | Fault:
    """Return metres; an empty line is a distance that nobody has measured."""
    if not text.strip():
        return None
    found = read_power(text, answers)
    if isinstance(found, Fault):
        return Fault("no_metres")
    return found if found <= FARTHEST_M else Fault("too_far", {"limit": FARTHEST_M})


_READ_CHOSEN = READERS["reason"]
#: The questions in the order of the page, and how each is read.
ESTIMATE_READERS = {
    **dict.fromkeys(("purpose", "customer_kind"), _READ_CHOSEN),
    **{name: READERS[name] for name in ("power_new_kw", "power_existing_kw")},
    "settlement_type": _READ_CHOSEN,
    "distance_m": _read_distance,
    **dict.fromkeys(("voltage_kv", "reliability_category"), _READ_CHOSEN),
    "social_rate_claimed": READERS["social_rate_claimed"],
}
