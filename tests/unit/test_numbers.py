"""Registration numbers as people type them."""

import doctest

import pytest
from appeals import numbers

WHOLE = "KEM-2026-000123"


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(numbers).failed == 0


@pytest.mark.parametrize(
    "typed",
    [
        WHOLE,
        "kem-2026-000123",
        "КЕМ-2026-000123",  # Russian letters that look the same
        "ЛУЬ-2026-000123",  # the keyboard was Russian
        "KEM 2026 123",
        "KEM–2026–000123",
        "kem2026000123",
        "№ KEM-2026-000123",
        "No. KEM-2026-000123",
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed):
    assert WHOLE in numbers.readings(typed)


@pytest.mark.parametrize("typed", ["", "   ", "жалоба", "№", "9" * (numbers.TYPED_MAX + 1)])
def test_what_is_no_number_means_none(typed):
    assert numbers.readings(typed) == []


def test_a_number_of_an_old_register_stays_as_it_is():
    assert numbers.readings("старый 45/7") == ["старый 45/7"]


def test_a_branch_that_begins_with_n_keeps_its_letter():
    assert numbers.readings("NSK-2026-000001") == ["NSK-2026-000001"]
