"""What the official form of an application asks (PP 861 TP, points 9 and 10), as faults that a screen can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ONE_PHASE_KV = Decimal("0.23")
#: A one-phase connection is offered up to this power: a habit of the trade, no norm (kW).
ONE_PHASE_KW = Decimal(15)
#: A day farther from the application than this is a slip of the pen: a habit of the trade, no norm (years).
SLIP_YEARS = 20


@dataclass(frozen=True)
class Stage:
    """A stage of putting the object to use: power in kW, and its dates."""

    power_kw: Decimal
    design_on: date | None = None
    commissioning_on: date | None = None


@dataclass(frozen=True)
class Form:
    """An application as it is filled in; power in kW, voltage in kV.

    `citizen_limit_kw`: the power with the earlier one up to which the form of citizens is used, where it is used.
    `lacking`: names of the fields that the form asks and nobody filled in.
    `filed_on`: the local day on which it is submitted; None: its stages were planned before and are not judged anew.
    """

    power_new_kw: Decimal
    power_existing_kw: Decimal
    voltage_kv: Decimal
    reliability_category: str
    sources: int = 1
    has_own_reserve: bool = False
    is_temporary: bool = False
    temporary_until: date | None = None
    social_rate_claimed: bool = False
    citizen_limit_kw: Decimal | None = None
    is_business: bool = False
    instalment_option: str = "whole"
    stages: tuple[Stage, ...] = ()
    lacking: tuple[str, ...] = ()
    filed_on: date | None = None

    @property
    def power_total_kw(self) -> Decimal:
        """Return the power asked for together with the power connected earlier."""
        return self.power_new_kw + self.power_existing_kw


@dataclass(frozen=True)
class Fault:
    """Why a form cannot be submitted: a code, and what fills its sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def faults(form: Form) -> tuple[Fault, ...]:
    """Return everything that is wrong with a form, so that it is mended at once."""
    return (*_power(form), *_supply(form), *_money(form), *_dates(form))


def untimely(design_on: date | None, commissioning_on: date | None, filed_on: date) -> Mapping[str, str]:
    """Return {field: code} of the days of a stage that nobody plans on the day of the application.

    A design may be ready before it; what is put to use already needs no connection.

    >>> untimely(date(2024, 3, 1), date(2026, 5, 1), date(2026, 11, 27))
    {'commissioning_on': 'past'}
    """
    days = {"design_on": design_on, "commissioning_on": commissioning_on}
    found = {name: "slip" for name, day in days.items() if day and abs(day.year - filed_on.year) > SLIP_YEARS}
    if commissioning_on and commissioning_on < filed_on:
        found.setdefault("commissioning_on", "past")
    return found


def _power(form: Form) -> Iterator[Fault]:
    total = form.power_total_kw
    if form.lacking:
        yield Fault("lacking", {"fields": form.lacking})
    if form.power_new_kw <= 0:
        yield Fault("power_positive", {"power": form.power_new_kw})
    if form.power_existing_kw < 0:
        yield Fault("power_existing_negative", {"power": form.power_existing_kw})
    if form.voltage_kv == ONE_PHASE_KV and total > ONE_PHASE_KW:
        yield Fault("one_phase", {"power": total, "limit": ONE_PHASE_KW})
    if form.citizen_limit_kw is not None and total > form.citizen_limit_kw:
        yield Fault("citizen_limit", {"power": total, "limit": form.citizen_limit_kw})


def _supply(form: Form) -> Iterator[Fault]:
    if form.reliability_category == "1" and not (form.sources >= 2 and form.has_own_reserve):
        yield Fault("category_1")


def _money(form: Form) -> Iterator[Fault]:
    if form.social_rate_claimed and form.reliability_category != "3":
        yield Fault("preference_category", {"category": form.reliability_category})
    if form.instalment_option != "whole" and not form.is_business:
        yield Fault("instalments_citizen")


def _dates(form: Form) -> Iterator[Fault]:
    if form.is_temporary and not form.temporary_until:
        yield Fault("temporary_until")
    stages = sum(stage.power_kw for stage in form.stages)
    if stages > form.power_total_kw:
        yield Fault("stages_total", {"stages": stages, "power": form.power_total_kw})
    for number, stage in enumerate(form.stages, start=1):
        if stage.design_on and stage.commissioning_on and stage.commissioning_on < stage.design_on:
            yield Fault("stage_dates", {"number": number})
        if form.filed_on:
            for name, code in untimely(stage.design_on, stage.commissioning_on, form.filed_on).items():
                yield Fault(f"stage_{code}", {"number": number, "day": getattr(stage, name)})
