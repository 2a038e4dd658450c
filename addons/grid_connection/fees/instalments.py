"""Paying in instalments: amounts by parts; their dates are counted by the rules they name."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from .checks import instalment_checks
from .errors import InstalmentsRefused
from .facts import Facts
from .money import HUNDRED, kopecks, share
from .tables import Tables
from .working import Reckoned, Step

#: `whole` at once, `four_parts` (option 1 of the form), `quarterly` (option 2).
OPTIONS = ("whole", "four_parts", "quarterly")
_FOUR = ("tp_instal_15", "tp_instal_30", "tp_instal_35", "tp_instal_20")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """A part of the fee: its number, the rule that sets its term, its share of the fee in percent, its amount.

    Of quarterly parts the rule sets the end of the last one; `quarter` counts them from 1.
    """

    number: int
    rule_code: str
    amount: Decimal
    percent: Decimal | None = None
    quarter: int = 0


def instalments(fee: Decimal, option: str, facts: Facts, day: date, tables: Tables) -> tuple[Part, ...]:
    """Return the parts of a fee, which add up to it to the kopeck: each half up, the last is the rest.

    :raises InstalmentsRefused: the applicant must pay at once; `params["checks"]` say why
    """
    if option == "whole":
        return (Part(1, "tp_invoice_pay", fee, HUNDRED),)
    checks = instalment_checks(facts, day, tables)
    if not all(check.holds for check in checks):
        raise InstalmentsRefused(checks=[dict(check.as_params()) for check in checks])
    if option == "four_parts":
        percents = [tables.norm(f"instalment_{number}_percent", day).value for number in range(1, 5)]
        amounts = _split(fee, [share(fee, percent) for percent in percents])
        return tuple(
            Part(number, code, amount, percent)
            for number, (code, amount, percent) in enumerate(zip(_FOUR, amounts, percents, strict=True), start=1)
        )
    return _quarterly(fee, day, tables)


def _quarterly(fee: Decimal, day: date, tables: Tables) -> tuple[Part, ...]:
    """Return an advance and equal quarterly parts of the rest."""
    percent = tables.norm("instalment_advance_percent", day).value
    quarters = int(tables.norm("instalment_quarters", day).value)
    advance = share(fee, percent)
    equal = kopecks((fee - advance) / quarters)
    rest = _split(fee - advance, [equal] * quarters)
    later = (Part(n + 1, "tp_instal_long", amount, quarter=n) for n, amount in enumerate(rest, start=1))
    return (Part(1, "tp_invoice_pay", advance, percent), *later)


def _split(whole: Decimal, wanted: list[Decimal]) -> tuple[Decimal, ...]:
    """Return the wanted parts of a sum, none more than what is left; the last is the rest."""
    left, parts = whole, []
    for amount in wanted[:-1]:
        parts.append(min(amount, left))
        left -= parts[-1]
    return (*parts, left)


def interest(debt: Decimal, first: date, last: date, tables: Tables) -> Reckoned:
    """Return the interest on a debt for the days from the first to the last one.

    Daily on the debt: the key rate of the Bank of Russia on that day and the points that the law adds, divided by
    the days of the year.

    :raises NormNotFound: the key rate of a day is not known
    """
    amount, steps = Decimal(0), []
    # the days come in their order, so equal rates of one year stand together
    for (percent, key, year), group in groupby(  # pylint: disable=bad-builtin-groupby
        _yearly(first, last, tables), key=lambda one: one[1:]
    ):
        days = [one[0] for one in group]
        part = debt * percent / HUNDRED * len(days) / (366 if isleap(year) else 365)
        amount += part
        steps.append(
            Step.of(
                "interest",
                debt=debt,
                first=days[0],
                last=days[-1],
                days=len(days),
                percent=percent,
                norm=key,
                amount=kopecks(part),
            )
        )
    return Reckoned(kopecks(amount), tuple(steps))


def _yearly(first: date, last: date, tables: Tables) -> Iterator[tuple[date, Decimal, int, int]]:
    """Yield each day with the percent a year that holds on it, the norm of the key rate, and the year."""
    day = first
    while day <= last:
        key_rate = tables.norm("key_rate_percent", day)
        margin = tables.norm("key_rate_margin_points", day)
        yield day, key_rate.value + margin.value, key_rate.key, day.year
        day += _DAY
