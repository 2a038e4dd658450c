"""Phones as people write them in Russia."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from identity import phones


@pytest.mark.parametrize(
    "text",
    [
        "8 (905) 123-45-67",
        "8(905)1234567",
        "8-905-123-45-67",
        "8.905.123.45.67",
        "8–905–123–45–67",
        "+7 905 123 45 67",
        "+7(905)123-45-67",
        "+8 905 123-45-67",
        "7 905 123 45 67",
        "9051234567",
        "905 123 45 67",
        "тел. 8 905 123 45 67",
        "007 905 123-45-67",
        " 89051234567 ",
        "８９０５１２３４５６７",
    ],
)
def test_any_spelling_is_one_number(text):
    assert phones.normalise(text) == "+79051234567"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(3842) 36-45-67", "+73842364567"),
        ("8 384-2 36-45-67", "+73842364567"),
        ("8-800-555-35-35", "+78005553535"),
        ("+375 29 123-45-67", "+375291234567"),
        ("00375291234567", "+375291234567"),
        ("8 (3842) 36-45-67 доб. 12", "+73842364567 доб. 12"),
        ("+73842364567 доб. 12", "+73842364567 доб. 12"),
        ("8 (3842) 36-45-67, доб. 12", "+73842364567 доб. 12"),
    ],
)
def test_towns_countries_and_extensions(text, number):
    assert phones.normalise(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "вечером", "112", "36-45-67", "+7 905 123 45 6", "0000000000", "89051234567, 89061234567", "8 905 12З-45-67"],
)
def test_what_cannot_be_called_is_none(text):
    assert phones.normalise(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("89051234567, 89061234567", "+79051234567"),
        ("36-45-67; 8 906 123-45-67", "+79061234567"),
        ("8 905 123 45 67 Мария", "+79051234567"),
        ("дом. 8-905-123-45-67, после шести", "+79051234567"),
        ("8 905 123-45-67 или 8 906 123-45-67", "+79051234567"),
        ("89051230000, 8905", "+79051230000"),
        ("звоните мне", None),
        ("", None),
    ],
)
def test_the_first_number_of_a_sentence(text, number):
    assert phones.first(text) == number


def test_the_extension_is_not_compared():
    assert phones.bare("+73842364567 доб. 12") == phones.bare("+73842364567") == "+73842364567"


@pytest.mark.parametrize(
    ("phone", "written"),
    [
        ("+79051234567", "8 (905) 123-45-67"),
        ("+78002503344", "8 (800) 250-33-44"),
        ("+79051234567 доб. 12", "8 (905) 123-45-67, доб. 12"),
        ("+375291234567", "+375 29 123-45-67"),
        ("112", "112"),
        ("дежурный", "дежурный"),
    ],
)
def test_a_number_is_written_as_it_is_read_aloud(phone, written):
    assert phones.spoken(phone) == written


def test_a_number_is_looked_for_while_it_is_typed():
    assert phones.parts("8905123") == ["8905123", "+7905123"]
    assert phones.parts("905123") == ["905123"]


@given(st.text(alphabet="0123456789+-() .,;/добили\n", max_size=24))
def test_any_text_gets_an_answer_and_a_second_look_changes_nothing(text):
    number = phones.normalise(text)
    assert number is None or phones.normalise(number) == number
    phones.first(text)
