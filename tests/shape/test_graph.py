"""Addons name each other one way only, downwards, and only what their manifest depends on."""

import re
from collections.abc import Iterator
from pathlib import Path

from repository import LEVELS, TOP, addons, files, manifest, nothing_found

NAME = re.compile(rf"\b({'|'.join(LEVELS)})\.[A-Za-z_]")
SOURCES = (".py", ".xml", ".csv", ".js")


def wrong_arrows(top: Path) -> Iterator[str]:
    """Dependencies and mentions that go up, sideways, or past the manifest."""
    depends = {addon.name: set(manifest(addon).get("depends", ())) for addon in addons(top)}
    for addon in addons(top):
        if addon.name not in LEVELS:
            yield f"{addon.name}: stands on no level of the house (tests/shape/repository.py, LEVELS)"
            continue
        for other in depends[addon.name] & LEVELS.keys():
            if LEVELS[other] >= LEVELS[addon.name]:
                yield f"{addon.name}/__manifest__.py: depends on {other}, which does not stand lower"
        reach = _reach(addon.name, depends)
        for path in files(addon, *SOURCES):
            yield from _wrong_mentions(addon, path, reach)


def _reach(name: str, depends: dict[str, set[str]]) -> set[str]:
    """The addon itself and all it depends on, directly or not."""
    found, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += depends.get(one, ())
    return found


def _wrong_mentions(addon: Path, path: Path, reach: set[str]) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for name in sorted(set(NAME.findall(line)) - reach):
            yield f"{path.relative_to(addon.parent)}:{number}: names {name}, which {addon.name} does not depend on"


def test_arrows_go_one_way():
    nothing_found(wrong_arrows(TOP))


def test_an_arrow_up_is_seen(house):
    top = house(
        {
            "addons/legal_deadline/__manifest__.py": "{'depends': ['base', 'grid_appeal']}",
            "addons/grid_appeal/__manifest__.py": "{'depends': ['legal_deadline']}",
        }
    )
    assert list(wrong_arrows(top)) == [
        "legal_deadline/__manifest__.py: depends on grid_appeal, which does not stand lower"
    ]


def test_a_mention_of_an_upper_addon_is_seen(house):
    top = house(
        {
            "addons/grid_appeal/__manifest__.py": "{'depends': ['legal_deadline']}",
            "addons/grid_appeal/models/a.py": "from odoo.addons.grid_portal.controllers import form",
            "addons/grid_appeal/views/a.xml": '<field name="inherit_id" ref="grid_portal.page"/>',
            "addons/grid_appeal/views/good.xml": '<field name="inherit_id" ref="legal_deadline.page"/>',
        }
    )
    found = list(wrong_arrows(top))
    assert [line.split(":")[0] for line in found] == ["grid_appeal/models/a.py", "grid_appeal/views/a.xml"]


def test_an_addon_outside_the_house_is_seen(house):
    assert "grid_extra" in next(wrong_arrows(house({"addons/grid_extra/__manifest__.py": "{}"})))
