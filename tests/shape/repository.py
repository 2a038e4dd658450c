"""What every guard of the repository's shape reads: its addons, its files, their syntax trees."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".local", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", "node_modules", "lib"}
# Packages that work with the database: Odoo's own folders, and the loader of the sample company.
ODOO_FOLDERS = {"models", "controllers", "wizards", "report", "tests", "migrations", "sample"}

# DESIGN, "the house": an addon may name only what stands lower.
LEVELS = {
    "legal_deadline": 0,
    "grid_customer": 1,
    "grid_appeal": 2,
    "grid_service": 3,
    "grid_reception": 4,
    "grid_contact": 4,
    "grid_connection": 4,
    "grid_portal": 5,
    "grid_quality": 5,
    "grid_quality_spreadsheet": 6,
    "grid_identity": 6,
    "griddesk": 7,
}


def addons(top: Path) -> list[Path]:
    """The folders of our addons."""
    return sorted(manifest.parent for manifest in top.glob("addons/*/__manifest__.py"))


def manifest(addon: Path) -> dict:
    """What the addon says of itself."""
    return ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))


def files(folder: Path, *endings: str) -> Iterator[Path]:
    """Our files under a folder with one of the endings (all when none is named)."""
    for path in sorted(folder.rglob("*")):
        ours = path.is_file() and not NOT_OURS.intersection(path.relative_to(folder).parts)
        if ours and (not endings or path.suffix in endings):
            yield path


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def pure_packages(addon: Path) -> list[Path]:
    """Packages of rules: every Python package of an addon that is not one of Odoo's own folders."""
    return sorted(init.parent for init in addon.glob("*/__init__.py") if init.parent.name not in ODOO_FOLDERS)


def imports(path: Path) -> Iterator[tuple[int, str, int]]:
    """Each import of a file as (level of relative import, dotted name, line); `from a import b` gives `a.b`."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = f"{node.module}." if node.module else ""
            yield from ((node.level, start + alias.name, node.lineno) for alias in node.names)


def nothing_found(findings: Iterable[str]) -> None:
    """Fail with every finding of a guard on a line of its own."""
    found = list(findings)
    assert not found, "\n" + "\n".join(found)
