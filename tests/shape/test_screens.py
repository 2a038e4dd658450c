"""Every page of the site, of the account and of our menus has a picture in docs/screens.md, or a reason why not."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from repository import TOP, addons, files, nothing_found

sys.path[:0] = [str(TOP / "tests" / "browser"), str(TOP / "docs")]

from make_screenshots import ALL_SECTIONS, ALL_WALKS  # noqa: E402
from route_table import follows, rules_of_pages  # noqa: E402

#: Pages of the table of routes that have no picture of their own.
NO_PICTURE = {
    "/account/new/<string:handle>": "the page of a code, as the one of /status",
    "/api": "for programs",
    "/api/openapi.json": "for programs",
    "/appeal/receipt/<string:key>/due.ics": "for a calendar",
    "/appeal/receipt/<string:key>/receipt.pdf": "the letter of registration is shown",
    "/connect/received": "one sentence and a link",
    "/grid_quality/digest/<string:key>/stop": "one button for staff, behind a link of a letter",
    "/legal_deadline/feed/<string:token>.ics": "for a calendar",
    "/marks/<string:token>": "the question of the account, behind a link of a letter",
    "/my/appeals/page/<int:page>": "more of /my/appeals",
    "/my/feed/page/<int:page>": "more of /my/feed",
    "/my/home": "leads to /my",
    "/my/points/page/<int:page>": "more of /my/points",
    "/my/requests/page/<int:page>": "more of /my/requests",
    "/my/visits/page/<int:page>": "more of /my/visits",
    "/queue/rating/<string:key>": "five buttons, once a visit at the window has ended",
    "/survey-of-service/<string:key>": "the questions of the paper sheet, which is shown",
    "/survey-of-service/<string:key>/refuse": "one sentence and a button, behind a link of a letter",
    "/visit/<string:key>/visit.ics": "for a calendar",
}
#: Actions of our menus that have no picture of their own.
NO_SCREEN = {
    "grid_contact.grid_outage_norm_action": "a table of two rows",
    "grid_contact.grid_outage_planned_action": "the same outages as a calendar",
    "grid_contact.grid_outage_reliability_action": "two figures of a period",
    "grid_contact.grid_voice_provider_action": "two columns: a name and a kind",
    "grid_contact.grid_notice_refusal_action": "the sample company has no such refusals",
    "grid_contact.grid_sms_action": "the sample company has sent no SMS",
    "grid_contact.grid_sms_incoming_action": "nobody has written one to the sample company",
    "grid_customer.grid_feeder_action": "names of feeders with their branches",
    "legal_deadline.legal_rule_what_if_action": "shown on the rule that it tries",
}
SCRIPT, WINDOW = "ir.actions.client", "ir.actions.act_window"


def addresses() -> set[str]:
    """Where pictures are taken, each with a number in the place of the record."""
    shown = {one.path for section in ALL_SECTIONS.values() for one in section}
    shown |= {path for walks in ALL_WALKS.values() for walk in walks for path in walk.shows}
    return {path.split("?")[0].replace("{id}", "1") for path in shown}


def pictures() -> list[tuple[str, str]]:
    """Each picture by its name, with the words that stand over it."""
    shown = [(one.name, one.words) for section in ALL_SECTIONS.values() for one in section]
    return shown + [one for walks in ALL_WALKS.values() for walk in walks for one in walk.pictures.items()]


def names() -> dict[str, str]:
    """The pictures with the words that stand over them."""
    return dict(pictures())


def actions(top: Path, kind: str) -> dict[str, str]:
    """The actions of a kind in our addons, each with its address."""
    found: dict[str, str] = {}
    for addon in addons(top):
        for path in files(addon, ".xml"):
            for record in etree.parse(path).iterfind(".//record"):
                if record.get("model") == kind:
                    name = _full(addon, record.get("id"))
                    own = record.findtext("field[@name='path']")
                    found[name] = own or found.get(name, f"action-{name}")
    return found


def in_menus(top: Path) -> set[str]:
    """What the items of our menus open."""
    items = (
        (addon, item)
        for addon in addons(top)
        for path in files(addon, ".xml")
        for item in etree.parse(path).iterfind(".//menuitem[@action]")
    )
    return {_full(addon, item.get("action")) for addon, item in items}


def _full(addon: Path, name: str) -> str:
    return name if "." in name else f"{addon.name}.{name}"


def unseen(top: Path, shown: set[str]) -> Iterator[str]:
    """Actions that no picture shows: every page of a script, and the windows that menus open."""
    scripts, windows, chosen = actions(top, SCRIPT), actions(top, WINDOW), in_menus(top)
    for name, way in {**scripts, **{name: windows[name] for name in chosen & windows.keys()}}.items():
        address = f"/odoo/{way}"
        if not any(path == address or path.startswith(f"{address}/") for path in shown):
            yield name


def test_every_page_of_the_site_and_of_the_account_has_a_picture():
    lacking = {rule for rule in rules_of_pages() if not any(follows(path, rule) for path in addresses())}
    assert lacking == NO_PICTURE.keys()


def test_every_action_of_our_menus_has_a_picture():
    assert {*unseen(TOP, addresses())} == NO_SCREEN.keys()


def test_every_picture_is_in_the_gallery():
    page = (TOP / "docs" / "screens.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"screenshots/(\w+)\.png", page))
    nothing_found(f"docs/screens.md lacks {name}" for name, said in names().items() if said and name not in listed)
    there = {path.stem for path in (TOP / "docs" / "screenshots").glob("*.png")}
    nothing_found(f"docs/screenshots lacks {name}.png" for name in sorted(listed - there))
    nothing_found(f"docs/screens.md does not show {name}.png" for name in sorted(there - listed))


def test_no_picture_takes_the_place_of_another():
    taken = [name for name, _said in pictures()]
    nothing_found(f"two pictures are called {name}" for name in sorted({one for one in taken if taken.count(one) > 1}))


def test_an_action_without_a_picture_is_seen(house):
    act = '<record id="a_action" model="ir.actions.client"><field name="path">a</field></record>'
    view = f'<odoo>{act}<menuitem id="menu_a" action="a_action"/></odoo>'
    top = house({"addons/grid_a/__manifest__.py": "{}", "addons/grid_a/views/a.xml": view})
    assert list(unseen(top, {"/odoo/b"})) == ["grid_a.a_action"]
    assert not list(unseen(top, {"/odoo/a/1"}))
