"""Find my appeal by its number and a code from the letter, on a phone, without an account, with scripts and without."""

import mailbox
import os
import re
import time
import uuid

import pytest
from person import SLOW
from reception import file

UNKNOWN = "KEM-2020-999999"
GOOD = {
    "text": "Второй день мигает свет, лампы перегорают.",
    "address": "г. Кемерово, ул. Весенняя, 5, кв. 14",
    "name": "Искалкина Анна Петровна",
    "phone": None,
}


def narrow(someone) -> bool:
    return someone.page.evaluate("document.documentElement.scrollWidth") <= 360


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


def code_in_the_letter(email: str) -> str:
    """Wait for the letter to an address, as the mail server keeps it, and return its code."""
    box = mailbox.Maildir(os.environ["GRIDDESK_MAIL"], create=False)
    end = time.monotonic() + SLOW / 1000
    while time.monotonic() < end:
        for letter in box:
            if letter["To"] == email and (found := re.search(r"Ваш код\W+(\d{6})", _words(letter))):
                return found[1]
        time.sleep(0.5)
    raise AssertionError(f"no letter with a code came to {email}")


def _words(letter) -> str:
    """Return the plain text of a letter."""
    plain = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return plain.get_payload(decode=True).decode()


@pytest.mark.parametrize("javascript", [True, False])
def test_my_appeal_is_found_by_its_number_and_a_code(person, javascript):
    email = f"iskalkina.{uuid.uuid4().hex[:8]}@pochta.example"  # the letters of earlier runs are kept too
    someone = person(phone=True, javascript=javascript)
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
    if javascript:
        assert narrow(someone), "the page is wider than the phone"


def test_an_unknown_number_looks_like_a_known_one(person):
    someone = person(phone=True)
    ask(someone, UNKNOWN)
    assert narrow(someone), "the page is wider than the phone"
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
