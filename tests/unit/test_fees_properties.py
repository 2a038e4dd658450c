"""What holds of every fee: never above either bound, more power never costs less, parts add up to the kopeck."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fee_tables import HERE, citizen, firm, tables
from fees import Work, instalments, reckon
from hypothesis import given
from hypothesis import strategies as st

D = Decimal
DAY = date(2026, 7, 1)
MONEY = st.decimals("0.01", "100000", places=2)
POWER = st.decimals("0.001", "15", places=3)
KILOMETRES = st.decimals("0", "3", places=3)
FEES = st.decimals("0.01", "99999999.99", places=2)


def _sum_by(basis, fee):
    """The amount that a step of the working gives to one of the two bounds."""
    step = next(step for step in fee.steps if step.code == "minimum")
    return D(step.params[basis])


@given(POWER, KILOMETRES, MONEY, MONEY)
def test_a_preferential_fee_is_never_above_either_bound(power, kilometres, preferential, overhead):
    rates = tables(preferential=str(preferential), c2=str(overhead))
    fee = reckon(DAY, HERE, citizen(power_new_kw=power, works=(Work("c2", kilometres),)), rates)
    assert fee.amount == min(_sum_by("standardised", fee), _sum_by("rate", fee))
    alone = reckon(DAY, HERE, citizen(power_new_kw=power, distance_m=D(301), works=(Work("c2", kilometres),)), rates)
    assert fee.amount <= alone.amount
    assert fee.amount <= reckon(DAY, HERE, citizen(power_new_kw=power), rates).amount


@given(POWER, POWER, KILOMETRES, MONEY)
def test_more_power_never_costs_less(one, other, kilometres, preferential):
    rates, works = tables(preferential=str(preferential)), (Work("c2", kilometres),)
    less, more = (
        reckon(DAY, HERE, citizen(power_new_kw=power, works=works), rates).amount for power in sorted((one, other))
    )
    assert less <= more


@given(st.decimals("0.001", "670", places=3), st.decimals("0.001", "670", places=3), KILOMETRES)
def test_more_power_of_a_firm_never_costs_less(one, other, kilometres):
    works = (Work("c2", kilometres),)
    less, more = (
        reckon(DAY, HERE, firm(power_new_kw=power, works=works, distance_m=D(150)), tables()).amount
        for power in sorted((one, other))
    )
    assert less <= more


@given(POWER, KILOMETRES)
def test_the_working_adds_up_to_the_fee(power, kilometres):
    facts = citizen(power_new_kw=power, distance_m=D(301), works=(Work("c2", kilometres),))
    fee = reckon(DAY, HERE, facts, tables())
    lines = sum(D(step.params["amount"]) for step in fee.steps if step.code in ("line", "vat"))
    assert lines == fee.amount == D(fee.steps[-1].params["amount"])


@given(FEES, st.sampled_from(["whole", "four_parts", "quarterly"]))
def test_parts_add_up_to_the_kopeck(fee, option):
    parts = instalments(fee, option, firm(), DAY, tables())
    assert sum(part.amount for part in parts) == fee
    assert all(part.amount >= 0 and part.amount == part.amount.quantize(D("0.01")) for part in parts)


@given(st.decimals("100", "99999999.99", places=2))
def test_parts_are_their_percents_to_the_kopeck(fee):
    parts = instalments(fee, "four_parts", firm(), DAY, tables())
    assert all(abs(part.amount - fee * part.percent / 100) < D("0.02") for part in parts)
    quarters = instalments(fee, "quarterly", firm(), DAY, tables())[1:]
    assert len(quarters) == 12
    assert max(part.amount for part in quarters) - min(part.amount for part in quarters) <= D("0.12")


@given(POWER)
def test_the_same_facts_give_the_same_fee(power):
    facts = citizen(power_new_kw=power)
    assert reckon(DAY, HERE, facts, tables()) == reckon(DAY, HERE, replace(facts), tables())
