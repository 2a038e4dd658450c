"""What payments cover: parts in their order, to the kopeck."""

from datetime import date
from decimal import Decimal

from fees import Settled, settle
from hypothesis import given
from hypothesis import strategies as some

DAYS = [date(2026, 4, day) for day in range(1, 29)]
ROUBLES = some.decimals("0.01", "100000", places=2)
PARTS = some.lists(ROUBLES, min_size=1, max_size=6)
PAYMENTS = some.lists(some.tuples(some.sampled_from(DAYS), ROUBLES), max_size=8)


def test_the_oldest_payment_pays_the_first_part():
    parts = [Decimal(100), Decimal(50), Decimal(50)]
    payments = [(DAYS[5], Decimal(60)), (DAYS[1], Decimal(90))]
    assert settle(parts, payments) == (
        Settled(Decimal(100), DAYS[5]),
        Settled(Decimal(50), DAYS[5]),
        Settled(Decimal(0), None),
    )


def test_a_kopeck_less_is_not_paid():
    assert settle([Decimal(100)], [(DAYS[0], Decimal("99.99"))]) == (Settled(Decimal("99.99"), None),)


def test_what_is_over_covers_nothing():
    assert settle([Decimal(100)], [(DAYS[0], Decimal(250))]) == (Settled(Decimal(100), DAYS[0]),)


@given(PARTS, PAYMENTS)
def test_no_kopeck_is_lost_or_made(parts, payments):
    settled = settle(parts, payments)
    received = sum((amount for _day, amount in payments), Decimal(0))
    assert sum(one.paid for one in settled) == min(received, sum(parts))
    assert all((one.paid_on is not None) == (one.paid == part) for one, part in zip(settled, parts, strict=True))


@given(PARTS, PAYMENTS)
def test_a_part_is_paid_after_the_part_before_it(parts, payments):
    days = [one.paid_on for one in settle(parts, payments)]
    whole = [day for day in days if day]
    assert days == whole + [None] * (len(days) - len(whole))
    assert whole == sorted(whole)
