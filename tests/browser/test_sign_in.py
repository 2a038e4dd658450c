"""The sign-in at the screen: by a passkey that was added in the account, and what helps to type a password."""

from urllib.parse import urlsplit

import pytest
from test_accessible import faults
from test_accessible_rare import PASSWORD, sign_up

BASE = "web.base.url"
#: A device that asks for a fingerprint, and is always given the right one.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named_site(person, url):
    """The site under a name, to which a device binds its key: a browser gives none to a bare number."""
    administrator = person("admin")
    known = administrator.call("ir.config_parameter", "get_param", [BASE])
    address = f"http://localhost:{urlsplit(url).port}"
    administrator.call("ir.config_parameter", "set_param", [BASE, address])
    yield address
    administrator.call("ir.config_parameter", "set_param", [BASE, known])


def confirmed(page) -> None:
    """Press the first button of the dialog: the page comes anew."""
    with page.expect_navigation():
        page.locator(".modal footer .btn-primary").click()


def test_a_passkey_is_added_and_opens_the_account(person, named_site):
    someone = person()
    page, someone.url = someone.page, named_site
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_up(someone)
    someone.open("/my/security")
    page.wait_for_load_state("networkidle")  # a script of Odoo makes the button live
    someone.reach("#portal_passkey_add")
    page.keyboard.press("Enter")
    page.locator(".modal input[type=password]").fill(PASSWORD)
    found = faults(page, "the password before a key")
    page.locator(".modal footer .btn-primary").click()
    page.locator(".modal #keyname").fill("Мой ключ")
    found += faults(page, "a name for the key")
    confirmed(page)
    someone.sees("Мой ключ")
    found += faults(page, "a key is there")
    page.wait_for_load_state("networkidle")
    page.locator(".o_passkey_portal_rename").click()
    assert page.locator(".modal #keyname").input_value() == "Мой ключ"
    page.locator(".modal #keyname").fill("Мой телефон")
    found += faults(page, "another name for the key")
    confirmed(page)
    someone.sees("Мой телефон")
    assert not found, "\n".join(found)
    someone.context.clear_cookies()
    someone.open("/my")
    assert urlsplit(page.url).path == "/web/login"
    someone.enter(".passkey_login_link")
    page.wait_for_url("**/my")
    page.locator("main p.lead", has_text="Новосёлова").wait_for()


def test_the_eye_shows_what_is_typed(person):
    someone = person()
    someone.open("/web/login")
    someone.write("[name=password]", PASSWORD)
    for kind in ("text", "password"):
        someone.reach(".o_show_password")
        someone.page.keyboard.press("Enter")
        assert someone.page.locator("[name=password]").get_attribute("type") == kind
    assert someone.page.input_value("[name=password]") == PASSWORD


def test_without_scripts_nothing_is_offered_that_only_a_script_does(person):
    someone = person("customer", javascript=False)
    for path, dead in (
        ("/my/security", "main button[type=button]"),
        ("/web/login", ".o_show_password, .passkey_login_link, .o_login_auth"),
    ):
        someone.open(path)
        found = someone.page.locator(dead)
        assert found.count(), f"{path} has other controls now"
        assert not found.filter(visible=True).count(), path
        someone.context.clear_cookies()
    someone.sees("Войти")
