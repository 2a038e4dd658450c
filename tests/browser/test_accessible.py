"""Every page of the site and of the account by axe-core: no breach of WCAG 2.1 AA, wide, on a phone, in large type."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
LOOKS = ("wide", "phone", "large")
#: A page by its address, or by the link that leads to it from another page.
PUBLIC = [
    "/",
    "/appeal",
    "/status",
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
    "/my/account",
    "/my/security",
]


def visit(someone, page: str) -> None:
    """Open a page, by a link from another page where it is named so."""
    path, _arrow, link = page.partition(" > ")
    someone.open(path)
    if link:
        someone.page.locator(link).first.click()
        someone.page.wait_for_load_state("load")


def breaches(page) -> list[str]:
    """What axe-core finds: the rule, where, why."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]} -- {node['failureSummary'][:300]}"
        for one in found
        for node in one["nodes"]
    ]


def too_small(page) -> list[str]:
    """What a thumb misses: less than 44 px high, links within a text left aside."""
    return page.evaluate(
        """() => [...document.querySelectorAll(
            "button, summary, select, textarea, .btn, header a, footer a, input:not([type=hidden], [type=radio], [type=checkbox])"
        )].filter(one => one.checkVisibility() && !one.closest(".grid_trap"))
          .filter(one => one.getBoundingClientRect().height < 43.5 && one.getBoundingClientRect().height > 1)
          .map(one => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 120)}`)"""
    )


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("login", [None, "customer"])
def test_no_breach(person, login, look):
    someone = person(login, phone=look != "wide")
    if look == "large":
        someone.open("/")
        someone.press("Крупный шрифт")
    found = []
    for path in ACCOUNT if login else PUBLIC:
        visit(someone, path)
        found += [f"{path}: {breach}" for breach in breaches(someone.page) + too_small(someone.page)]
        width = someone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{path}: {width} px wider than the screen"] if width > 0 else []
    assert not found, "\n".join(found)
