"""What does it cost, by which day, what papers: an enquiry without an account, and a sheet to keep."""

import uuid

CONTACT = {"name": "Спросова Анна Петровна", "phone": "8 905 111-22-33"}


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
