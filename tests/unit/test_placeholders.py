"""Prepared texts are filled from named fields only, and what is left empty is seen."""

import pytest
from appeals.placeholders import fill, has_blanks, unknown

KNOWN = {"number": "KEM-2026-000001", "applicant": "Иванова М. П."}


def test_fields_are_filled_and_escaped():
    text = "<p>{{number}}: {{  applicant  }}, {{ number }}</p>"
    assert fill(text, KNOWN) == "<p>KEM-2026-000001: Иванова М. П., KEM-2026-000001</p>"
    assert fill("{{ applicant }}", {"applicant": "<script>"}) == "&lt;script&gt;"


def test_a_value_is_never_read_as_a_field():
    assert fill("{{ applicant }}", {"applicant": "{{ number }}", "number": "1"}) == "{{ number }}"


@pytest.mark.parametrize("text", ["{{ object.sudo() }}", "{{ number.__class__ }}", "{{ 7*7 }}", "{{}}", "{{ number"])
def test_what_is_no_field_is_named(text):
    assert unknown(text, KNOWN)


def test_known_fields_pass():
    assert unknown("<p>{{ number }} {{applicant}}</p>", KNOWN) == []


@pytest.mark.parametrize(
    ("text", "blank"),
    [("Замер показал ____ В", True), ("{{ number }}", True), ("a_b и __ два", False), ("", False)],
)
def test_blanks_are_seen(text, blank):
    assert has_blanks(text) is blank
