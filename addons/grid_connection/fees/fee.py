"""The fee of a connection: PP 861 TP, point 17, by dated rates of the region."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .checks import Check, flat_checks, organisational_checks, preference_checks
from .errors import IndividualFee, WorksUnknown
from .facts import Facts, Work
from .money import HUNDRED, kopecks, share
from .tables import ORGANISATIONAL, Norm, Price, Tables
from .working import Step


@dataclass(frozen=True)
class Fee:
    """A fee in roubles with VAT, the VAT in it, on what it rests, and the working.

    `basis`: `flat`, `preferential`, `social`, `standardised`, `organisational` or `per_power`.
    `is_estimate`: the works are not designed yet; the fee will not be more than this.
    `rates`: the keys of the rates it rests on.
    """

    amount: Decimal
    vat: Decimal
    basis: str
    is_estimate: bool
    steps: tuple[Step, ...]
    rates: tuple[int, ...]


@dataclass(frozen=True)
class _Line:
    """A rate multiplied: the sum, whether VAT is in it, and the step that shows it."""

    price: Price
    amount: Decimal
    step: Step


@dataclass(frozen=True)
class _Sum:
    """Lines added up with VAT: what one way of reckoning gives."""

    amount: Decimal
    vat: Decimal
    lines: tuple[_Line, ...]
    steps: tuple[Step, ...]


def reckon(day: date, region: str, facts: Facts, tables: Tables) -> Fee:
    """Return the fee on a day in a region (its code), with the working.

    :raises IndividualFee: the regulator sets it for this connection alone
    :raises RateNotFound: no rate of the region covers the day; also `NormNotFound`, `FactUnknown`, `WorksUnknown`
    """
    return _Calculation(day, region, facts, tables).fee()


@dataclass(frozen=True)
class _Calculation:
    """One fee being reckoned."""

    day: date
    region: str
    facts: Facts
    tables: Tables

    def fee(self) -> Fee:
        """Choose the way that the law prescribes for the applicant and follow it."""
        self._refuse_individual()
        new, existing, total = self.facts.power_new_kw, self.facts.power_existing_kw, self.facts.power_total_kw
        begin = (
            Step.of("day", day=self.day, region=self.region),
            Step.of("power", new=new, existing=existing, total=total),
        )
        flat = self.tables.known_norm("flat_fee", self.day)
        if flat:
            checks = flat_checks(self.facts, self.day, self.tables)
            begin += (self._checked("flat", checks),)
            if _all(checks):
                return self._flat(begin, flat)
        elif self.facts.applicant_kind == "individual":
            checks = preference_checks(self.facts, self.day, self.tables)
            begin += (self._checked("preferential", checks),)
            if _all(checks):
                return self._preferential(begin)
        return self._general(begin)

    def _refuse_individual(self) -> None:
        power, voltage = self._norm("individual_power_kw"), self._norm("individual_voltage_kv")
        if self.facts.power_total_kw > power.value or self.facts.voltage_kv > voltage.value:
            limits = {"power_limit": power.value, "voltage_limit": voltage.value}
            raise IndividualFee(power=self.facts.power_total_kw, voltage=self.facts.voltage_kv, **limits)

    def _flat(self, begin: tuple[Step, ...], flat: Norm) -> Fee:
        """Return the flat fee of old contracts; VAT is in it."""
        amount = kopecks(flat.value)
        vat = _vat_within(amount, self._norm("vat_percent").value)
        steps = (*begin, Step.of("flat", amount=amount, norm=flat.key), Step.of("fee", amount=amount, vat=vat))
        return Fee(amount, vat, "flat", False, steps, ())

    def _preferential(self, begin: tuple[Step, ...]) -> Fee:
        """Return the lesser of the preferential (or social) rate and the cost by standardised rates."""
        basis = "social" if self.facts.is_social else "preferential"
        bound = self._sum((self._line(basis, self.facts.power_new_kw),))
        if self.facts.works is None:
            unknown = Step.of("works_unknown")
            return self._closed((*begin, *bound.steps, unknown), bound, basis, is_estimate=True)
        cost = self._sum(self._standardised_lines())
        chosen, won = (cost, "standardised") if cost.amount < bound.amount else (bound, basis)
        least = Step.of("minimum", standardised=cost.amount, rate=bound.amount, chosen=chosen.amount)
        by_rate, by_costs = (Step.of("way", what=way) for way in ("rate", "standardised"))
        return self._closed((*begin, by_rate, *bound.steps, by_costs, *cost.steps, least), chosen, won)

    def _general(self, begin: tuple[Step, ...]) -> Fee:
        """Return the fee of those whom no preference serves."""
        if self.facts.is_business:
            checks = organisational_checks(self.facts, self.day, self.tables)
            begin += (self._checked("organisational", checks),)
            if _all(checks):
                cost = self._sum(self._organisational_lines())
                return self._closed((*begin, *cost.steps), cost, "organisational")
        if self.facts.method == "per_power":
            cost = self._sum((self._line("per_power", self.facts.power_new_kw),))
            return self._closed((*begin, *cost.steps), cost, "per_power")
        cost = self._sum(self._standardised_lines())
        return self._closed((*begin, *cost.steps), cost, "standardised")

    def _organisational_lines(self) -> tuple[_Line, ...]:
        return tuple(self._line(kind, Decimal(1)) for kind in ORGANISATIONAL)

    def _standardised_lines(self) -> tuple[_Line, ...]:
        """Return the organisational part whole, and the works by the share of costs that the law puts on the fee."""
        if self.facts.works is None:
            raise WorksUnknown
        within = self.facts.power_total_kw <= self._norm("small_power_kw").value
        part = self._norm("costs_share_percent") if within and self.facts.works else None
        return (*self._organisational_lines(), *(self._work(work, part) for work in self.facts.works))

    def _work(self, work: Work, part: Norm | None) -> _Line:
        return self._line(work.kind, work.quantity, {**self.facts.as_mapping(), **work.facts}, part)

    def _line(
        self, kind: str, quantity: Decimal, facts: dict[str, object] | None = None, part: Norm | None = None
    ) -> _Line:
        price = self.tables.price(kind, self.day, self.region, facts or self.facts.as_mapping())
        percent = part.value if part else HUNDRED
        amount = share(price.amount * quantity, percent)
        shown = {"percent": percent, "norm": part.key} if part else {}
        step = Step.of(
            "line",
            kind=kind,
            rate=price.rate.key,
            set=price.rate.amount,
            price=price.amount,
            **{"unit": price.rate.unit, "quantity": quantity, "amount": amount, **shown},
            indexes=[f"{index.amount:f}" for index in price.indexes],
            index_rates=[index.key for index in price.indexes],
        )
        return _Line(price, amount, step)

    def _sum(self, lines: tuple[_Line, ...]) -> _Sum:
        """Add VAT to the lines whose rates do not include it."""
        norm = self._norm("vat_percent")
        bare = sum((line.amount for line in lines if not line.price.rate.includes_vat), Decimal(0))
        gross = sum((line.amount for line in lines if line.price.rate.includes_vat), Decimal(0))
        added = share(bare, norm.value)
        steps = tuple(line.step for line in lines)
        if bare:
            vat_step = Step.of("vat", percent=norm.value, base=bare, amount=added, norm=norm.key)
            steps += (vat_step, Step.of("total", amount=bare + added + gross))
        return _Sum(bare + added + gross, added + _vat_within(gross, norm.value), lines, steps)

    def _closed(self, steps: tuple[Step, ...], found: _Sum, basis: str, is_estimate: bool = False) -> Fee:
        last = Step.of("estimate" if is_estimate else "fee", amount=found.amount, vat=found.vat)
        keys = {int(str(step.params["rate"])) for step in steps if step.code == "line"}
        keys |= {key for step in steps if step.code == "line" for key in step.params["index_rates"]}
        return Fee(found.amount, found.vat, basis, is_estimate, (*steps, last), tuple(sorted(keys)))

    def _norm(self, code: str) -> Norm:
        return self.tables.norm(code, self.day)

    def _checked(self, what: str, checks: tuple[Check, ...]) -> Step:
        return Step.of("checks", what=what, holds=_all(checks), checks=[dict(check.as_params()) for check in checks])


def _all(checks: tuple[Check, ...]) -> bool:
    """Return whether every condition holds."""
    return all(check.holds for check in checks)


def _vat_within(gross: Decimal, percent: Decimal) -> Decimal:
    """Return the VAT that a sum includes."""
    return kopecks(gross * percent / (HUNDRED + percent))
