import pytest
from appeals.greeting import greeting_name


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Иванова Мария Петровна", ("f", "Мария Петровна")),
        ("Мария Петровна Иванова", ("f", "Мария Петровна")),
        ("Абрамович Роман Аркадьевич", ("m", "Роман Аркадьевич")),
        ("Ольга Юрьевна Петкевич", ("f", "Ольга Юрьевна")),
        ("ИП Сидоров Илья Кузьмич", ("m", "Илья Кузьмич")),
        ("Алиева Лейла Гасан кызы", ("f", "Лейла Гасан кызы")),
        # a surname is no patronymic, and without one nobody guesses the gender
        ("Иван Ковалевич", ("", "Иван Ковалевич")),
        ("Ким Алекс", ("", "Ким Алекс")),
        ("Мария", ("", "Мария")),
        ("  ", ("", "")),
    ],
)
def test_people_are_greeted_by_first_name_and_patronymic(full_name, expected):
    assert greeting_name(full_name) == expected
