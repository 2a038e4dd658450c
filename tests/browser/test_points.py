"""The readings of a meter are given in the account: a wrong one, a doubtful one, a right one."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

DIAL = "input[name=t1]"
SHOWN = 4200  # kWh, a month ago


@pytest.fixture
def point(person):
    """A usage point of the customer, of this test alone, whose meter was read three times; its name."""
    clerk, name = person("specialist"), f"Т-{uuid.uuid4().hex[:8]}"
    (partner,) = clerk.call("res.partner", "search", [[["user_ids.login", "=", "customer"]]])
    (branch,) = clerk.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    vals = {"name": name, "partner_id": partner, "branch_id": branch, "address": "г. Кемерово, ул. Садовая, 7"}
    points = clerk.call("grid.usage.point", "create", [[vals]])
    (meter,) = clerk.call("grid.meter", "create", [[{"name": name, "usage_point_id": points[0]}]])
    today = datetime.now(UTC).date()
    for ago in (3, 2, 1):
        read_on = (today - timedelta(days=30 * ago)).isoformat()
        reading = {"meter_id": meter, "value": SHOWN - 100 * (ago - 1), "read_on": read_on, "source": "phone"}
        clerk.call("grid.meter.reading", "create", [[reading]])
    yield name
    clerk.call("grid.usage.point", "write", [points, {"active": False}])


def last_reading(someone) -> int:
    """Return the newest number of the first table of readings."""
    cell = someone.page.locator("tbody tr").first.locator("td").nth(1)
    return int("".join(filter(str.isdigit, cell.inner_text())))


def give(someone, value: int) -> None:
    someone.page.fill(DIAL, str(value))
    with someone.page.expect_navigation():
        someone.page.locator("form[action*='/meters/'] button.btn-lg").click()


def test_the_readings_of_a_meter_are_given(person, point):
    someone = person("customer", phone=True)
    page = someone.page
    someone.open("/my")
    page.locator("a[href='/my/points']").first.click()
    page.locator("a[href^='/my/points/']").filter(has_text=point).click()
    assert last_reading(someone) == SHOWN
    give(someone, SHOWN - 1)
    page.locator(".invalid-feedback:visible").wait_for()
    give(someone, SHOWN + 99_999)
    page.locator("input[name=sure]").wait_for(state="attached")
    give(someone, SHOWN + 12)
    page.locator("[role=status]").wait_for()
    assert last_reading(someone) == SHOWN + 12
    someone.assert_fits()


def test_a_reading_is_given_without_scripts(person, point):
    someone = person(javascript=False)
    someone.sign_in("customer")
    someone.open("/my/points")
    someone.page.locator("a[href^='/my/points/']").filter(has_text=point).click()
    give(someone, SHOWN + 1)
    someone.page.locator("[role=status]").wait_for()
    assert last_reading(someone) == SHOWN + 1
