"""Conditions of the law as checks: each says what it asks, what was given, and by which norm."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .errors import FactUnknown
from .facts import Facts
from .tables import Norm, Tables


@dataclass(frozen=True)
class Check:
    """One condition: its code, whether it holds, what was given, and the norm that sets its limit."""

    code: str
    holds: bool
    given: object = None
    norm: Norm | None = None

    def as_params(self) -> Mapping[str, object]:
        """Return the check as JSON knows it."""
        limit = {"limit": f"{self.norm.value:f}", "norm": self.norm.key} if self.norm else {}
        given = self.given if isinstance(self.given, bool | str | None) else str(self.given)
        return {"check": self.code, "holds": self.holds, "given": given, **limit}


def at_most(code: str, given: Decimal | None, norm: Norm) -> Check:
    """Return the check that a quantity is not over the limit of a norm; what is unknown does not hold."""
    return Check(code, given is not None and given <= norm.value, given, norm)


def near(facts: Facts, day: date, tables: Tables, prefix: str) -> Check:
    """Return the check of the straight distance to the network: one limit in a city, another in the country.

    :raises FactUnknown: nobody has given the distance
    """
    if facts.distance_m is None:
        raise FactUnknown(fact="distance_m")
    return at_most("near", facts.distance_m, tables.norm(f"{prefix}_{facts.settlement_type}_m", day))


def flat_checks(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Return what every preferential fee asks, the old flat one included: PP 861 TP, point 17."""
    again = tables.norm("preferential_years", day)
    return (
        at_most("power_to", facts.power_total_kw, tables.norm("preferential_power_kw", day)),
        at_most("voltage_to", facts.voltage_kv, tables.norm("preferential_voltage_kv", day)),
        Check("category_3", facts.reliability_category == "3", facts.reliability_category),
        Check("one_source", facts.sources == 1, str(facts.sources)),
        near(facts, day, tables, "near"),
        Check("benefit_free", _passed(facts.benefit_used_on, again, day), facts.benefit_used_on, again),
    )


def preference_checks(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Return the conditions of the preferential rate: PP 861 TP, point 17."""
    lease = tables.norm("preferential_lease_months", day)
    return (
        Check("individual", facts.applicant_kind == "individual", facts.applicant_kind),
        *flat_checks(facts, day, tables),
        Check("no_apartment", not facts.is_apartment, facts.is_apartment),
        Check("lease", facts.lease_months is None or facts.lease_months >= lease.value, facts.lease_months, lease),
    )


def organisational_checks(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Return the conditions by which a legal entity or an entrepreneur pays the organisational part only."""
    return (
        *_small_business(facts, day, tables),
        at_most("voltage_to", facts.voltage_kv, tables.norm("organisational_voltage_kv", day)),
        Check("one_source", facts.sources == 1, str(facts.sources)),
        near(facts, day, tables, "organisational"),
    )


def instalment_checks(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Return the conditions of paying in instalments; who pays the organisational part only has none."""
    small = _small_business(facts, day, tables)
    only = all(check.holds for check in small) and all(
        check.holds for check in organisational_checks(facts, day, tables)
    )
    return (*small, Check("pays_for_works", not only, not only))


def _small_business(facts: Facts, day: date, tables: Tables) -> tuple[Check, ...]:
    """Return the conditions of point 12(1): a legal entity or an entrepreneur up to 150 kW, category 2 or 3."""
    return (
        Check("business", facts.is_business, facts.applicant_kind),
        at_most("power_to", facts.power_total_kw, tables.norm("small_power_kw", day)),
        Check("category_2_3", facts.reliability_category in ("2", "3"), facts.reliability_category),
    )


def _passed(used: date | None, years: Norm, day: date) -> bool:
    """Return whether so many years have passed since the benefit was used; 29 February becomes the 28th."""
    if used is None:
        return True
    year = used.year + int(years.value)
    return date(year, used.month, min(used.day, monthrange(year, used.month)[1])) <= day
