"""The questions of the calculator: what is answered, and which case a passport is meant for."""

from decimal import Decimal

import pytest
from applications import ESTIMATE_READERS, FARTHEST_M, PURPOSES, purpose_of, read_estimate
from deadlines import parse_facts

CHOICES = {
    "purpose": PURPOSES,
    "customer_kind": ("individual", "entrepreneur", "legal_entity"),
    "settlement_type": ("city", "rural"),
    "voltage_kv": ("0.23", "0.4", "10"),
    "reliability_category": ("1", "2", "3"),
}
HOUSE = {
    "purpose": "house",
    "customer_kind": "individual",
    "power_new_kw": "15",
    "settlement_type": "city",
    "voltage_kv": "0.4",
    "reliability_category": "3",
}


def faults(**changes):
    reading = read_estimate({**HOUSE, **changes}, CHOICES)
    return {name: fault.code for name, fault in reading.faults.items()}


def test_whole_answers_are_read():
    reading = read_estimate({**HOUSE, "distance_m": "120,5", "social_rate_claimed": "1"}, CHOICES)
    assert not reading.faults
    assert reading.values.keys() == ESTIMATE_READERS.keys()
    assert (reading.values["distance_m"], reading.values["social_rate_claimed"]) == (Decimal("120.5"), True)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"power_new_kw": ""}, {"power_new_kw": "missing"}),
        ({"power_new_kw": "0"}, {"power_new_kw": "missing"}),
        ({"power_new_kw": "много"}, {"power_new_kw": "no_number"}),
        ({"power_new_kw": "1.2345"}, {"power_new_kw": "too_exact"}),
        ({"power_existing_kw": "-1"}, {"power_existing_kw": "below_zero"}),
        ({"purpose": "increase"}, {"power_existing_kw": "missing"}),
        ({"purpose": "increase", "power_existing_kw": "5"}, {}),
        ({"purpose": "moon"}, {"purpose": "unknown"}),
        ({"customer_kind": "", "settlement_type": ""}, {"customer_kind": "missing", "settlement_type": "missing"}),
        ({"distance_m": " "}, {}),
        ({"distance_m": "0"}, {}),
        ({"distance_m": "далеко"}, {"distance_m": "no_metres"}),
        ({"distance_m": str(FARTHEST_M + 1)}, {"distance_m": "too_far"}),
    ],
)
def test_what_lacks_or_is_wrong_is_a_fault_of_its_field(changes, found):
    assert faults(**changes) == found


def test_faults_stand_in_the_order_of_the_page():
    wrong = faults(distance_m="?", power_existing_kw="?", power_new_kw="", customer_kind="")
    assert list(wrong) == ["customer_kind", "power_new_kw", "power_existing_kw", "distance_m"]


@pytest.mark.parametrize(
    ("conditions", "presets", "purpose"),
    [
        ("customer_group=1;power_total_kw<=15;voltage_kv<=0.4;sources=1;is_temporary=0", {}, "house"),
        ("customer_group=2|3;power_total_kw<=150;is_temporary=0", {}, "shop"),
        ("power_total_kw>150;power_total_kw<670", {}, "works"),
        ("power_total_kw>=670", {}, "works"),
        ("is_temporary=1;power_total_kw<=150", {"is_temporary": 1}, "temporary"),
        ("power_total_kw<=150;voltage_kv>0.4;voltage_kv<=20", {"voltage_kv": None}, "shop"),
        ("power_total_kw<=150;reliability_category=1", {"reliability_category": "1"}, "shop"),
        ("customer_group=9;is_temporary=0", {}, None),
        ("", {}, None),
    ],
)
def test_a_passport_has_the_case_that_fits_it(conditions, presets, purpose):
    assert purpose_of(parse_facts(conditions), presets) == purpose
