"""The dialogs of the acts on an appeal: what each does to the appeal, its letter and its date, and what she reads."""

import re

import pytest
from playwright.sync_api import expect

OUTGOING = re.compile(r"KEM-\d{4}-И-\d{6}")
DRAFTS = "[name=draft_notice_ids] .o_data_row"


class Acts:
    """An appeal of the sample's portal customer on a person's screen, and the dialogs of its acts."""

    def __init__(self, someone, ticket):
        self.someone, self.page, self.ticket = someone, someone.page, ticket
        someone.open(f"/odoo/appeals/{ticket}")
        self.page.locator(".o_form_view [name=number]").first.wait_for()

    def open(self, act):
        """Press the button of an act."""
        self.page.locator(f".o_form_statusbar button[name=action_{act}]").click()
        self.page.locator(".modal .o_form_view").wait_for()

    def go_on(self, letter):
        """Open a letter in preparation from the form of the appeal."""
        self.page.locator(DRAFTS, has_text=letter).locator("button[name=action_open]").click()
        self.page.locator(".modal .o_form_view").wait_for()

    def type(self, name, text):
        self.page.locator(f".modal [name={name}]").locator("textarea, input").first.fill(text)

    def choose(self, name, text):
        self.someone.pick(f".modal [name={name}]", text)

    def press(self, button):
        """Press a button of the dialog, which closes it."""
        self.page.locator(".modal-footer button:visible", has_text=button).click()
        self.closed()

    def closed(self):
        self.page.locator(".modal").wait_for(state="detached")

    def close_by_mistake(self):
        self.page.locator(".modal .btn-close").click()
        self.closed()

    def shows(self, state):
        self.page.locator(".o_statusbar_status button:visible", has_text=state).first.wait_for()

    def facts(self, *names):
        (values,) = self.someone.call("helpdesk.ticket", "read", [[self.ticket], list(names)])
        return values

    def letters(self):
        """Kind, state and number of the letters of the appeal, the newest first."""
        domain = [["ticket_id", "=", self.ticket]]
        fields = ["kind", "state", "outgoing_number", "reason"]
        return self.someone.call("grid.appeal.notice", "search_read", [domain, fields])


@pytest.fixture
def appeal(person):
    """Register an appeal of her who signs in as "customer"; give what opens it on a person's screen."""

    def register(subject, login="specialist", **values):
        someone = person(login)
        customer = someone.call("res.partner", "search", [[["name", "=", "Новикова Евгения Андреевна"]]])[0]
        vals = {"name": subject, "description": f"<p>{subject}.</p>", "partner_id": customer, "kind": "complaint"}
        (channel,) = someone.call("helpdesk.ticket.channel", "search", [[["code", "=", values.pop("channel", "post")]]])
        vals = vals | {"channel_id": channel} | values
        (ticket,) = someone.call("helpdesk.ticket", "create", [[vals]])
        someone.call("helpdesk.ticket", "action_register", [[ticket]])
        return Acts(someone, ticket)

    return register


@pytest.fixture
def customer_reads(person):
    """Open an appeal in her personal account; give the text of the page."""

    def read(acts):
        customer = person("customer", phone=True)
        customer.open(f"/my/appeals/{acts.ticket}")
        return customer.page.locator("#wrapwrap main").inner_text()

    return read


def test_a_dialog_that_is_only_looked_into_leaves_nothing(appeal):
    acts = appeal("Заглянули и закрыли")
    for act in ("request_info", "extend", "redirect"):
        acts.open(act)
        acts.close_by_mistake()
    for act in ("refuse", "withdraw"):
        acts.open(act)
        acts.press("Не сохранять")
    assert not acts.letters()


def test_what_was_typed_into_a_dialog_closed_by_mistake_is_offered_again(appeal):
    acts = appeal("Закрыли по ошибке")
    acts.open("request_info")
    acts.type("reason", "Пришлите фото прибора")
    acts.page.keyboard.press("Escape")
    acts.closed()
    acts.go_on("Запрос сведений")
    assert acts.page.locator(".modal [name=reason] textarea").input_value() == "Пришлите фото прибора"
    acts.type("reason", "Пришлите фото прибора учёта")
    acts.close_by_mistake()
    assert [one["reason"] for one in acts.letters()] == ["Пришлите фото прибора учёта"]
    acts.open("request_info")
    acts.press("Удалить проект")
    assert not acts.letters()


def test_information_is_asked_for_and_comes_while_the_term_goes_on(appeal, customer_reads):
    acts = appeal("Прошу проверить прибор учёта")
    due = acts.facts("next_due_at")
    acts.open("request_info")
    acts.type("reason", "Пришлите фотографию прибора учёта")
    acts.type("reply_by", "31.12.2026")
    acts.press("Отправить")
    acts.shows("Ждём заявителя")
    assert acts.facts("next_due_at") == due
    (letter,) = acts.letters()
    assert OUTGOING.fullmatch(letter["outgoing_number"])
    page = customer_reads(acts)
    for words in ("Запрос сведений", "Пришлите фотографию прибора учёта", "31 декабря 2026", letter["outgoing_number"]):
        assert words in page
    acts.page.locator("button[name=action_receive_info]").click()
    acts.shows("В работе")


def test_the_specialist_prepares_an_extension_and_the_head_sends_it(appeal, person, customer_reads):
    acts = appeal("Прошу объяснить перерывы за год")
    due = acts.facts("next_due_at")["next_due_at"]
    acts.open("extend")
    acts.choose("ground_id", "Направлен запрос")
    acts.type("reason", "запрошены материалы у собственника смежной сети")
    assert not acts.page.locator(".modal-footer button", has_text="Отправить").count(), "the head sends it"
    acts.press("Сохранить проект")
    acts.page.locator(DRAFTS, has_text="Уведомление о продлении срока").wait_for()
    assert acts.facts("next_due_at")["next_due_at"] == due

    head = Acts(person("head"), acts.ticket)
    head.go_on("Уведомление о продлении срока")
    head.press("Отправить")
    moved = acts.facts("next_due_at")["next_due_at"]
    assert moved > due
    (letter,) = acts.letters()
    year, month, day = moved[:10].split("-")
    head.page.locator(".o_form_view [name=next_due_at]", has_text=re.compile(rf"^\s*{int(day)} ")).wait_for()
    page = customer_reads(acts)
    for words in ("смежной сети", letter["outgoing_number"], f"{day}.{month}.{year}"):
        assert words in page


def test_an_appeal_that_is_not_ours_goes_to_whom_it_belongs(appeal, customer_reads):
    acts = appeal("Не чистят двор")
    acts.open("redirect")
    acts.page.locator(".modal-footer button:visible", has_text="Отправить").click()
    acts.someone.sees(re.compile("Заполните.*Кому"))
    acts.page.locator(".modal:not(.o_inactive_modal) .btn-primary:visible").last.click()
    acts.choose("receiver_id", "Энергосбыт")
    acts.type("reason", "Уборкой двора ведает другая организация")
    acts.press("Отправить")
    acts.shows("Переадресовано")
    assert acts.facts("next_due_at")["next_due_at"] is False
    kinds = {one["kind"]: one["outgoing_number"] for one in acts.letters()}
    assert set(kinds) == {"redirect", "forwarding"}
    assert len(set(kinds.values())) == 2
    page = customer_reads(acts)
    for words in ("Направлено в другую организацию", "Уборкой двора", kinds["redirect"]):
        assert words in page
    assert kinds["forwarding"] not in page, "the letter to the other body is not hers"


def test_the_head_refuses_only_with_what_the_ground_needs(appeal, customer_reads):
    acts = appeal("Не согласна с решением суда", login="head")
    acts.open("refuse")
    acts.choose("refusal_ground_id", "суд")
    acts.page.locator(".modal-footer button:visible", has_text="Отправить").click()
    acts.someone.sees(re.compile("вид, номер и дат"))
    acts.page.locator(".modal:not(.o_inactive_modal) .btn-primary:visible").last.click()
    acts.type("document", "Решение Центрального районного суда от 01.09.2026 № 2-101/2026")
    acts.press("Отправить")
    acts.shows("Отказано")
    (letter,) = acts.letters()
    assert OUTGOING.fullmatch(letter["outgoing_number"])
    page = customer_reads(acts)
    for words in ("Решение Центрального районного суда", letter["outgoing_number"]):
        assert words in page


def test_what_she_takes_back_is_noted_without_a_letter(appeal, customer_reads):
    acts = appeal("Пропало напряжение")
    acts.open("withdraw")
    acts.page.locator(".modal [name=delivery]").click()
    acts.page.locator(".o_select_menu_item", has_text="Без письма").click()
    expect(acts.page.locator(".modal [name=delivery] input")).to_have_value(re.compile("Без письма"))
    acts.type("reason", "Позвонила сама: напряжение восстановлено")
    acts.press("Отметить")
    acts.shows("Отозвано")
    assert acts.facts("next_due_at")["next_due_at"] is False
    (letter,) = acts.letters()
    assert (letter["state"], letter["outgoing_number"]) == ("sent", False)
    assert "Отозвано вами" in customer_reads(acts)
