"""Identity documents of people in Russia."""

import doctest
from datetime import date

import pytest
from identity import documents

TODAY = date(2026, 3, 10)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(documents).failed == 0


@pytest.mark.parametrize("text", ["3208123456", "32 08 123456", "32 08 № 123456", "3208-123456"])
def test_a_passport_has_one_spelling(text):
    assert documents.normalise_number("passport", text) == "3208 123456"
    assert documents.number_fault("passport", documents.normalise_number("passport", text)) is None


@pytest.mark.parametrize("text", ["320812345", "32081234567", "AB08 123456", "3208 12345X", "٣٢٠٨١٢٣٤٥٦"])
def test_what_is_no_passport_number_is_seen(text):
    assert documents.number_fault("passport", documents.normalise_number("passport", text)) == "passport"


def test_zeros_are_no_number_and_a_foreign_document_is_free_text():
    assert documents.number_fault("passport", "0000 000000") == "zeros"
    assert documents.normalise_number("foreign", " AB 1234567 ") == "AB 1234567"
    assert documents.number_fault("foreign", "AB 1234567") is None


@pytest.mark.parametrize("text", ["420-001", "420001", "420 001", "420–001"])
def test_a_department_code_has_one_spelling(text):
    assert documents.normalise_department(text) == "420-001"
    assert documents.department_fault(documents.normalise_department(text)) is None


@pytest.mark.parametrize("text", ["42-001", "420-0011", "УФМС", ""])
def test_what_is_no_department_code_is_seen(text):
    assert documents.department_fault(documents.normalise_department(text)) == "department"


@pytest.mark.parametrize(
    ("kind", "issued", "birth", "fault"),
    [
        ("passport", date(2020, 3, 2), date(2006, 3, 2), None),  # the 14th birthday itself
        ("passport", date(2020, 3, 1), date(2006, 3, 2), "early"),
        ("passport", date(2018, 2, 28), date(2004, 2, 29), None),
        ("passport", date(2018, 2, 27), date(2004, 2, 29), "early"),
        ("passport", date(2026, 3, 11), None, "future"),
        ("passport", TODAY, None, None),
        ("passport", None, date(2026, 3, 11), "unborn"),
        ("foreign", date(2010, 1, 1), date(2009, 1, 1), None),
        ("foreign", date(2008, 1, 1), date(2009, 1, 1), "before_birth"),
        ("passport", None, None, None),
    ],
)
def test_dates_agree_with_each_other(kind, issued, birth, fault):
    assert documents.issue_fault(kind, issued, birth, TODAY) == fault
