"""What a page sends as an application: typed text becomes values, or a finding beside its field."""

from datetime import date
from decimal import Decimal

import pytest
from applications import FIELDS, Finding, read
from hypothesis import given
from hypothesis import strategies as some

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
        ("object_name", "Дом", "Дом"),
        ("object_name", "", None),
        ("object_name", "я" * 250, "я" * 250),
        ("voltage_kv", "0.23", "0.23"),
        ("voltage_kv", "", None),
        ("is_garden", "1", True),
        ("is_garden", "", False),
    ],
)
def test_what_is_good_becomes_a_value(field, text, value):
    reading = read({field: text}, CHOICES)
    assert (reading.values, reading.findings) == ({field: value}, ())


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
        ("object_address", "я" * 251, "too_long"),
        ("settlement_type", "moon", "unknown"),
        ("reason", "", "missing"),
        ("instalment_option", "never", "unknown"),
    ],
)
def test_what_is_bad_is_said_at_its_field_and_not_kept(field, text, code):
    reading = read({field: text}, CHOICES)
    assert [(one.field, one.code) for one in reading.findings] == [(field, code)]
    assert reading.values == {}


def test_a_finding_has_the_figures_of_its_sentence():
    assert read({"object_name": "я" * 300}, {}).findings == (Finding("object_name", "too_long", 250, 300),)


def test_names_that_are_no_field_are_ignored():
    assert read({"fee": "1", "partner_id": "2", "track": "account"}, CHOICES).values == {}


@given(some.dictionaries(some.sampled_from(sorted(FIELDS)), some.text(max_size=300)))
def test_every_field_that_was_sent_is_a_value_or_a_finding(typed):
    reading = read(typed, CHOICES)
    said = {one.field for one in reading.findings}
    assert reading.values.keys() | said == typed.keys()
    assert not reading.values.keys() & said
