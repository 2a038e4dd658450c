"""The tables of routes that the tests of the addons keep, read without Odoo."""

import importlib.util
import re
import sys
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ADDONS = Path(__file__).resolve().parents[2] / "addons"
PORTAL = ADDONS / "grid_portal" / "tests"
NAME = "route_table_of_the_portal"
#: Where the tables of other addons find what a row of the portal's says.
ROUTE = "odoo.addons.grid_portal.tests.route"


@cache
def routes() -> list:
    """Return the rows of every table, in the terms of the portal's."""
    spec = ModuleSpec(NAME, None, is_package=True)
    spec.submodule_search_locations = [str(PORTAL)]
    sys.modules[NAME] = importlib.util.module_from_spec(spec)
    rows = list(importlib.import_module(f"{NAME}.routes").ROUTES)
    route = sys.modules.setdefault(ROUTE, importlib.import_module(f"{NAME}.route"))
    for path in sorted(set(ADDONS.glob("*/tests/routes.py")) - {PORTAL / "routes.py"}):
        rows += [route.Route(**row) if isinstance(row, dict) else row for row in _read(path).ROUTES]
    return rows


def _read(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"routes_of_{path.parents[1].name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rules_of_pages() -> set[str]:
    """Return the rules that show something to a visitor or to a customer, or to who has asked for a code."""
    return {route.rule for route in _shown() if {"public", "owner"} & route.may or "{code_handle}" in route.address}


def rules_of_public_pages() -> set[str]:
    """Return the rules that show something to whoever has the address."""
    return {route.rule for route in _shown() if "public" in route.may}


def _shown() -> list:
    return [route for route in routes() if route.method == "GET" and route.answer == 200 and not route.is_file]


def follows(path: str, rule: str) -> bool:
    """Whether an address is one of a rule."""
    return bool(re.fullmatch(re.sub(r"<[^>]+>", "[^/]+", rule), path))
