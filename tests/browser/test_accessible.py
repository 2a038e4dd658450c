"""Every page of the site and of the account by axe-core: no breach of WCAG 2.1 AA, wide, on a phone, in large type."""

import pytest
import reception
from axe_playwright_python.sync_playwright import Axe
from person import PHONE, STEPS, WIDE
from route_table import rules_of_pages
from site_pages import ACCOUNT, NO_PAGES, OF_A_LETTER, OF_A_QUEUE, ON_THE_WAY, PUBLIC, pages, visit

BURST = 15  # presses of the Tab key before one looks whether they led through the page
AXE = Axe().axe_script
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
#: A page is laid out anew for each size of the screen; the large type comes from the server.
LOOKS = {"usual": (WIDE, PHONE), "large": (WIDE, PHONE)}


def breaches(page) -> list[str]:
    """What axe-core finds: the rule, where, why."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
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


def faults(page, name: str, look: str = "usual") -> list[str]:
    """What is wrong with the page that is shown: for a screen reader, for a thumb, for a narrow screen."""
    found = []
    for size in LOOKS[look]:
        page.set_viewport_size(size)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [*breaches(page), *too_small(page), *([f"{wider} px wider than the screen"] if wider > 0 else [])]
    found += [f"{wider} px wider than the screen with text twice as large" for wider in wider_when_doubled(page)]
    return [f"{name}: {fault}" for fault in found]


def wider_when_doubled(page) -> list[int]:
    """By how much a page is wider than a wide screen when its text is twice as large (WCAG 1.4.4)."""
    page.set_viewport_size(WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return [wider] if wider > 0 else []


def looking(person, login, look):
    """A person who reads the usual type or the large one."""
    someone = person(login, phone=look == "large")
    if look == "large":
        someone.open("/")
        someone.page.get_by_label("Крупный шрифт").check()
    return someone


def unreached(page) -> list[str]:
    """What can be pressed or filled in and the Tab key does not come to, on its way once through the page."""
    page.evaluate(
        """() => {
            const reached = new Set();
            document.activeElement?.blur();
            document.addEventListener("focusin", event => reached.add(event.target));
            document.addEventListener("focusout", event => window.isTabbedThrough ||= !event.relatedTarget);
            window.reachedByTab = reached;
        }"""
    )
    for _burst in range(STEPS // BURST):
        for _step in range(BURST):
            page.keyboard.press("Tab")
        if page.evaluate("window.isTabbedThrough"):
            break
    return page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
            .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.type !== "hidden")
            .filter(one => !one.closest(".grid_trap, [inert], [aria-hidden=true]"))
            .filter(one => one.type !== "radio" || one.checked)
            .filter(one => !window.reachedByTab.has(one))
            .map(one => `not reached by the Tab key: ${one.outerHTML.slice(0, 120)}`)"""
    )


def test_every_page_of_the_table_of_routes_is_looked_at():
    assert {*PUBLIC, *ACCOUNT, *ON_THE_WAY, *OF_A_LETTER, *OF_A_QUEUE, *NO_PAGES} == rules_of_pages()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("login", [None, "customer"])
def test_no_breach(person, login, look):
    someone, clerk = looking(person, login, look), person("specialist")
    found = []
    for rule, way in pages(login):
        visit(someone, rule, way, clerk)
        found += faults(someone.page, f"{rule} {way}", look)
        if look == "usual":
            found += [f"{rule} {way}: {fault}" for fault in unreached(someone.page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_no_breach_on_the_way_of_an_appeal(person, look):
    """Each page of the reception: as it comes, with what it refuses, and the last one before sending."""
    someone = looking(person, None, look)
    page, found = someone.page, []
    someone.open("/appeal")
    while (step := reception.here(someone)) != "check":
        found += faults(page, step, look)
        if step != "about":  # nothing has to be told there
            reception.go_on(someone)
            found += faults(page, f"{step}, refused", look)
        reception.fill(someone, reception.GOOD)
        reception.go_on(someone)
    found += faults(page, "check", look)
    reception.go_on(someone, "Отправить обращение")
    found += faults(page, "receipt", look)
    someone.enter("main a[href^='/appeal/consent/']")
    found += faults(page, "consent", look)
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
