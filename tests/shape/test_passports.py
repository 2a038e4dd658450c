"""Passports of services are data: no code of an addon knows one of them by its name."""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

from repository import TOP, addons, files, nothing_found, syntax

#: A test says what ships, and a migration mends rows that shipped.
FREE = {"tests", "migrations"}
#: Two categories of appeals are called as the passports are; the words that hint at them stand there.
CATEGORIES = "category_hints.py"


def passports(top: Path) -> set[str]:
    """The codes of every passport that ships."""
    tables = top.glob("addons/*/data/grid.service.csv")
    return {row["code"] for table in tables for row in csv.DictReader(table.open(encoding="utf-8", newline=""))}


def named(top: Path) -> Iterator[str]:
    """Where the code of an addon names a passport."""
    codes = passports(top)
    for addon in addons(top):
        for path in files(addon, ".py"):
            if FREE & set(path.parts) or path.name == CATEGORIES:
                continue
            for node in ast.walk(syntax(path)):
                if isinstance(node, ast.Constant) and node.value in codes:
                    yield f"{path.relative_to(top)}:{node.lineno}: {node.value}"


def test_no_code_names_a_passport():
    assert len(passports(TOP)) > 30
    nothing_found(list(named(TOP)))


def test_a_passport_that_code_names_is_seen(house):
    top = house(
        {
            "addons/a/__manifest__.py": "{}",
            "addons/a/data/grid.service.csv": "id,code\nservice_check,check\n",
            "addons/a/models/a.py": "\nif service.code == 'check':\n    pass\n",
        }
    )
    assert list(named(top)) == ["addons/a/models/a.py:2: check"]
