"""Pages that few see, by axe-core: the second step of the sign-in, what is closed or not there, a case by its code."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from inbox import code_in_the_letter, new_email
from reception import file
from site_pages import ask_for_account
from test_accessible import faults
from test_status import GOOD, ask, type_code

PASSWORD = "старый мост у реки 7"


def totp(secret: str, steps_ahead: int = 0) -> str:
    """The six digits that an application on the phone shows (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", "").upper())
    digest = hmac.new(key, struct.pack(">Q", int(time.time() / 30) + steps_ahead), hashlib.sha1).digest()
    place = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF) % 10**6:06d}"


def sign_up(someone) -> str:
    """Open an account by a code to the mailbox; return its e-mail."""
    email = ask_for_account(someone, None)
    someone.write("[name=digits]", code_in_the_letter(email))
    someone.enter("main form:has([name=digits]) button")
    someone.write("[name=name]", "Новосёлова Нина Ильинична")
    for field in ("password", "confirmed"):
        someone.write(f"[name={field}]", PASSWORD)
    someone.enter("main form:has([name=confirmed]) button[type=submit]")
    return email


def switch_second_step_on(someone) -> tuple[str, list[str]]:
    """Switch it on in the account; return its secret and what is wrong with the dialog."""
    page = someone.page
    someone.open("/my/security")
    page.wait_for_load_state("networkidle")  # a script of Odoo makes the button live
    page.locator("#auth_totp_portal_enable").click()
    dialog = page.locator(".modal")
    dialog.locator("input[type=password]").fill(PASSWORD)
    found = faults(page, "the password once more")
    dialog.locator("footer .btn-primary").click()
    secret = dialog.locator("[name=secret]").first
    secret.wait_for()
    found += faults(page, "dialog of the second step")
    key = secret.inner_text()
    dialog.locator("[name=code]").fill(totp(key))
    with page.expect_navigation():
        dialog.locator("footer .btn-primary").click()
    return key, found


def test_no_breach_on_the_way_of_the_second_step(person):
    someone = person()
    page, email = someone.page, sign_up(someone)
    key, found = switch_second_step_on(someone)
    someone.open("/my/security")
    found += faults(page, "the second step is on")
    someone.context.clear_cookies()
    someone.open("/web/login")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    assert page.url.split("?")[0].endswith("/web/login/totp")
    found += faults(page, "the code of the second step")
    page.fill("[name=totp_token]", "000000")
    with page.expect_navigation():
        page.press("[name=totp_token]", "Enter")
    someone.sees("Код не подошёл")
    found += faults(page, "a wrong code of the second step")
    page.fill("[name=totp_token]", totp(key, steps_ahead=1))  # the one before was used when it was switched on
    with page.expect_navigation():
        page.press("[name=totp_token]", "Enter")
    page.wait_for_url("**/my")
    assert not found, "\n".join(found)


def test_no_breach_on_a_case_that_is_found_by_its_code(person):
    someone, email = person(), new_email("iskalkina")
    number = file(someone, **GOOD, email=email)
    ask(someone, number)
    type_code(someone, "000000")
    found = faults(someone.page, "a wrong code")
    type_code(someone, code_in_the_letter(email))
    someone.sees(number)
    found += faults(someone.page, "how a case goes on")
    assert not found, "\n".join(found)


@pytest.fixture
def closed_page(person):
    """A page of the website that staff alone may read."""
    administrator = person("admin")
    page = {
        "name": "Для своих",
        "url": "/closed",
        "type": "qweb",
        "website_published": True,
        "arch": "<p>Для своих</p>",
    }
    group = administrator.call("res.groups", "search", [[["user_ids.login", "=", "admin"]]], {"limit": 1})
    closed = {"visibility": "restricted_group", "group_ids": [[6, 0, group]]}
    made = administrator.call("website.page", "create", [[{**page, **closed}]])
    yield page["url"]
    administrator.call("website.page", "unlink", [made])


def _refused(person, path: str, status: int) -> None:
    someone = person("customer")
    assert someone.page.goto(someone.url + path).status == status
    found = faults(someone.page, path)
    assert not found, "\n".join(found)


def test_no_breach_on_a_page_that_is_not_there(person):
    _refused(person, "/nothing-here", 404)


def test_no_breach_on_a_page_that_refuses(person, closed_page):
    _refused(person, closed_page, 403)


def test_no_breach_on_a_form_that_came_too_late(person):
    someone = person("customer")
    page = someone.page
    someone.open("/my/acting/new")
    someone.write("[name=principal_name]", "ООО «Лес»")
    someone.context.clear_cookies()
    someone.enter("main form[enctype] button[type=submit]")
    someone.sees("Вы вышли из личного кабинета")
    found = faults(page, "signed out")
    assert page.input_value("[name=principal_name]") == "ООО «Лес»"
    someone.open("/web/login")
    page.locator("form.oe_login_form [name=csrf_token]").evaluate("field => { field.value = '0o1'; }")
    someone.write("[name=login]", "customer")
    someone.write("[name=password]", "wrong")
    someone.enter("form.oe_login_form button[type=submit]")
    someone.sees("Ничего не отправлено")
    found += faults(page, "400")
    assert not found, "\n".join(found)
