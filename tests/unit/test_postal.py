"""A number of the post is taken with its check digit only, in any spelling."""

import doctest

import pytest
from appeals import postal
from appeals.postal import postal_number


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(postal).failed == 0


@pytest.mark.parametrize("text", ["", "12345", "65000013000", "RA410342248RU", "6500001300001X", "номер"])
def test_what_is_no_number_is_refused(text):
    assert postal_number(text) is None


def test_one_wrong_digit_is_seen():
    good = "65000013000018"
    assert postal_number(good) == good
    for place in range(14):
        wrong = good[:place] + str((int(good[place]) + 1) % 10) + good[place + 1 :]
        assert postal_number(wrong) is None, wrong
