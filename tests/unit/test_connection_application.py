"""The form of an application and the choice of its passport: PP 861 TP, points 9-14."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from applications import Form, Passport, Stage, choose, faults, kilowatts, presets, too_exact
from deadlines import parse_facts
from hypothesis import given
from hypothesis import strategies as some

HOUSE = Form(Decimal(15), Decimal(0), Decimal("0.4"), "3")


def codes(form: Form) -> list[str]:
    return [fault.code for fault in faults(form)]


def test_a_house_of_fifteen_kilowatts_has_no_fault():
    assert codes(HOUSE) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"power_new_kw": Decimal(0)}, "power_positive"),
        ({"power_existing_kw": Decimal(-1)}, "power_existing_negative"),
        ({"voltage_kv": Decimal("0.23"), "power_existing_kw": Decimal("0.001")}, "one_phase"),
        ({"citizen_limit_kw": Decimal(15), "power_existing_kw": Decimal("0.001")}, "citizen_limit"),
        ({"reliability_category": "1", "sources": 2}, "category_1"),
        ({"reliability_category": "1", "has_own_reserve": True}, "category_1"),
        ({"social_rate_claimed": True, "reliability_category": "2"}, "preference_category"),
        ({"instalment_option": "four_parts"}, "instalments_citizen"),
        ({"is_temporary": True}, "temporary_until"),
        ({"stages": (Stage(Decimal(10)), Stage(Decimal("5.001")))}, "stages_total"),
        ({"stages": (Stage(Decimal(1), date(2026, 5, 1), date(2026, 4, 1)),)}, "stage_dates"),
        ({"stages": (Stage(Decimal(1), None, date(2026, 4, 30)),), "filed_on": date(2026, 5, 1)}, "stage_past"),
        ({"stages": (Stage(Decimal(1), date(1926, 5, 1)),), "filed_on": date(2026, 5, 1)}, "stage_slip"),
        ({"lacking": ("object_name",)}, "lacking"),
    ],
)
def test_each_fault_of_a_form_is_told_alone(changes, fault):
    assert codes(replace(HOUSE, **changes)) == [fault]


@pytest.mark.parametrize(
    "changes",
    [
        {"voltage_kv": Decimal("0.23")},
        {"citizen_limit_kw": Decimal(15)},
        {"reliability_category": "1", "sources": 2, "has_own_reserve": True},
        {"instalment_option": "quarterly", "is_business": True},
        {"is_temporary": True, "temporary_until": date(2026, 12, 1)},
        {"stages": (Stage(Decimal(10)), Stage(Decimal(5)))},
        {"stages": (Stage(Decimal(1), date(2025, 5, 1), date(2026, 5, 1)),), "filed_on": date(2026, 5, 1)},
        {"stages": (Stage(Decimal(1), None, date(2026, 4, 30)),)},
    ],
)
def test_what_the_limits_allow_exactly_is_no_fault(changes):
    assert codes(replace(HOUSE, **changes)) == []


def test_all_faults_are_told_together():
    form = replace(HOUSE, power_new_kw=Decimal(0), reliability_category="1", is_temporary=True)
    assert codes(form) == ["power_positive", "category_1", "temporary_until"]


@pytest.mark.parametrize(("value", "exact"), [(669.999, "669.999"), ("670", "670.000"), (0.1 + 0.2, "0.300")])
def test_kilowatts_are_exact(value, exact):
    assert kilowatts(value) == Decimal(exact)


@pytest.mark.parametrize(("value", "more"), [(15.0001, True), ("14.9999", True), (15.001, False), (670.0, False)])
def test_more_than_three_decimals_are_seen(value, more):
    assert too_exact(value) is more


@given(some.decimals("0.001", "99999", places=3), some.decimals("0", "99999", places=3))
def test_power_of_the_database_adds_up_exactly(new, existing):
    assert kilowatts(float(new)) + kilowatts(float(existing)) == new + existing


SHIPPED = {
    "citizen": "customer_group=1;power_total_kw<=15",
    "business": "customer_group=2|3;power_total_kw<=150",
    "middle": "power_total_kw>150;power_total_kw<670",
    "large": "power_total_kw>=670",
    "draft": "",
}
PASSPORTS = [Passport(code, parse_facts(text)) for code, text in SHIPPED.items()]


@pytest.mark.parametrize(
    ("group", "power", "code"),
    [
        ("1", "15", "citizen"),
        ("3", "15.001", "business"),
        ("3", "150", "business"),
        ("1", "150.001", "middle"),
        ("3", "669.999", "middle"),
        ("3", "670", "large"),
    ],
)
def test_the_passport_of_an_applicant(group, power, code):
    choice = choose(PASSPORTS, {"customer_group": group, "power_total_kw": power})
    assert choice.code == code
    assert len(choice.tried) == len(PASSPORTS)


def test_nobody_is_served_where_no_passport_fits_and_the_conditions_say_why():
    choice = choose(PASSPORTS, {"customer_group": "1", "power_total_kw": "15.001"})
    assert (choice.code, choice.codes) == (None, ())
    failed = [(condition.fact, given) for condition, holds, given in choice.tried[0].checks if not holds]
    assert failed == [("power_total_kw", "15.001")]


def test_a_fact_nobody_gave_fulfils_nothing():
    assert choose(PASSPORTS, {"customer_group": "1"}).codes == ()


def test_two_passports_that_fit_equally_are_both_told():
    twins = [Passport("one", parse_facts("is_temporary=1")), Passport("two", parse_facts("is_temporary=1"))]
    choice = choose(twins, {"is_temporary": 1})
    assert (choice.code, choice.codes) == (None, ("one", "two"))


def test_the_passport_with_more_conditions_is_meant():
    general, own = Passport("general", parse_facts("a=1")), Passport("own", parse_facts("a=1;b=1"))
    assert choose([general, own], {"a": 1, "b": 1}).code == "own"


@pytest.mark.parametrize(
    ("offered_when", "begun"),
    [
        ("is_temporary=1;power_total_kw<=150", {"is_temporary": 1}),
        ("is_temporary=0;voltage_kv<=0.4;reliability_category=2|3", {}),
        ("voltage_kv>0.4;voltage_kv<=20", {"voltage_kv": None}),
        ("voltage_kv>0.4;voltage_kv<=6", {"voltage_kv": "6"}),
        ("reliability_category=1", {"reliability_category": "1"}),
        ("customer_group=1;power_total_kw>=670", {}),
    ],
)
def test_an_application_begins_as_its_passport_asks(offered_when, begun):
    usual = {"is_temporary": 0, "voltage_kv": "0.4", "reliability_category": "3"}
    answers = {
        "is_temporary": (0, 1),
        "voltage_kv": ("0.23", "0.4", "6", "10", "20", "35"),
        "reliability_category": ("1", "2", "3"),
    }
    assert presets(parse_facts(offered_when), usual, answers) == begun
