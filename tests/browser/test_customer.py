"""The customer's side: the public form filled well and badly, with and without scripts, and her own account."""

import re

import pytest
from reception import GOOD, file, go_on, tell

HOUSE = {
    "object_name": "Жилой дом",
    "object_address": "с. Верхотомское, ул. Браузерная",
    "load_character": "Бытовые нужды",
    "power_new_kw": "15",
}


def test_an_appeal_gets_its_number_and_date_without_scripts(person):
    someone = person(phone=True, javascript=False)
    file(someone, email="anna.false@pochta.example")
    someone.sees(re.compile(r"30 календарных дней"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "я" * 20_001}, "text"),
        ({"name": ""}, "name"),
        ({"email": "анна@"}, "email"),
        ({"email": "", "phone": ""}, "contact"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "восемь девятьсот пять"}, "phone"),
        ({"inn": "0000000000"}, "inn"),
        ({"inn": "1234567890"}, "inn"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(person, values, field):
    someone = person(javascript=False)
    someone.open("/appeal")
    tell(someone, **values)
    told = someone.page.locator(f"#error-{field}").inner_text()
    assert re.search(r"[А-я]{3,}.*[.?]", told), f"no sentence beside {field}: {told!r}"
    for name, value in values.items():
        assert someone.page.input_value(f"[name={name}]").strip() == value.strip()
    if field != "text":
        go_on(someone, "Назад")
        assert someone.page.input_value("[name=address]") == GOOD["address"]


def test_the_customer_sees_her_appeals(person):
    customer = person("customer", phone=True)
    customer.open("/my/appeals")
    customer.page.locator("a[href*='/my/appeals/']").first.click()
    customer.sees("Почему эта дата?")
    assert not customer.page.get_by_text("Внутренний контроль").count()


def test_a_stranger_meets_a_locked_door(person, url):
    customer = person("customer")
    for path in ("/my/appeals/1", "/ticket/close?ticket_id=1", "/new/ticket", "/my/tickets", "/odoo/appeals"):
        answer = customer.page.request.get(url + path)
        assert answer.status in (303, 403, 404) or "/my" in answer.url or "/web/login" in answer.url, path


def test_a_long_name_of_the_company_folds_no_part_of_the_menu(person):
    customer = person("customer")
    customer.open("/my/requests")
    name = "АО «Распределительные электрические сети Кемеровской области — Кузбасса (пример)»"
    customer.page.evaluate("name => document.querySelector('header .navbar-brand').textContent = name", name)
    customer.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    customer.sees("Мои обращения")
    assert not customer.page.locator(".o_extra_menu_items").count()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_pensioner_applies_for_a_connection_and_reads_what_happens_now(person, javascript):
    customer = person("customer", phone=True, javascript=javascript)
    page = customer.page
    customer.open("/services/tp_citizen_15")
    _pressed(page, "form[action*='/my/requests/new'] button")
    page.fill("[name=tp_object_name]", "")
    _pressed(page, "#act .btn-primary")
    page.locator("#error-tp_object_name").wait_for()
    house = f"д. {1 + javascript}"  # a second application for one house would be asked about
    for field, value in HOUSE.items():
        page.fill(f"[name=tp_{field}]", f"{value}, {house}" if field == "object_address" else value)
    page.select_option("[name=tp_settlement_type]", "rural")
    page.locator("#stages summary").click()
    page.fill("[name=tp_stage_1_power_kw]", "5")
    _pressed(page, "#stages button")
    assert page.input_value("[name=tp_stage_1_power_kw]") == "5"
    assert page.input_value("[name=tp_stage_2_power_kw]") == ""
    assert page.input_value("[name=tp_object_name]") == HOUSE["object_name"]
    _pressed(page, "#act .btn-primary")
    customer.sees(re.compile(r"[A-Z]{3}-\d{4}-\d{6} от"))
    customer.sees("Ваша заявка зарегистрирована.")
    assert page.locator("#now, #money, #way, #asked").count() == 4
    width = page.evaluate("document.documentElement.scrollWidth") if javascript else 360
    assert width <= 360, "the page is wider than the phone"


def _pressed(page, button):
    """Press a button and wait for the page that it brings."""
    with page.expect_navigation():
        page.locator(button).first.click()
