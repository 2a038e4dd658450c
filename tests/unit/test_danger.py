"""Which words call the dispatcher at once."""

import pytest
from appeals.danger import is_danger


@pytest.mark.parametrize(
    "text",
    [
        "На улице Мира оборван провод, рядом школа.",
        "Провод лежит на земле возле дома 5",
        "После ветра повалило столб, лежит на дороге",
        "Упала опора ЛЭП у остановки",
        "Провода искрят над крышей",
        "Горит трансформаторная подстанция",
        "ТП во дворе стоит открытая, дети лазят: двери распахнуты у подстанции",
        "Забор бьёт током",
        "Ребёнка ударило током у щитка",
        "КАБЕЛЬ ВИСИТ НАД ТРОТУАРОМ",
    ],
)
def test_danger_is_heard(text):
    assert is_danger("Сообщение", text)


@pytest.mark.parametrize(
    "text",
    [
        "Когда заменят провода на нашей улице?",
        "Прошу проводить проверку счётчика. Дым из трубы соседа не относится к делу.",
        "Низкое напряжение по вечерам, мигает свет.",
        "Прошу перенести опору: мешает въезду. Огород горит от засухи.",
        "Трансформатор на столбе гудит",
        "",
    ],
)
def test_a_usual_matter_alarms_nobody(text):
    assert not is_danger("Вопрос", text)


def test_the_subject_counts_too_and_sentences_are_read_apart():
    assert is_danger("Оборван провод", "Приезжайте")
    assert not is_danger("Провод", "Лежит на столе")
