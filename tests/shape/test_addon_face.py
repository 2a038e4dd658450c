"""Every addon shows its face: manifest, licence, icon, README, security; and nothing in it lies unused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import TOP, addons, files, imports, manifest, nothing_found

DATA_FOLDERS = ("data", "security", "views", "report", "wizards")
README_LINES = 25


def faceless(addon: Path) -> Iterator[str]:
    """What a person who opens the list of apps, or the folder, would miss."""
    said = manifest(addon)
    if said.get("license") != "AGPL-3":
        yield f"{addon.name}: the manifest's license is {said.get('license')!r}, not 'AGPL-3'"
    if not str(said.get("version", "")).startswith("19.0."):
        yield f"{addon.name}: the manifest's version is {said.get('version')!r}, not 19.0.x.y.z"
    for key in ("name", "summary", "author", "category", "depends"):
        if not said.get(key):
            yield f"{addon.name}: the manifest has no {key}"
    for name in ("static/description/icon.png", "README.md", "i18n/ru.po"):
        if not (addon / name).is_file():
            yield f"{addon.name}: {name} lacks"
    readme = addon / "README.md"
    if readme.is_file() and (lines := len(readme.read_text(encoding="utf-8").splitlines())) > README_LINES:
        yield f"{addon.name}: README.md has {lines} lines, {README_LINES} are enough"


def unlisted(addon: Path) -> Iterator[str]:
    """Data files that the manifest does not load, and listed ones that do not exist."""
    said = manifest(addon)
    listed = {*said.get("data", ()), *said.get("demo", ())}
    for name in sorted(listed):
        if not (addon / name).is_file():
            yield f"{addon.name}: the manifest lists {name}, which does not exist"
    for folder in DATA_FOLDERS:
        for path in files(addon / folder, ".xml", ".csv"):
            if (name := str(path.relative_to(addon))) not in listed:
                yield f"{addon.name}: {name} is not in the manifest, so nothing loads it"


def unreached(addon: Path) -> Iterator[str]:
    """Python files that no import leads to from the addon's __init__ or from its tests."""
    waiting, reached = [addon / "__init__.py", addon / "tests" / "__init__.py"], set()
    while waiting:
        path = waiting.pop()
        if path.is_file() and path not in reached:
            reached.add(path)
            waiting += _imported(addon, path)
    for path in files(addon, ".py"):
        if path not in reached and path.name != "__manifest__.py" and "migrations" not in path.parts:
            yield f"{path.relative_to(addon.parent)}: no __init__ imports it, so it never runs"


def _imported(addon: Path, path: Path) -> Iterator[Path]:
    """The files that one file may import relatively or by `odoo.addons.<itself>`, with the packages on the way."""
    for level, name, _line in imports(path):
        here, start = f"odoo.addons.{addon.name}", addon
        if level:
            start = path.parents[level - 1]
        elif name.startswith(f"{here}."):
            name = name.removeprefix(f"{here}.")
        else:
            continue
        parts = name.split(".")
        for count in range(len(parts) + 1):
            target = start.joinpath(*parts[:count])
            yield from (target / "__init__.py", target.with_suffix(".py"))


def uncollected(addon: Path) -> Iterator[str]:
    """Files of tests that hold no test, and tests in files that pytest does not open."""
    for path in files(addon / "tests", ".py"):
        has_tests = "def test_" in path.read_text(encoding="utf-8")
        if has_tests != path.name.startswith("test_"):
            word = "has tests, but no test_ in its name" if has_tests else "has no test"
            yield f"{path.relative_to(addon.parent)}: {word}"


ADDONS = addons(TOP)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_addon_shows_its_face(addon):
    nothing_found(faceless(addon))


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_nothing_lies_unused(addon):
    nothing_found([*unlisted(addon), *unreached(addon)])


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_every_file_of_tests_is_collected(addon):
    nothing_found(uncollected(addon))


def test_every_file_of_tests_outside_the_addons_is_collected():
    nothing_found(uncollected(TOP))


def test_a_faceless_addon_is_seen(house):
    top = house({"addons/a/__manifest__.py": "{'name': 'A', 'version': '1.0'}", "addons/a/README.md": "line\n" * 26})
    found = " ".join(faceless(top / "addons/a"))
    assert all(word in found for word in ("license", "19.0", "summary", "icon.png", "ru.po", "26 lines"))


def test_files_that_nothing_loads_are_seen(house):
    top = house(
        {
            "addons/a/__manifest__.py": "{'data': ['views/gone.xml', 'views/b.xml']}",
            "addons/a/__init__.py": "from . import models",
            "addons/a/models/__init__.py": "from . import listed",
            "addons/a/models/listed.py": "from ..rules.terms import Term",
            "addons/a/models/forgotten.py": "",
            "addons/a/rules/__init__.py": "",
            "addons/a/rules/terms.py": "",
            "addons/a/views/b.xml": "<odoo/>",
            "addons/a/views/forgotten.xml": "<odoo/>",
        }
    )
    found = [*unlisted(top / "addons/a"), *unreached(top / "addons/a")]
    assert len(found) == 3
    assert all("gone.xml" in line or "forgotten" in line for line in found)


def test_tests_that_nobody_runs_are_seen(house):
    top = house(
        {
            "addons/a/tests/__init__.py": "from . import test_empty",
            "addons/a/tests/test_empty.py": "",
            "addons/a/tests/appeal.py": "def test_it():\n    pass\n",
            "addons/a/tests/test_left_out.py": "def test_it():\n    pass\n",
        }
    )
    assert len(list(uncollected(top / "addons/a"))) == 2
    assert "a/tests/test_left_out.py" in " ".join(unreached(top / "addons/a"))
