"""The pages of the site and of the account, for what is measured on each: a new page is one more line."""

#: A page by its address, or by the link that leads to it from another page.
PUBLIC = [
    "/",
    "/appeal",
    "/appeal?way=outage",
    "/status",
    "/connect",
    "/connect?purpose=house",
    "/connect?purpose=increase",
    "/connect?purpose=house&customer_kind=individual&power_new_kw=20&settlement_type=rural&distance_m=120"
    "&voltage_kv=0.4&reliability_category=3",
    "/connect/received",
    "/services",
    "/services/tp_citizen_15",
    "/services/meter_replace",
    "/offices",
    "/offices > .grid_office a",
    "/contacts",
    "/rates",
    "/disclosure",
    "/rights",
    "/papers",
    "/questions",
    "/questions?q=счётчик",
    "/questions > main a[href^='/questions/']",
    "/web/login",
    "/web/signup",
    "/web/reset_password",
    "/account/new",
    "/nothing-here",
]
ACCOUNT = [
    "/my",
    "/my/appeals",
    "/my/appeals > a[href*='/my/appeals/']",
    "/my/requests",
    "/my/requests > a[href*='/my/requests/']",
    "/my/feed",
    "/my/data",
    "/my/points",
    "/my/points > main a[href^='/my/points/']",
    "/my/acting",
    "/my/account",
    "/my/security",
]


def visit(someone, page: str) -> None:
    """Open a page, by a link from another page where it is named so."""
    path, _arrow, link = page.partition(" > ")
    someone.open(path)
    if link:
        with someone.page.expect_navigation(wait_until="load"):
            someone.page.locator(link).first.click()
