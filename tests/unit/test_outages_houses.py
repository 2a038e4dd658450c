"""The house of an address: as it is kept, as it is typed."""

import csv
import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outages import house, houses, matching, searched

KEMEROVO = house("г. Кемерово, ул. Ленина, д. 5, кв. 12")
BELOVO = house("г. Белово, ул. Ленина, д. 5")
POINTS = Path(__file__).parents[2] / "data/sample/usage_points.csv"


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(houses).failed == 0


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("г. Кемерово, ул. 40 лет Октября, д. 47", "40 лет октября 47"),
        ("650000, г. Кемерово, пр-кт Советский, 100", "советский 100"),
        ("ул. 2-я Заречная, д. 3а, корп. 2", "2 заречная 3ак2"),
        ("пгт Яя, ул. Новая, 12/1", "новая 12/1"),
        ("с. Берёзово, д. 5", "березово 5"),
        ("ул. 8 Марта, 3", "8 марта 3"),
        ("ул. Ленина, д. 5 А, кв. 3", "ленина 5а"),
        ("г. Кемерово, ул. Мира, 5/2-14", "мира 5/2"),
    ],
)
def test_the_key_of_a_house(address, key):
    assert house(address).key == key


@pytest.mark.parametrize("address", [None, "", "  ", "Ленина", "5", "г. Кемерово", "\x00", "д. 5"])
def test_what_names_no_house(address):
    assert house(address) is None
    assert matching(address, [KEMEROVO]) == []


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("г. Кемерово, ул. Ленина, д. 5, кв. 12", "г. Кемерово, ул. Ленина, д. 5"),
        ("г. Кемерово, ул. Ленина, 5-12", "г. Кемерово, ул. Ленина, 5"),
        ("г. Кемерово, ул. Ленина, д. 5, офис 1", "г. Кемерово, ул. Ленина, д. 5"),
    ],
)
def test_a_house_is_read_without_its_flat(address, text):
    assert house(address).text == text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ленина 5", [KEMEROVO, BELOVO]),
        ("ленина, 5-12", [KEMEROVO, BELOVO]),
        ("Кемерово Ленина 5", [KEMEROVO]),
        ("г. Белово, улица Ленина, дом 5, квартира 3", [BELOVO]),
        ("Юрга, Ленина 5", []),
        ("Ленина 15", []),
        ("Ленина 5а", []),
        ("Мира 5", []),
    ],
)
def test_a_typed_address_finds_its_house(typed, found):
    assert matching(typed, [KEMEROVO, BELOVO]) == found


def test_every_address_of_the_sample_finds_itself():
    with POINTS.open(encoding="utf-8", newline="") as table:
        addresses = [row["address"] for row in csv.DictReader(table)]
    assert len(addresses) > 50
    for address in addresses:
        one = house(address)
        assert one and matching(address, [one]) == [one], address


@given(st.text(max_size=300))
def test_whatever_is_typed_is_answered(text):
    house(text)
    keys = searched(text)
    assert len(keys) < 2**houses.MOST_WORDS
    assert all(key in keys for key in [one.key for one in matching(text, [KEMEROVO, BELOVO])])
