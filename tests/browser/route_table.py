"""The table of routes that the addon's tests keep, read without Odoo."""

import importlib.util
import re
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "addons" / "grid_portal" / "tests"
NAME = "route_table_of_the_portal"


def routes() -> list:
    """Return the rows of the table."""
    if NAME not in sys.modules:
        spec = ModuleSpec(NAME, None, is_package=True)
        spec.submodule_search_locations = [str(FOLDER)]
        sys.modules[NAME] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"{NAME}.routes").ROUTES


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
