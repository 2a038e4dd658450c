"""What the forms share: persons left out, registers compared, connections by power."""

import doctest
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statutory import connections, periods, persons, register, sheet
from statutory.connections import CLASSES, Figures, by_class, class_of
from statutory.persons import STRUCK, named, struck
from statutory.register import differences


@pytest.mark.parametrize("module", [connections, periods, persons, register, sheet])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


# --- periods
@pytest.mark.parametrize("period", [*periods.PARTS])
@pytest.mark.parametrize("year", [2025, 2028])
def test_the_parts_of_a_year_follow_each_other(period, year):
    """Of weeks the first and the last reach into the years beside."""
    spans = []
    with suppress(periods.NoSuchPart):
        for part in range(1, 1000):
            spans.append(periods.span(period, year, part))
    assert len(spans) <= periods.PARTS[period]
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(spans))
    if period != "week":
        assert (spans[0][0], spans[-1][1]) == (date(year, 1, 1), date(year, 12, 31))


# --- persons
@pytest.mark.parametrize(
    "text",
    [
        "Ответ направлен Ивановой А. П.",
        "А.П. Иванов уведомлён",
        "Петров-Водкин К. С. уведомлён",
        "Анне Петровне позвонили",
        "Мастер Сидоров Пётр Ильич",
        "Акт подписан Кузнецовым Ильёй Фомичом",
        "телефон 8 (905) 123-45-67",
        "письмо на ivan.petrov@mail.example",
        "направлено ПЕТРОВУ И.И.",
        "И. И. ПЕТРОВУ направлено",
        "по обращению Иванова Ивана",
        "Ивану Иванову позвонили",
        "вызвать ИВАНОВУ ИРИНУ",
        "Мамедов Али Гусейн оглы",
        "звонить (3842) 36-12-34",
        "звонить 8 (38456) 5-12-34",
        "тел. 36-12-34",
        "тел. 361234",
        "паспорт 3204 123456",
        "паспорт 32 04 № 123456",
        "СНИЛС 112-233-445 95",
        "л/с 4200123456",
        "кв. 5, ул. Ленина, 10",
        "ул. Ленина, 10, квартира № 12",
    ],
)
def test_a_person_is_told_by_the_form_of_the_name(text):
    assert named(text)
    assert STRUCK in struck(text)
    assert not named(struck(text))


@pytest.mark.parametrize(
    "text",
    [
        "Заменён провод СИП 4х16 на ВЛ-0,4 кВ",
        "Ремонт ТП-12 у дома по пр. Ленина, 5",
        "Сквер на улице А. С. Пушкина",
        "Школа имени В. И. Чапаева",
        "улица Николая Островского, д. 7",
        "Составлен акт № 5 от 12.03.2026. Выезд повторён",
        "ПС Новокузнецкая, ф. 6-12",
        "Отчёт за 3 кв. 2026 г. составлен",
        "площадь 15 кв. м, кв. 2,5 м",
        "опоры 12-14 и 17-18, акт 12-3, приказ № 5-12-34",
        "счётчик № 1234567 поверен 12.03.2026",
        "сквер имени Ивана Франко",
    ],
)
def test_what_names_nobody_stays(text):
    assert struck(text) == text


def test_people_of_the_record_are_known_in_every_case():
    people = ["Ершов Павел", "ИП Лаптева Дарья Олеговна", "Служба Сетей и счётов", "ООО «Ромашка»"]
    for text in ("Ершова вызвали", "Передано Ершову", "С Ершовым согласовано", "ЕРШОВУ", "Лаптевой направлено"):
        assert STRUCK in struck(text, people)
    for text in ("Служба выехала", "Ромашка присоединена", "Ершистый кабель", "по улице Ершова", "ершова"):
        assert struck(text, people) == text


# --- registers
ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2)), unique_by=lambda row: row[0], max_size=30)


@given(ROWS, ROWS)
def test_two_registers_differ_by_their_rows_whatever_the_order(before, now):
    """Compared with sets: who is in one alone, who is in both and not the same."""
    old, new = ({f"N{name}": value for name, value in rows} for rows in (before, now))
    found = differences(*([(place, *row) for place, row in enumerate(one.items())] for one in (old, new)), 1)
    assert {*found.gone.names} == old.keys() - new.keys()
    assert {*found.appeared.names} == new.keys() - old.keys()
    assert {*found.changed.names} == {name for name in old.keys() & new.keys() if old[name] != new[name]}


def test_a_long_list_of_rows_is_cut():
    rows = register.Rows.of(f"N{number}" for number in range(100))
    assert (rows.count, len(rows.names)) == (100, register.NAMED)


# --- connections
@given(st.lists(st.tuples(st.decimals(0, 5000, places=3), st.integers(1, 9)), max_size=20))
def test_the_rows_add_up_to_the_last_one(cases):
    rows = by_class((power, Figures(count, power * count)) for power, count in cases)
    total = rows.pop("5")
    assert total.count == sum(one.count for one in rows.values()) == sum(count for _power, count in cases)
    assert total.kw == sum(one.kw for one in rows.values())


@given(st.decimals(0, 5000, places=3))
def test_a_power_belongs_to_the_row_whose_bounds_hold(power):
    compare = {"<=": power.__le__, "<": power.__lt__, ">": power.__gt__, ">=": power.__ge__}
    rows = [row for row, bounds in CLASSES.items() if bounds and all(compare[sign](Decimal(kw)) for sign, kw in bounds)]
    assert rows == [class_of(power)]
