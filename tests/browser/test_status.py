"""Find my appeal by its number and a code from the letter, on a phone, without an account."""

from inbox import code_in_the_letter, new_email
from reception import file

UNKNOWN = "KEM-2020-999999"
GOOD = {
    "text": "Второй день мигает свет, лампы перегорают.",
    "address": "г. Кемерово, ул. Весенняя, 5, кв. 14",
    "name": "Искалкина Анна Петровна",
    "phone": None,
}


def ask(someone, number: str) -> None:
    """Go from the front page to the page where the code is typed."""
    someone.open("/")
    someone.press("Узнать, что с моим обращением")
    someone.page.fill("[name=number]", number)
    with someone.page.expect_navigation():
        someone.press("Получить код")
    someone.sees("Если такой номер есть")


def type_code(someone, digits: str) -> None:
    someone.page.fill("[name=digits]", digits)
    with someone.page.expect_navigation():
        someone.press("Показать ход рассмотрения")


def test_my_appeal_is_found_by_its_number_and_a_code_without_scripts(person):
    email = new_email("iskalkina")
    someone = person(phone=True, javascript=False)
    number = file(someone, **GOOD, email=email)
    ask(someone, number.lower())
    type_code(someone, "000000")
    someone.sees("Код не подошёл")
    type_code(someone, code_in_the_letter(email))
    someone.sees(number)
    someone.sees("Зарегистрировано")
    someone.sees("Почему эта дата?")
    assert GOOD["name"] not in someone.page.content()
    assert email not in someone.page.content()


def test_an_unknown_number_looks_like_a_known_one(person):
    someone = person(phone=True)
    ask(someone, UNKNOWN)
    someone.assert_fits()
    type_code(someone, "123456")
    someone.sees("Код не подошёл")


def test_what_is_no_number_gets_a_sentence_and_is_kept(person):
    someone = person(phone=True, javascript=False)
    someone.open("/status")
    someone.page.fill("[name=number]", "моя жалоба")
    with someone.page.expect_navigation():
        someone.press("Получить код")
    assert "Это не похоже на наш номер" in someone.page.locator("#error-number").inner_text()
    assert someone.page.input_value("[name=number]") == "моя жалоба"
