"""Dated tables of the fee: the most specific row in force, a refusal where no row covers the day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from deadlines import parse_facts
from fee_tables import HERE, SHIPPED, citizen, lines, tables
from fees import NormNotFound, Rate, RateNotFound, RatesTie, Tables, reckon
from hypothesis import given
from hypothesis import strategies as st

D = Decimal
DAY = date(2026, 7, 1)
FACTS = {"track": "account", "voltage_kv": D("0.4")}


def _rate(amount, **values):
    return Rate(**{"kind": "c2", "amount": D(amount), "region": HERE, **values})


def _price(*rates, day=DAY, kind="c2"):
    return Tables(rates).price(kind, day, HERE, FACTS)


def test_the_rate_of_the_region_comes_before_that_of_the_country():
    assert _price(_rate("1", region=""), _rate("2")).amount == D(2)
    assert _price(_rate("1", region=""), _rate("2", region="OTHER")).amount == D(1)


def test_the_rate_with_more_conditions_that_hold_is_taken():
    account = parse_facts("track=account")
    assert _price(_rate("1"), _rate("2", conditions=account)).amount == D(2)
    assert _price(_rate("1"), _rate("2", conditions=parse_facts("voltage_kv=6"))).amount == D(1)


@pytest.mark.parametrize("voltage", ["10", "10.0"])
def test_a_number_is_compared_as_tables_write_it(voltage):
    facts = citizen(voltage_kv=D(voltage)).as_mapping()
    assert Tables((_rate("1", conditions=parse_facts("voltage_kv=6|10")),)).price("c2", DAY, HERE, facts).amount == D(1)


def test_two_rates_that_fit_equally_are_refused():
    with pytest.raises(RatesTie, match=f"c2.*{HERE}.*2026-07-01"):
        _price(_rate("1"), _rate("2"))


def test_indexes_of_two_years_follow_each_other():
    indexes = [
        Rate("index", D(amount), region=HERE, valid_from=date(year, 1, 1), valid_to=date(year, 12, 31))
        for year, amount in ((2025, "1.1"), (2026, "1.2"))
    ]
    price = _price(_rate("100", valid_to=date(2024, 12, 31)), *indexes)
    assert (price.amount, [index.amount for index in price.indexes]) == (D("132.00"), [D("1.1"), D("1.2")])


def test_an_index_does_not_reach_over_a_year_without_one():
    index = Rate("index", D("1.1"), region=HERE, valid_from=date(2026, 1, 1))
    with pytest.raises(RateNotFound, match="2026-07-01"):
        _price(_rate("100", valid_to=date(2024, 12, 31)), index)


def test_an_index_without_a_first_day_indexes_nothing():
    with pytest.raises(RateNotFound):
        _price(_rate("100", valid_to=date(2024, 12, 31)), Rate("index", D("1.1"), region=HERE))


def test_the_rate_per_power_is_not_indexed():
    index = Rate("index", D("1.1"), region=HERE, valid_from=date(2026, 1, 1))
    with pytest.raises(RateNotFound):
        _price(_rate("100", kind="per_power", valid_to=date(2025, 12, 31)), index, kind="per_power")


@given(st.integers(0, 400))
def test_every_day_without_a_rate_is_refused_with_its_date(days):
    day = date(2023, 12, 31) + timedelta(days=days + 1)
    with pytest.raises(RateNotFound, match=day.isoformat()):
        reckon(day, "PER", citizen(), SHIPPED)


@given(st.dates(date(2000, 1, 1), date(2008, 12, 31)))
def test_every_day_without_a_norm_is_refused_with_its_date(day):
    with pytest.raises(NormNotFound, match=day.isoformat()):
        reckon(day, HERE, citizen(), tables())


def test_the_share_of_costs_is_not_known_before_the_reform():
    rates = tuple(replace(rate, valid_from=None) for rate in tables().rates)
    facts = citizen(power_existing_kw=D(1), works=lines("1"))
    with pytest.raises(NormNotFound, match="costs_share_percent.*2022-06-30"):
        reckon(date(2022, 6, 30), HERE, facts, Tables(rates, SHIPPED.norms))
