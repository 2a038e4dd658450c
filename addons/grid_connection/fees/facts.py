"""What is known of a connection when its fee or the term of its works is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .errors import BadPower


@dataclass(frozen=True)
class Work:
    """A work of the grid operator by a standardised rate: its kind (`c2` … `c8`) and how much of the rate's unit.

    `facts` choose between rates of one kind (`voltage_kv`, `section`, `laying` …).
    """

    kind: str
    quantity: Decimal
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """The facts of a connection.

    `applicant_kind`: `individual`, `entrepreneur` or `legal_entity`. `power_existing_kw`: connected earlier.
    `distance_m`: straight line from the boundary of the plot to the nearest network of the voltage asked for;
    `receiver_distance_m`: from the receivers themselves. `lease_months`: None when the land is not leased.
    `benefit_used_on`: when a preferential fee was last paid for an object in the same municipality.
    `works`: None while nobody has designed them. `method`: `standardised` or `per_power`, the applicant's choice.
    `is_simple`: the engineer's flag of a simple case (no building by the investment programme or by neighbours).
    """

    applicant_kind: str
    power_new_kw: Decimal
    power_existing_kw: Decimal = Decimal(0)
    voltage_kv: Decimal = Decimal("0.4")
    reliability_category: str = "3"
    sources: int = 1
    settlement_type: str = "city"
    distance_m: Decimal | None = None
    receiver_distance_m: Decimal | None = None
    is_apartment: bool = False
    lease_months: int | None = None
    benefit_used_on: date | None = None
    is_social: bool = False
    track: str = "account"
    method: str = "standardised"
    works: tuple[Work, ...] | None = None
    is_temporary: bool = False
    is_mobile: bool = False
    needs_building: bool = True
    third_party_land: bool = True
    is_simple: bool = False

    def __post_init__(self) -> None:
        """Refuse power that nobody can connect."""
        if self.power_new_kw <= 0 or self.power_existing_kw < 0:
            raise BadPower(new=self.power_new_kw, existing=self.power_existing_kw)

    @property
    def power_total_kw(self) -> Decimal:
        """Return the power asked for together with the power connected earlier."""
        return self.power_new_kw + self.power_existing_kw

    @property
    def is_business(self) -> bool:
        """Return whether a legal entity or an entrepreneur applies."""
        return self.applicant_kind in ("legal_entity", "entrepreneur")

    def as_mapping(self) -> dict[str, object]:
        """Return the facts by which rates of one kind are told apart, named as the law tables name them."""
        names = (
            *("applicant_kind", "power_new_kw", "power_total_kw", "voltage_kv", "reliability_category"),
            *("settlement_type", "distance_m", "track"),
        )
        return {name: _written(getattr(self, name)) for name in names}


def _written(value: object) -> object:
    """Return a number as tables write it: 10.0 is 10."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
