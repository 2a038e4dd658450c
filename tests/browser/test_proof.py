"""Proof of work in a real browser: done while one types, never in the way; and consents, apart from the appeal."""

import time

import reception
from reception import NUMBER, go_on, here, tell
from test_accessible import faults

SOLVED = "() => [...document.querySelectorAll('input[name=proof]')].every(field => field.value)"


def to_the_end(someone):
    """Tell an appeal and stop before it is sent."""
    someone.open("/appeal")
    tell(someone)
    assert here(someone) == "check"


def slow(someone, times: int) -> None:
    """Make the browser as slow as a cheap phone."""
    someone.context.new_cdp_session(someone.page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def test_the_work_is_done_before_the_page_is_read(person):
    someone = person(phone=True)
    to_the_end(someone)
    someone.page.wait_for_function(SOLVED)
    challenge = someone.page.locator("form.grid_appeal input[name=proof]")
    assert challenge.input_value().startswith(challenge.get_attribute("data-challenge") + ".")


def test_who_presses_at_once_waits_and_is_not_refused(person):
    someone = person()
    to_the_end(someone)
    slow(someone, 4)
    someone.page.reload()
    started = time.monotonic()
    with someone.page.expect_request("**/appeal/check") as sent:
        someone.page.locator("form.grid_appeal button", has_text="Отправить обращение").click()
    assert time.monotonic() - started < 15
    assert "proof=appeal." in sent.value.post_data
    someone.sees(NUMBER)


def test_to_go_back_waits_for_nothing(person):
    someone = person()
    to_the_end(someone)
    someone.page.route("**/proof/solver.js", lambda route: None)  # it never comes
    someone.page.reload()
    go_on(someone, "Назад")
    assert here(someone) == "person"


def test_a_code_is_asked_for_with_work(person):
    someone = person(phone=True)
    someone.open("/status")
    someone.page.fill("[name=number]", "KEM-2026-000001")
    with someone.page.expect_request("**/status") as sent:
        someone.enter("form[action='/status'] button")
    assert "proof=code." in sent.value.post_data


def test_a_form_without_scripts_is_sent_all_the_same(person):
    someone = person(phone=True, javascript=False)
    assert reception.file(someone)


def test_a_consent_is_read_given_and_withdrawn_by_keyboard(person):
    someone = person(phone=True)
    page = someone.page
    reception.file(someone)
    someone.enter("main a[href^='/appeal/consent/']")
    found = faults(page, "asked")
    box = page.locator("input[name=agree]").first
    assert not box.is_checked()
    asked = page.locator("input[name=agree]").count()
    someone.enter("form[action^='/appeal/consent/'] button")
    someone.sees("Поставьте отметку, если согласны")
    found += faults(page, "not ticked")
    someone.reach("input[name=agree]")
    page.keyboard.press("Space")
    someone.enter("form[action^='/appeal/consent/'] button")
    someone.sees("Вы дали согласие")
    found += faults(page, "given")
    assert page.locator("input[name=agree]").count() == asked - 1
    someone.enter("main a[href^='/appeal/receipt/']")
    someone.sees("дано")
    someone.enter("main a[href^='/appeal/consent/']")
    someone.enter("form[action$='/withdraw'] button")
    someone.sees("отозвано")
    found += faults(page, "withdrawn")
    assert not found, "\n".join(found)
