"""A newcomer at the running product: a letter is registered, answered and closed without reading any manual."""

import re
from pathlib import Path

LETTER = Path(__file__).resolve().parents[2] / "data" / "letters" / "03_connection_request_company_inn.eml"
NUMBER = r"[A-Z]{3}-\d{4}-\d{6}"


def register_letter(operator, letter: Path) -> str:
    """Bring a letter file as a clerk does and give the number the screen shows."""
    operator.press("Письмо из файла")
    operator.page.set_input_files(".modal input[type=file]", str(letter))
    operator.page.locator(".modal-footer button", has_text="Зарегистрировать").click()
    heading = operator.page.locator(".o_form_view [name=number]").first
    heading.wait_for()
    return re.search(NUMBER, heading.inner_text()).group()


def test_a_letter_is_registered_answered_and_closed(person):
    operator = person()
    operator.sign_in("operator")
    operator.sees("Моя работа")
    number = register_letter(operator, LETTER)
    operator.press("Почему эта дата?")
    operator.sees("30 календарных дней")

    specialist = person("specialist")
    specialist.open("/odoo")
    specialist.page.locator(".o_searchview_input").fill(number)
    specialist.page.keyboard.press("Enter")
    specialist.open_row(number)
    specialist.press("Взять в работу")
    specialist.sees("В работе")
    specialist.press("Ответить")
    editor = specialist.page.locator("[name=answer_body] .odoo-editor-editable")
    editor.click()
    editor.press("Control+End")
    editor.press_sequentially("Заявка принята, расчёт платы приложен.")
    specialist.press("Отправить ответ")
    specialist.page.locator(".modal-footer .btn-primary").click()
    specialist.page.locator(".o_arrow_button_current", has_text="Отвечено").wait_for()
    specialist.sees(re.compile(r"-И-\d{6}"))
    specialist.press("Закрыть")
    specialist.page.locator(".o_arrow_button_current", has_text="Закрыто").wait_for()


def test_every_role_opens_its_first_screen_without_an_error(person):
    for login in ("administrator", "manager", "specialist", "supervisor", "head", "methodologist", "privacy", "admin"):
        someone = person()
        someone.sign_in(login)
        someone.page.locator(".o_main_navbar").wait_for()
        someone.page.locator(".o_action_manager > *").first.wait_for()


def test_overdue_in_one_click(person):
    supervisor = person("supervisor")
    supervisor.open("/odoo")
    supervisor.press("Просрочено")
    supervisor.sees(re.compile(r"просрочено \d+ дн\."))
