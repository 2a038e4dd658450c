"""What a person answers before he applies: the questions of the calculator, read as the application reads them.

>>> reading = read_estimate({"customer_kind": "individual", "power_new_kw": "15", "distance_m": ""}, {})
>>> reading.values["power_new_kw"], reading.values["distance_m"], reading.faults["customer_kind"].code
(Decimal('15'), None, 'unknown')
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from .form import Fault
from .reading import READERS, Reading, read, read_power

#: What is connected; a temporary one is an answer of its own.
PURPOSES = ("house", "garage", "shop", "works", "temporary", "other")


def read_distance(text: str, answers: Collection[str]) -> Decimal | None | Fault:
    """Return metres; an empty line is a distance that nobody has measured."""
    found = read_power(text, answers) if text.strip() else None
    return Fault("no_metres") if isinstance(found, Fault) else found


_CHOSEN = READERS["reason"]
ESTIMATE_READERS = {
    **dict.fromkeys(("customer_kind", "purpose", "settlement_type"), _CHOSEN),
    **{name: READERS[name] for name in ("power_new_kw", "power_existing_kw")},
    **dict.fromkeys(("voltage_kv", "reliability_category", "instalment_option"), _CHOSEN),
    "distance_m": read_distance,
    "social_rate_claimed": READERS["social_rate_claimed"],
}


def read_estimate(typed: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> Reading:
    """Read the answers; one that lacks is a fault, and so is no power at all."""
    reading = read({name: typed.get(name, "") for name in ESTIMATE_READERS}, choices, ESTIMATE_READERS)
    if reading.values.get("power_new_kw") != 0:
        return reading
    return replace(reading, faults={**reading.faults, "power_new_kw": Fault("no_power")})
