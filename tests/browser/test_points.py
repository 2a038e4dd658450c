"""The readings of a meter are given in the account: a wrong one, a doubtful one, a right one."""

DIAL = "input[name=t1]"


def last_reading(someone) -> int:
    """Return the newest number of the first table of readings."""
    cell = someone.page.locator("tbody tr").first.locator("td").nth(1)
    return int("".join(filter(str.isdigit, cell.inner_text())))


def test_the_readings_of_a_meter_are_given(person):
    someone = person("customer", phone=True)
    page = someone.page
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
    someone.assert_fits()


def test_a_reading_is_given_without_scripts(person):
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
