"""What a page sends as an application: typed text becomes values, or a fault beside its field."""

from datetime import date
from decimal import Decimal

import pytest
from applications import FIELDS, STAGES_MAX, read, read_stages, stage_field, stage_numbers
from hypothesis import given
from hypothesis import strategies as some

TODAY = date(2026, 11, 27)
CHOICES = {
    "reason": ("new", "increase"),
    "voltage_kv": ("0.23", "0.4"),
    "reliability_category": ("1", "2", "3"),
    "settlement_type": ("city", "rural"),
    "instalment_option": ("whole", "four_parts"),
}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("power_new_kw", "15", Decimal(15)),
        ("power_new_kw", "7,5", Decimal("7.5")),
        ("power_new_kw", "7.125", Decimal("7.125")),
        ("power_new_kw", "1\u00a0000,5", Decimal("1000.5")),
        ("power_new_kw", "1000000", Decimal(1_000_000)),
        ("power_existing_kw", "", Decimal(0)),
        ("temporary_until", "2027-03-01", date(2027, 3, 1)),
        ("temporary_until", "01.03.2027", date(2027, 3, 1)),
        ("temporary_until", "", None),
        ("sources", "2", 2),
        ("sources", "", 1),
        ("object_name", "Дом", "Дом"),
        ("object_name", "", None),
        ("object_name", "я" * 250, "я" * 250),
        ("voltage_kv", "0.23", "0.23"),
        ("voltage_kv", "", None),
        ("register_date", "01.03.2020", date(2020, 3, 1)),
        ("signer_position", "Директор", "Директор"),
        ("is_garden", "1", True),
        ("is_garden", "", False),
    ],
)
def test_what_is_good_becomes_a_value(field, text, value):
    reading = read({field: text}, CHOICES)
    assert (reading.values, reading.faults) == ({field: value}, {})


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("power_new_kw", "пятнадцать", "no_number"),
        ("power_new_kw", "1,000,5", "no_number"),
        ("power_new_kw", "٣", "no_number"),
        ("power_new_kw", "1e3", "no_number"),
        ("power_new_kw", "nan", "no_number"),
        ("power_new_kw", "-5", "below_zero"),
        ("power_new_kw", "7,5001", "too_exact"),
        ("power_new_kw", "1000000,001", "too_much"),
        ("power_new_kw", "9" * 5000, "too_much"),
        ("temporary_until", "31.02.2027", "no_date"),
        ("temporary_until", "завтра", "no_date"),
        ("sources", "0", "no_count"),
        ("sources", "два", "no_count"),
        ("sources", "10", "no_count"),
        ("sources", "²", "no_count"),
        ("object_address", "я" * 251, "too_long"),
        ("settlement_type", "moon", "unknown"),
        ("reason", "", "missing"),
        ("instalment_option", "never", "unknown"),
    ],
)
def test_what_is_bad_is_said_at_its_field_and_not_kept(field, text, code):
    reading = read({field: text}, CHOICES)
    assert {name: fault.code for name, fault in reading.faults.items()} == {field: code}
    assert reading.values == {}


def test_a_fault_has_the_figures_of_its_sentence():
    fault = read({"object_name": "я" * 300}, {}).faults["object_name"]
    assert (fault.code, fault.params) == ("too_long", {"limit": 250, "actual": 300})


def test_names_that_are_no_field_are_ignored():
    assert read({"fee": "1", "partner_id": "2", "track": "account"}, CHOICES).values == {}


@given(some.dictionaries(some.sampled_from(sorted(FIELDS)), some.text(max_size=300)))
def test_every_field_that_was_sent_is_a_value_or_a_fault(typed):
    reading = read(typed, CHOICES)
    assert reading.values.keys() | reading.faults.keys() == typed.keys()
    assert not reading.values.keys() & reading.faults.keys()


def test_an_empty_row_is_no_stage_and_the_others_keep_their_order():
    typed = {
        "stage_1_reliability_category": "3",
        "stage_2_name": "Первая очередь",
        "stage_2_power_kw": "40,5",
        "stage_2_design_on": "2027-03-01",
        "stage_2_reliability_category": "2",
        "stage_4_power_kw": "60",
        "stage_4_commissioning_on": "01.12.2027",
    }
    rows, faults = read_stages(typed, ("1", "2", "3"), TODAY)
    assert not faults
    assert rows == (
        {
            "name": "Первая очередь",
            "power_kw": Decimal("40.5"),
            "design_on": date(2027, 3, 1),
            "commissioning_on": None,
            "reliability_category": "2",
        },
        {
            "name": None,
            "power_kw": Decimal(60),
            "design_on": None,
            "commissioning_on": date(2027, 12, 1),
            "reliability_category": None,
        },
    )


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("power_kw", "", "no_power"),
        ("power_kw", "0", "no_power"),
        ("power_kw", "сорок", "no_number"),
        ("design_on", "31.02.2027", "no_date"),
        ("design_on", "05.03.1927", "slip"),
        ("commissioning_on", "26.11.2026", "past"),
        ("commissioning_on", "01.12.2206", "slip"),
        ("name", "я" * 251, "too_long"),
        ("reliability_category", "4", "unknown"),
    ],
)
def test_what_is_bad_in_a_stage_is_said_at_its_field(field, text, code):
    typed = {"stage_3_power_kw": "40", "stage_3_name": "Цех", f"stage_3_{field}": text}
    _rows, faults = read_stages(typed, ("1", "2", "3"), TODAY)
    assert {name: fault.code for name, fault in faults.items()} == {f"stage_3_{field}": code}


def test_rows_beyond_the_last_are_not_read():
    assert read_stages({stage_field(STAGES_MAX + 1, "power_kw"): "5"}, (), TODAY) == ((), {})


def test_the_rows_of_a_page_are_known_by_their_power():
    assert stage_numbers({"stage_1_power_kw", "stage_3_power_kw", "stage_4_name", "power_new_kw"}) == (1, 3)
