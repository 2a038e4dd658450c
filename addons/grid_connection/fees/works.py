"""The case of the works: which term of PP 861 TP, point 16 “b”, binds the grid operator.

An ordered list, the first case whose conditions all hold is taken. The terms themselves are rules `tp_works`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from .checks import Check, at_most, near
from .facts import Facts
from .tables import Tables
from .working import Step


@dataclass(frozen=True)
class WorksCase:
    """The case, and a step for each case that was tried: why it is this one and none before."""

    case: str
    steps: tuple[Step, ...]


def decide(facts: Facts, day: date, tables: Tables) -> WorksCase:
    """Return the case of the works by the facts and the limits in force on the day of the contract.

    :raises FactUnknown: nobody has given the distance
    :raises NormNotFound: a limit is not known for the day
    """
    steps = []
    for case, conditions in _CONDITIONS.items():
        checks = conditions(facts, day, tables)
        holds = all(check.holds for check in checks)
        steps.append(Step.of("case", case=case, holds=holds, checks=[dict(check.as_params()) for check in checks]))
        if holds:
            return WorksCase(case, tuple(steps))
    return WorksCase("other", (*steps, Step.of("case", case="other", holds=True, checks=[])))


def _temporary_mobile(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    return (
        Check("temporary", facts.is_temporary, facts.is_temporary),
        Check("mobile", facts.is_mobile, facts.is_mobile),
        at_most("power_to", facts.power_total_kw, tables.norm("small_power_kw", day)),
        at_most("distance_to", facts.distance_m, tables.norm("mobile_distance_m", day)),
        Check("no_building", not facts.needs_building, facts.needs_building),
    )


def _temporary(facts: Facts, _day: date, _tables: Tables) -> tuple[Check, ...]:
    return (
        Check("temporary", facts.is_temporary, facts.is_temporary),
        Check("simple_flag", facts.is_simple, facts.is_simple),
    )


def _last_metres(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    power = "small_power_kw" if facts.is_business else "preferential_power_kw"
    return (
        at_most("voltage_to", facts.voltage_kv, tables.norm("last_metres_voltage_kv", day)),
        at_most("last_metres", facts.receiver_distance_m, tables.norm("last_metres_m", day)),
        Check("own_land", not facts.third_party_land, facts.third_party_land),
        at_most("power_to", facts.power_total_kw, tables.norm(power, day)),
        Check("one_source", facts.sources == 1, str(facts.sources)),
    )


def _simple(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    return (
        at_most("voltage_to", facts.voltage_kv, tables.norm("works_voltage_kv", day)),
        near(facts, day, tables, "near"),
        Check("simple_flag", facts.is_simple, facts.is_simple),
    )


def _preferential_near(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Applicants of points 12(1), 13(3), 13(5), 14 and 34: up to 150 kW, category 2 or 3."""
    category = facts.reliability_category
    return (
        at_most("power_to", facts.power_total_kw, tables.norm("small_power_kw", day)),
        Check("category_2_3", category in ("2", "3"), category),
        at_most("voltage_to", facts.voltage_kv, tables.norm("works_voltage_kv", day)),
        near(facts, day, tables, "near"),
    )


_CONDITIONS: Mapping[str, Callable[[Facts, date, Tables], tuple[Check, ...]]] = MappingProxyType(
    {
        "temporary_mobile": _temporary_mobile,
        "temporary": _temporary,
        "last_metres_0.4kV": _last_metres,
        "simple": _simple,
        "preferential_near": _preferential_near,
    }
)
#: The cases in the order in which they are tried; `other` has no conditions.
CASES = (*_CONDITIONS, "other")
