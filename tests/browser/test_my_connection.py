"""A customer connects her house, by keyboard alone: from the front page to the price, the application and the act."""

import time

from case import Case, design
from person import SLOW

PDF = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 scan"}
HOUSE = {"tp_object_name": "Жилой дом", "tp_load_character": "Бытовая: свет, плита, отопление"}
MISSING = "Копия правоустанавливающего документа"


class Applicant:
    """A customer at the site and at her account."""

    def __init__(self, someone, place):
        self.someone, self.page, self.place = someone, someone.page, place

    def calculates(self):
        """Go from the front page to what the connection of a house costs."""
        self.someone.open("/")
        self.someone.enter("a[href='/connect'].grid_answer")
        self.someone.sees("Шаг 1 из 3")
        self.someone.enter("a[href='/connect?purpose=house']")
        self.someone.sees("Шаг 2 из 3")
        self.someone.enter("main form button[type=submit]")
        assert "в городе или в сельской местности" in self.page.locator("#error-settlement_type").inner_text()
        self.someone.write("[name=power_new_kw]", "15")
        self.someone.choose("settlement_type", "rural")
        self.someone.write("[name=distance_m]", "120")
        self.someone.enter("main form button[type=submit]")
        for words in ("Сколько стоит", "руб.", "Сколько времени займёт", "СНИЛС"):
            self.someone.sees(words)
        self.someone.assert_fits()

    def applies(self):
        """Sign in where the price is shown, come back to the answers, and send the application without its papers."""
        self.someone.enter("#apply a")
        self.someone.prove("customer")
        assert self.page.url.endswith("#apply"), "she comes back to the answers"
        self.someone.enter("#apply button")
        assert self.page.input_value("[name=tp_power_new_kw]") == "15"
        assert self.page.input_value("[name=tp_settlement_type]") == "rural"
        for field, text in {**HOUSE, "tp_object_address": self.place}.items():
            self.someone.write(f"[name={field}]", text)
        self.someone.enter("#act .btn-primary")
        self.someone.sees("Ваша заявка зарегистрирована.")
        self.someone.assert_fits()
        return int(self.page.url.split("?")[0].rstrip("#").rsplit("/", 1)[1])

    def is_asked(self, words):
        """Find what waits for her on the start page, and go there."""
        self.someone.open("/")
        self.someone.follow_menu("/my")
        self.someone.enter(f"#yours a:has-text('{self.place}'):has-text('{words}')")

    def gives_papers(self):
        """Attach a file for each paper that is asked, and send them."""
        for paper in self.page.locator("#act input[type=file]").all():
            self.someone.attach(f"[id='{paper.get_attribute('id')}']", PDF)
        self.someone.enter("#act .btn-primary")
        self.someone.sees("Проверка заявки")

    def pays(self):
        """Pay the offer by the test provider: paying concludes the contract."""
        assert self.page.locator("img[src^='data:image/png']").is_visible(), "the invoice has its code"
        self.someone.enter("a[href$='/pay']")
        self.page.locator("button[name=o_payment_submit_button]:enabled").wait_for()
        self.someone.write("#customer_input", "4111 1111 1111 1111")
        self.someone.reach("button[name=o_payment_submit_button]")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/my/requests/*", timeout=2 * SLOW)
        for _look in range(30):  # the job that registers the money may be at it this moment
            if not self.page.get_by_text("скоро появятся здесь").count():
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        self.someone.sees("Плата внесена полностью")
        self.someone.sees("Договор заключён")
        assert not self.page.locator("a[href$='/pay']").count(), "nothing is asked any more"

    def reads(self, words):
        """Download the paper of this name: it is a PDF."""
        assert self.someone.download(f"main a:has-text('{words}')").startswith(b"%PDF"), words


def offers(engineer, case, connection):
    """Find the papers whole, reckon the fee, and place the offer in the account."""
    engineer.page.reload()
    case.act("Заявка полная")
    engineer.page.locator("button[name=action_reckon_fee]").click()
    engineer.page.locator("[name=fee_html]").first.wait_for(state="attached")
    design(engineer, connection)
    case.act("Разместить")


def has_begun_nothing(engineer):
    """Throw away what the customer has begun and not sent: she would go on with that."""
    drafts = [["state", "=", "draft"], ["partner_id.user_ids.login", "=", "customer"]]
    engineer.call("grid.connection", "unlink", [engineer.call("grid.connection", "search", [drafts])])


def test_a_customer_connects_her_house_by_keyboard(person, engineer, phone):
    has_begun_nothing(engineer)
    customer = Applicant(person(phone=phone), f"с. Тестовое, ул. Дальняя, {time.time_ns() % 10**9}")
    customer.calculates()
    request = customer.applies()
    (connection,) = engineer.call("grid.connection", "search", [[["request_id", "=", request]]])
    engineer.call("grid.connection", "write", [[connection], {"works_designed": True}])
    case = Case(engineer, f"/odoo/connections/{connection}")
    case.act("Принять к проверке")
    case.act("Сообщить о недостающих документах")

    customer.is_asked("Добавьте документы до")
    customer.someone.sees(MISSING)
    customer.gives_papers()

    offers(engineer, case, connection)

    customer.is_asked("Оплатите счёт до")
    for paper in ("Условия договора", "Технические условия", "Счёт"):
        customer.reads(paper)
    customer.pays()

    engineer.page.reload()
    case.is_built(connection)
    case.act("Разместить уведомление")

    customer.someone.open("/")
    customer.someone.enter("footer a[href='/my/requests']")
    customer.someone.enter(f"main a[href='/my/requests/{request}']")
    customer.reads("уведомление")
    customer.reads("Акт допуска")
    customer.someone.assert_fits()
