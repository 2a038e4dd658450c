"""The pages of the site and of the account, for what is measured on each: a new page is one more line."""

#: A page by its address, or by the link that leads to it from another page.
PUBLIC = [
    "/",
    "/appeal",
    "/appeal?way=outage",
    "/status",
    "/connect",
    "/services",
    "/services/tp_citizen_15",
    "/services/meter_replace",
    "/offices",
    "/offices > .grid_office a",
    "/contacts",
    "/rates",
    "/rights",
    "/papers",
    "/questions",
    "/questions?q=счётчик",
    "/questions > main a[href^='/questions/']",
    "/web/login",
    "/web/signup",
    "/web/reset_password",
    "/nothing-here",
]
ACCOUNT = [
    "/my",
    "/my/appeals",
    "/my/appeals > a[href*='/my/appeals/']",
    "/my/requests",
    "/my/requests > a[href*='/my/requests/']",
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
