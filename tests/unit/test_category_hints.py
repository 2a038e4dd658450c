"""What the words of a question suggest: the category of the tree."""

import csv
import doctest
from pathlib import Path

import pytest
from letters import categories, category, category_hints, hints

TOP = Path(__file__).parents[2]
TREE = TOP / "addons" / "grid_appeal" / "data" / "helpdesk.ticket.category.csv"
SAMPLE = TOP / "data" / "sample" / "appeals.csv"


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


THEMES = {row["id"].removeprefix("category_"): row["theme"] for row in rows(TREE)}


@pytest.mark.parametrize("module", [category_hints, hints])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def test_every_suggested_category_is_in_the_shipped_tree():
    assert {code for code, _pattern in category_hints.CATEGORIES} <= set(THEMES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Вечером напряжение падает, лампы вполнакала", "voltage_low"),
        ("Пропала одна фаза из трёх", "phase_lost"),
        ("После скачка сгорел холодильник", "appliances"),
        ("Нет света с утра", "outage_emergency"),
        ("Будет ли плановое отключение на Ленина?", "outage_planned"),
        ("Сколько стоит подключение 15 кВт?", "tp_fee"),
        ("На каком этапе моя заявка на присоединение?", "tp_status"),
        ("Нужно подключить участок", "tp_application"),
        ("Счётчик не работает, экран погас", "meter_fault"),
        ("Как передать показания?", "meter_readings"),
        ("Ветки касаются линии, нужна обрезка", "trees"),
        ("Сломан столб у дома", "pole"),
        ("Деревянная опора наклонилась", "pole"),
        ("Оборван провод", "wire"),
        ("Сосед ворует электричество", "theft"),
        ("В офисе нагрубили", "service"),
        ("Сотрудник грубо ответил", "staff"),
        ("Сидели в очереди час", "queue"),
        ("Спасибо за быструю работу", "thanks"),
        ("За что мне начислили долг?", "debt"),
        ("Добрый день", ""),
        ("", ""),
    ],
)
def test_words_speak_of_a_category(text, code):
    assert category(text) == code


def test_nine_of_ten_sample_appeals_get_their_theme():
    appeals = rows(SAMPLE)
    right = [row for row in appeals if THEMES.get(category(f"{row['subject']}. {row['text']}")) == row["theme"]]
    assert len(right) / len(appeals) > 0.9


def test_a_long_text_is_read_at_once():
    assert category("провод и опора " * 100_000) in THEMES


def test_all_categories_are_told_the_particular_first():
    assert categories("Провод висит на ветках, а показания не принимают") == ("wire", "trees", "meter_readings")
    assert categories("Добрый день") == ()


@pytest.mark.parametrize("text", ["Мигает свет и сгорел телевизор", "Сломан столб", "Спасибо за бригаду"])
def test_the_first_of_all_categories_is_the_category(text):
    assert categories(text)[0] == category(text)
