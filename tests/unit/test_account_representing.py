"""What is wrong with a request to act for another customer."""

from datetime import date

import pytest
from account.representing import day, faults

TODAY = date(2026, 3, 1)
GOOD = {
    "kind": "attorney",
    "principal_name": "ООО «Лес»",
    "principal_number": "7717127211",
    "document_number": "",
    "document_date": "2026-03-01",
    "valid_until": "2026-03-01",
}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"kind": "legal", "document_date": "", "valid_until": ""}, {}),
        ({"kind": ""}, {"kind": "missing"}),
        ({"principal_name": ""}, {"principal_name": "missing"}),
        ({"principal_number": "1" * 41}, {"principal_number": "too_long"}),
        ({"document_number": "1" * 251}, {"document_number": "too_long"}),
        ({"document_date": "", "valid_until": ""}, {"document_date": "missing", "valid_until": "missing"}),
        ({"document_date": "01.03.2026"}, {"document_date": "malformed"}),
        ({"document_date": "2026-03-02", "valid_until": "2026-03-03"}, {"document_date": "future"}),
        ({"valid_until": "2026-02-28"}, {"valid_until": "expired"}),
        (
            {"document_date": "2026-03-05", "valid_until": "2026-03-04"},
            {"document_date": "future", "valid_until": "before"},
        ),
        ({"kind": "legal", "valid_until": "2026-02-28"}, {"valid_until": "expired"}),
    ],
    ids=repr,
)
def test_each_field_has_its_fault(changes, found):
    assert faults({**GOOD, **changes}, TODAY) == found


def test_what_is_no_day_is_none():
    assert day("2026-02-30") is None
    assert day("\x00") is None
    assert day("2026-02-28") == date(2026, 2, 28)
