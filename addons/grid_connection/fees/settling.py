"""What payments cover: the parts of a fee in their order, to the kopeck."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Settled:
    """How much of a part is paid, and the day on which it was paid whole."""

    paid: Decimal
    paid_on: date | None


def settle(parts: Sequence[Decimal], payments: Iterable[tuple[date, Decimal]]) -> tuple[Settled, ...]:
    """Return what each part of a fee has got: payments, the oldest first, cover the parts in their order.

    What is more than all parts together stays over.
    """
    coming = sorted(payments, key=lambda payment: payment[0])
    received = sum((amount for _day, amount in coming), Decimal(0))
    settled, before = [], Decimal(0)
    for amount in parts:
        paid = max(Decimal(0), min(amount, received - before))
        before += amount
        settled.append(Settled(paid, _day_of(before, coming) if paid == amount else None))
    return tuple(settled)


def _day_of(wanted: Decimal, coming: Sequence[tuple[date, Decimal]]) -> date | None:
    """Return the day on which so much had come."""
    received = Decimal(0)
    for day, amount in coming:
        received += amount
        if received >= wanted:
            return day
    return None
