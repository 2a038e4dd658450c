"""A customer connects her house in the personal account: she applies, adds a paper, takes the offer, gets the act."""

import time

import pytest
from case import Case, design

PDF = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 scan"}
HOUSE = {
    "tp_object_name": "Жилой дом",
    "tp_load_character": "Бытовая",
    "tp_power_new_kw": "15",
    "tp_cadastral_number": "",
}
LISTS = {"tp_voltage_kv": "0.4", "tp_reliability_category": "3", "tp_settlement_type": "rural"}
PLAN, MISSING = "План расположения", "Копия правоустанавливающего документа"


class Applicant:
    """A customer at her account."""

    def __init__(self, someone, place):
        self.someone, self.page, self.place = someone, someone.page, place

    def applies(self):
        """Begin an application on the page of the service, fill it in, leave one paper out, and send it."""
        self.someone.open("/services/tp_citizen_15")
        self.page.locator("form[action='/my/requests/new'] button").click()
        self.page.wait_for_url("**/my/requests/*")
        for name, text in {**HOUSE, "tp_object_address": self.place}.items():
            self.page.fill(f"[name={name}]", text)
        for name, answer in LISTS.items():
            self.page.select_option(f"[name={name}]", answer)
        self.gives_papers(but=MISSING)
        self.presses("Подать заявку")
        return int(self.page.url.split("?")[0].rstrip("#").rsplit("/", 1)[1])

    def gives_papers(self, but=None):
        """Attach a file for each paper that is asked, `but` for one."""
        labels = self.page.locator("label[for^='grid.service.document-']")
        for label in labels.all():
            if but is None or but not in label.inner_text():
                self.page.locator(f"[id='{label.get_attribute('for')}']").set_input_files(PDF)

    def presses(self, words):
        with self.page.expect_navigation():
            self.page.locator("main button[type=submit]:visible", has_text=words).first.click()

    def is_asked(self, words):
        """Find what waits for her on the start page, and go there."""
        self.someone.open("/my")
        line = self.page.locator("#yours a", has_text=self.place).first
        line.filter(has_text=words).click()
        self.page.wait_for_url("**/my/requests/*")

    def reads(self, words):
        """Download the paper of this name among the newest: it is a PDF."""
        link = self.page.locator("#newest a", has_text=words).first
        answer = self.page.request.get(self.someone.url + link.get_attribute("href"))
        assert answer.ok
        assert answer.body().startswith(b"%PDF"), words


def offers(engineer, case, connection):
    """Find the papers whole, reckon the fee, and place the offer in the account."""
    engineer.page.reload()
    case.act("Заявка полная")
    engineer.page.locator("button[name=action_reckon_fee]").click()
    engineer.page.locator("[name=fee_html]").first.wait_for(state="attached")
    design(engineer, connection)
    case.act("Разместить")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_customer_connects_her_house(person, engineer, phone):
    place = f"с. Тестовое, ул. Дальняя, {time.time_ns() % 10**9}"
    customer = Applicant(person("customer", phone=phone, javascript=not phone), place)
    request = customer.applies()
    customer.someone.sees("Поступление заявки")
    (connection,) = engineer.call("grid.connection", "search", [[["request_id", "=", request]]])
    engineer.call("grid.connection", "write", [[connection], {"distance_m": 120, "works_designed": True}])
    case = Case(engineer, f"/odoo/connections/{connection}")
    case.act("Принять к проверке")
    case.act("Сообщить о недостающих документах")

    customer.is_asked("Добавьте документы до")
    customer.someone.sees(MISSING)
    customer.gives_papers()
    customer.presses("Отправить документы")
    customer.someone.sees("Проверка заявки")

    offers(engineer, case, connection)

    customer.is_asked("Оплатите счёт до")
    for paper in ("Условия договора", "Технические условия", "Счёт"):
        customer.reads(paper)

    case.is_paid_and_built(connection)
    case.act("Разместить уведомление")

    customer.someone.open(f"/my/requests/{request}")
    customer.reads("уведомление")
    assert customer.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
