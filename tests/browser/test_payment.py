"""Pay an offer by the test provider, on a phone: the contract is concluded; then give the readings of a meter."""

from person import SLOW
from test_accessible import faults

DIAL = "input[name=t1]"


def narrow(someone) -> bool:
    return someone.page.evaluate("document.documentElement.scrollWidth") <= 360


def last_reading(someone) -> int:
    """Return the newest number of the first table of readings."""
    cell = someone.page.locator("tbody tr").first.locator("td").nth(1)
    return int("".join(filter(str.isdigit, cell.inner_text())))


def test_an_offer_is_paid_and_the_readings_are_given(person):
    someone = person("customer", phone=True)
    page = someone.page
    someone.open("/my/requests")
    someone.press("Присоединение садового дома")
    someone.sees("Сейчас нужно оплатить")
    assert page.locator("img[src^='data:image/png']").is_visible(), "the invoice has its code without any script"
    page.locator("a[href$='/pay']").click()
    page.locator("button[name=o_payment_submit_button]:enabled").wait_for()
    assert not faults(page, "pay")
    page.fill("#customer_input", "4111 1111 1111 1111")
    page.click("button[name=o_payment_submit_button]")
    page.wait_for_url("**/my/requests/*", timeout=2 * SLOW)
    someone.sees("Договор заключён")
    someone.sees("Плата внесена полностью")
    assert not page.locator("a[href$='/pay']").count(), "nothing is asked any more"
    someone.open("/my")
    page.locator("a[href='/my/points']").first.click()
    page.locator("a[href^='/my/points/']").first.click()
    shown = last_reading(someone)
    page.fill(DIAL, str(shown - 1))
    page.locator("form[action*='/meters/'] button.btn-lg").click()
    page.locator(".invalid-feedback:visible").wait_for()
    page.fill(DIAL, str(shown + 99_999))
    page.locator("form[action*='/meters/'] button.btn-lg").click()
    page.locator("input[name=sure]").wait_for(state="attached")
    page.fill(DIAL, str(shown + 12))
    with page.expect_navigation():
        page.locator("form[action*='/meters/'] button.btn-lg").click()
    page.locator("[role=status]").wait_for()
    assert last_reading(someone) == shown + 12
    assert narrow(someone), "the page is wider than the phone"


def test_without_scripts_an_invoice_is_read_and_a_reading_is_given(person):
    someone = person(javascript=False)
    someone.sign_in("customer")
    someone.open("/my/points")
    page = someone.page
    page.locator("a[href^='/my/points/']").nth(1).click()
    page.fill(DIAL, "1")
    with page.expect_navigation():
        page.locator("form[action*='/meters/'] button.btn-lg").click()
    page.locator("[role=status]").wait_for()
    assert last_reading(someone) == 1
