"""Packages of rules are pure: no Odoo, no clock, no chance, no network; and every part explains itself."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import TOP, addons, files, imports, nothing_found, pure_packages, syntax

# Beside the standard library: check digits of numbers, endings of names, numbers in words: they hold no state.
KNOWN = {"stdnum", "phonenumbers", "pytrovich", "num2words"}
# Standard library, yet not pure: the same values would not give the same answer.
IMPURE = {
    "time",
    "random",
    "secrets",
    "socket",
    "ssl",
    "subprocess",
    "imaplib",
    "poplib",
    "smtplib",
    "sqlite3",
    "threading",
}
CLOCK = {"now", "today", "utcnow"}


def impurities(package: Path) -> Iterator[str]:
    """Every import and call by which something other than the arguments could decide the answer."""
    for path in files(package, ".py"):
        place = path.relative_to(package.parent)
        depth = len(path.relative_to(package).parts)
        for level, name, line in imports(path):
            outside = level > depth
            foreign = level == 0 and name.split(".")[0] not in (sys.stdlib_module_names | KNOWN) - IMPURE
            if outside or foreign:
                yield f"{place}:{line}: imports {'.' * level}{name}"
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
                yield f"{place}:{node.lineno}: asks the clock ({node.func.attr}); the day must be an argument"


def unexplained(package: Path) -> Iterator[str]:
    """Public functions, methods and classes without a docstring, and functions without annotations."""
    for path in files(package, ".py"):
        for node in _definitions(syntax(path)):
            place = f"{path.relative_to(package.parent)}:{node.lineno}: {node.name}"
            if not ast.get_docstring(node):
                yield f"{place} has no docstring"
            if isinstance(node, ast.FunctionDef) and not _annotated(node):
                yield f"{place} lacks annotations"


def _definitions(owner: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """What a module or a class gives to others; a function within a function is its own affair."""
    for node in owner.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _definitions(node)


def _annotated(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return function.returns is not None and all(arg.annotation or arg.arg in ("self", "cls") for arg in arguments)


PACKAGES = [package for addon in addons(TOP) for package in pure_packages(addon)]


def test_the_rules_of_law_are_a_pure_package():
    assert "legal_deadline/deadlines" in {f"{package.parent.name}/{package.name}" for package in PACKAGES}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_package_is_pure(package):
    nothing_found(impurities(package))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_package_explains_itself(package):
    nothing_found(unexplained(package))


@pytest.mark.parametrize(
    "text",
    [
        "import odoo",
        "from odoo.fields import Date",
        "from ..models import legal_rule",
        "import requests",
        "import time",
        "from datetime import date\nday = date.today()",
        "from datetime import datetime\nmoment = datetime.now()",
    ],
)
def test_an_impurity_is_seen(house, text):
    top = house({"addons/legal_deadline/deadlines/rules.py": text})
    assert len(list(impurities(top / "addons/legal_deadline/deadlines"))) == 1


def test_what_is_pure_is_left_alone(house):
    text = "from dataclasses import dataclass\nfrom .calendar import Day\nfrom . import rules\nimport zoneinfo"
    top = house({"addons/legal_deadline/deadlines/terms.py": text})
    assert list(impurities(top / "addons/legal_deadline/deadlines")) == []


def test_an_unexplained_function_is_seen(house):
    text = (
        'def due(day):\n    return day\ndef _own(day):\n    return day\ndef good(day: int) -> int:\n    """Same."""\n'
    )
    top = house({"addons/legal_deadline/deadlines/terms.py": text})
    found = list(unexplained(top / "addons/legal_deadline/deadlines"))
    assert found == ["deadlines/terms.py:1: due has no docstring", "deadlines/terms.py:1: due lacks annotations"]
