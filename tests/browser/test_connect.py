"""What does it cost, by which day, what papers: from the front page to the application, by keyboard alone."""

import uuid

import pytest

HOUSE = {
    "tp_object_name": "Жилой дом",
    "tp_load_character": "Бытовая: свет, плита, отопление",
}
CONTACT = {"name": "Спросова Анна Петровна", "phone": "8 905 111-22-33"}


def narrow(someone) -> bool:
    return someone.page.evaluate("document.documentElement.scrollWidth") <= 360


def write(someone, field: str, text: str) -> None:
    """Go to a field by the Tab key and write over what is there."""
    someone.reach(f"[name={field}]")
    someone.page.keyboard.press("Control+A")
    someone.page.keyboard.type(text)


def choose_house(someone) -> None:
    """Go from the front page to the questions about a house."""
    someone.open("/")
    someone.enter("a[href='/connect'].grid_answer")
    someone.sees("Шаг 1 из 3")
    someone.enter("a[href='/connect?purpose=house']")
    someone.sees("Шаг 2 из 3")


@pytest.mark.parametrize("phone", [False, True])
def test_calculate_look_at_the_papers_and_apply_by_keyboard(person, phone):
    someone = person(phone=phone)
    page = someone.page
    choose_house(someone)
    someone.enter("main form button[type=submit]")
    assert "в городе или в сельской местности" in page.locator("#error-settlement_type").inner_text()
    write(someone, "power_new_kw", "20")
    someone.reach("[name=settlement_type]")
    page.keyboard.press("ArrowDown")  # the second answer: in the country
    assert page.locator("[name=settlement_type][value=rural]").is_checked()
    write(someone, "distance_m", "120")
    someone.enter("main form button[type=submit]")
    someone.sees("Сколько стоит")
    someone.sees("руб.")
    someone.sees("Сколько времени займёт")
    someone.sees("СНИЛС")
    assert not phone or narrow(someone), "the page is wider than the phone"
    someone.enter("#apply a")
    write(someone, "login", "customer")
    write(someone, "password", "griddesk")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("#apply"), "she comes back to the answers"
    someone.enter("#apply button")
    assert page.input_value("[name=tp_power_new_kw]") == "20"
    assert page.input_value("[name=tp_settlement_type]") == "rural"
    for field, text in HOUSE.items():
        write(someone, field, text)
    # another house each time: a second application for one would be asked about
    write(someone, "tp_object_address", f"с. Елыкаево, ул. Новая, д. {uuid.uuid4().int % 10**6}")
    someone.enter("#act .btn-primary")
    someone.sees("Ваша заявка зарегистрирована.")
    assert not phone or narrow(someone), "the page is wider than the phone"


def test_an_enquiry_is_left_without_scripts_and_without_signing_in(person):
    someone = person(phone=True, javascript=False)
    page = someone.page
    someone.open("/services/tp_citizen_15")
    someone.press("Рассчитать стоимость")
    someone.sees("Шаг 2 из 3")
    page.locator("[name=settlement_type]").first.check()
    someone.press("Рассчитать")
    someone.sees("не больше 300 м")
    page.fill("[name=name]", CONTACT["name"])
    page.fill("[name=address]", f"г. Кемерово, ул. Спросова, {uuid.uuid4().int % 10**6}")
    someone.press("Оставить обращение")
    someone.sees("Шаг 3 из 3")
    assert "телефон" in page.locator("#error-contact").inner_text()
    assert page.input_value("[name=name]") == CONTACT["name"]
    page.fill("[name=phone]", CONTACT["phone"])
    someone.press("Оставить обращение")
    someone.sees("Ваше обращение принято")
    someone.press("Вернуться к расчёту")
    someone.sees("Сколько стоит")


def test_the_quotation_is_a_sheet_to_keep(person):
    someone = person()
    someone.open(
        "/connect?purpose=house&customer_kind=individual&power_new_kw=15&settlement_type=city&distance_m=100"
        "&voltage_kv=0.4&reliability_category=3"
    )
    with someone.page.expect_download() as download:
        someone.press("Скачать расчёт")
    assert download.value.suggested_filename.endswith(".pdf")
    with open(download.value.path(), "rb") as sheet:
        assert sheet.read(4) == b"%PDF"
