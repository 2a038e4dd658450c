"""Addresses in the order of Russian post."""

import doctest

import pytest
from identity import addresses


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("ул. Мира, 1", "", "Белово", "Кузбасс", "", "652600"), ["ул. Мира, 1", "Белово", "Кузбасс", "652600"]),
        (("ул. Мира, 1", "каб. 5", "", "", "Беларусь", ""), ["ул. Мира, 1, каб. 5", "Беларусь"]),
        (("", "", "с. Мазурово", "", "", ""), ["с. Мазурово"]),
        (("", "", "", "Кузбасс", "Россия", "652600"), []),
        ((None, None, None, None, None, None), []),
        (("  ул. Мира ", " ", "Белово", "", "", ""), ["ул. Мира", "Белово"]),
    ],
)
def test_lines_go_from_the_house_to_the_postcode(parts, lines):
    assert addresses.lines(*parts) == lines


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (
            ("ул. Мира, 1", "каб. 5", "Белово", "Кузбасс", "", "652600"),
            "652600, Кузбасс, г. Белово, ул. Мира, 1, каб. 5",
        ),
        (("ул. Мира, 1", None, "Нижний Новгород", None, "Россия", ""), "Россия, г. Нижний Новгород, ул. Мира, 1"),
        (("", "", "пгт Яя", "", "", ""), "пгт Яя"),
        (("", "", "г. Белово", "", "", ""), "г. Белово"),
        (("", "", "Белово г", "", "", ""), "Белово г"),
        ((None, None, None, None, None, None), ""),
    ],
)
def test_a_letterhead_goes_from_the_postcode_to_the_house(parts, line):
    assert addresses.one_line(*parts) == line


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(addresses).failed == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("г. Белово, ул. Ленина, д. 5, кв. 12", "Белово, Ленина 5-12", True),
        ("улица Зелёная, дом 7а", "Зеленая 7А", True),
        ("ул. Ленина, 5", "ул. Ленина, 5, кв. 1", False),
        ("ул. Ленина, 5", "ул. Мира, 5", False),
        ("улица 5", "улица 5", False),
        ("ул. Ленина", "ул. Ленина", False),
        ("", None, False),
    ],
)
def test_one_place_is_known_in_two_spellings(one, other, same):
    assert addresses.same_place(one, other) is same
    assert addresses.same_place(other, one) is same
