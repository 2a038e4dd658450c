"""A customer and her appeal in the account: she answers a request with a photo, rates the answer, and disputes it."""

import re
import time
import uuid

import pytest
from account_appeals import answer, appeal_of_the_customer, ask
from person import SLOW

NEW = "· Новое"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def clerk(person):
    return person("specialist")


def pressed(page, button):
    """Press a button and wait for the page that it brings."""
    with page.expect_navigation():
        page.locator(button).first.click()


def is_narrow(page, javascript):
    return not javascript or page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("javascript", [True, False])
def test_a_request_for_information_is_answered_with_a_photo(person, clerk, javascript):
    name = f"Тускло горит свет, дом {1 + javascript}"
    ticket = appeal_of_the_customer(clerk, name)
    ask(clerk, ticket, "Пришлите, пожалуйста, фото вашего счётчика.")
    customer = person("customer", phone=True, javascript=javascript)
    page = customer.page
    customer.open("/my")
    pressed(page, f"#yours a[href='/my/appeals/{ticket}']")
    customer.sees("фото вашего счётчика")
    assert is_narrow(page, javascript)
    pressed(page, "#write button")
    page.locator("#error-text").wait_for()
    page.fill("#text", "Вот снимок, счётчик в подъезде.")
    page.set_input_files("#files", {"name": "счётчик.png", "mimeType": "image/png", "buffer": PNG})
    pressed(page, "#write button")
    customer.sees("Вот снимок, счётчик в подъезде.")
    customer.sees("счётчик.png")
    (state,) = clerk.call("helpdesk.ticket", "read", [[ticket], ["state"]])
    assert state["state"] == "in_work"
    customer.open("/my/feed")
    assert page.locator(".grid_matter", has_text=name).count()
    assert is_narrow(page, javascript)


def is_read(clerk, ticket) -> bool:
    """Whether the customer has read the answer, as staff see it."""
    return bool(
        clerk.call("grid.appeal.answer", "search_count", [[["ticket_id", "=", ticket], ["read_at", "!=", False]]])
    )


def soon(is_so) -> None:
    """Wait for what a page sends when it is left: it does not keep the next one waiting."""
    end = time.monotonic() + SLOW / 1000
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_letter_is_read_by_leaving_its_page_or_by_a_button(person, clerk, javascript):
    name = f"Гудит трансформатор {uuid.uuid4().hex[:6]}"
    ticket = appeal_of_the_customer(clerk, name)
    answer(clerk, ticket, "Трансформатор осмотрен.")
    customer = person("customer", phone=True, javascript=javascript)
    page, button = customer.page, customer.page.locator("form[data-grid-reading] button")
    customer.open(f"/my/appeals/{ticket}")
    button.wait_for()
    customer.open("/")
    if not javascript:
        assert not is_read(clerk, ticket), "to look alone says nothing without scripts"
        customer.open(f"/my/appeals/{ticket}")
        pressed(page, "form[data-grid-reading] button")
        assert page.url.endswith(f"/my/appeals/{ticket}")
    soon(lambda: is_read(clerk, ticket))
    customer.open(f"/my/appeals/{ticket}")
    assert not button.count()
    customer.open("/my/feed")
    of_appeal, new = page.locator(".grid_matter", has_text=name), page.locator(".grid_matter", has_text=NEW)
    assert of_appeal.filter(has_text="Наш ответ").count() == 1
    assert not of_appeal.filter(has_text="Наш ответ").filter(has_text=NEW).count()
    assert new.count(), "no page has shown its stages yet"
    if javascript:
        customer.open("/")
        soon(lambda: customer.open("/my/feed") or not new.count())
    else:
        pressed(page, "form[action='/my/feed/read'] button")
        assert not new.count()


def test_an_answer_is_rated_and_disputed_by_keyboard(person, clerk, phone):
    ticket = appeal_of_the_customer(clerk, f"Когда заменят опору {1 + phone}")
    answer(clerk, ticket, "Опора будет заменена.")
    customer = person(phone=phone)
    customer.come_in("customer")
    customer.enter(f"#yours a[href='/my/appeals/{ticket}#mark']")
    customer.choose("value", "2")
    customer.write("#mark textarea", "Не сказано, когда.")
    customer.enter("#mark button")
    assert customer.page.locator("#mark input[value='2']").is_checked()
    customer.enter(f"a[href='/my/appeals/{ticket}/dispute']")
    customer.write("#text", "Назовите срок замены опоры.")
    customer.enter("main form button.btn-primary")
    customer.sees(re.compile(r"[A-Z]{3}-\d{4}-\d{6}"))
    customer.sees("Назовите срок замены опоры.")
    customer.assert_fits()
    domain = [["previous_id", "=", ticket], ["is_dispute", "=", True]]
    (dispute,) = clerk.call("helpdesk.ticket", "search_read", [domain], {"fields": ["user_id", "complained_of_id"]})
    assert dispute["complained_of_id"] and dispute["user_id"] != dispute["complained_of_id"]
