"""The district that an address names."""

import doctest
from importlib import import_module

import pytest
from applications import district


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("г. Кемерово, ул. Терешковой, д. 41", "Кемерово"),
        ("город Кемерово, ул. Терешковой, 41", "Кемерово"),
        ("Кемерово, Терешковой 41", "Кемерово"),
        ("652600, Россия, Кемеровская область — Кузбасс, г. Белово, ул. Чкалова", "Белово"),
        ("Кемеровская обл., Беловский р-н,  с.  Старобачаты", "Беловский р-н"),
        ("Респ. Хакасия, Усть-Абаканский район, с. Калинино", "Усть-Абаканский район"),
        ("д. Сухово, ул. Яркая, д. 20", "д. Сухово"),
        ("с. Тестовое, ул. Тестовая, 5", "с. Тестовое"),
        ("ул. Тестовая, 5", ""),
        ("улица Тестовая, дом 5", ""),
        ("д. 5", ""),
        ("СНТ «Ягодное», уч. 112", ""),
        ("12-й километр трассы", ""),
        ("Прокопьевск", "Прокопьевск"),
        ("Шахтёрский округ", "Шахтёрский округ"),
        ("Дивногорск, ул. Мира", "Дивногорск"),
        ("650000", ""),
        (" , ", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_town_or_the_district_is_named(address, named):
    assert district(address) == named


def test_the_examples_in_the_docstring_hold():
    assert doctest.testmod(import_module("applications.district")).failed == 0
