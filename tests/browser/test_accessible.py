"""Every page of the site and of the account by axe-core: no breach of WCAG 2.1 AA, wide, on a phone, in large type."""

import pytest
import reception
from axe_playwright_python.sync_playwright import Axe
from site_pages import ACCOUNT, PUBLIC, visit

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
LOOKS = ("wide", "phone", "large")


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
            `button, summary, select, textarea, .btn, header a, footer a,
             input:not([type=hidden], [type=radio], [type=checkbox])`
        )].filter(one => one.checkVisibility() && !one.closest(".grid_trap"))
          .filter(one => one.getBoundingClientRect().height < 43.5 && one.getBoundingClientRect().height > 1)
          .map(one => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 120)}`)"""
    )


def faults(page, name: str) -> list[str]:
    """What is wrong with the page that is shown: for a screen reader, for a thumb, for a narrow screen."""
    found = breaches(page) + too_small(page)
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found += [f"{width} px wider than the screen"] if width > 0 else []
    return [f"{name}: {fault}" for fault in found]


def looking(person, login, look):
    """A person at a wide screen, at a phone, or at a phone in large type."""
    someone = person(login, phone=look != "wide")
    if look == "large":
        someone.open("/")
        someone.press("Крупный шрифт")
    return someone


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("login", [None, "customer"])
def test_no_breach(person, login, look):
    someone = looking(person, login, look)
    found = []
    for path in ACCOUNT if login else PUBLIC:
        visit(someone, path)
        found += faults(someone.page, path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_no_breach_on_the_way_of_an_appeal(person, look):
    """Each page of the reception: as it comes, with what it refuses, and the last one before sending."""
    someone = looking(person, None, look)
    page, found = someone.page, []
    someone.open("/appeal")
    while (step := reception.here(someone)) != "check":
        found += faults(page, step)
        if step != "about":  # nothing has to be told there
            reception.go_on(someone)
            found += faults(page, f"{step}, refused")
        reception.fill(someone, reception.GOOD)
        reception.go_on(someone)
    found += faults(page, "check")
    assert not found, "\n".join(found)


def test_the_keyboard_alone_goes_the_whole_way(person):
    """The skip link comes first and leads past the header; what has the focus is seen."""
    someone = person()
    page = someone.page
    someone.open("/appeal")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#wrap"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#wrap')"), "the skip link leads into the page"
    unseen = []
    for _step in range(25):
        page.keyboard.press("Tab")
        unseen += page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                const told = seen || one === document.body || one.closest(".grid_choice");
                return told ? [] : [one.outerHTML.slice(0, 120)];
            }"""
        )
    assert not unseen, "\n".join(unseen)


def test_the_menu_opens_by_the_keyboard_and_without_scripts(person):
    someone = person(phone=True, javascript=False)
    someone.open("/status")
    someone.page.locator("header summary").press("Enter")
    someone.press("Услуги")
    someone.page.wait_for_url("**/services")
