"""Lint: ruff, ruff format, pylint-odoo, and well-formed XML and CSV, over everything that is ours.

./griddesk lint            say what is wrong
./griddesk lint --fix      mend what a machine can mend, then say what is left
"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ("addons", "config", "data", "tests")
BIN = Path(sys.executable).parent
# Checks of pylint-odoo that are not our habit, and why.
NOT_OURS = {
    "manifest-superfluous-key": "`installable` is said aloud",
    "attribute-string-redundant": "a label is the source of its translation, so it is written",
    "missing-readme": "our README is a README.md, which tests/shape asks for",
    "consider-merging-classes-inherited": "a model is extended by meaning, one concern a file",
    "no-search-all": "tables of law and reference are read whole, once, into a cache",
    "prefer-env-translation": "it does not know `_ = self.env._`; ruff bans `from odoo import _` instead",
}
# Tests of races commit on connections of their own, which pylint-odoo refuses; ruff reads the tests.
PYLINT = ("--score=no", f"--disable={','.join(NOT_OURS)}", r"--ignore-paths=.*/tests/.*")


def main(argv: list[str]) -> int:
    """Run every linter, even after one has failed; return 0 when all are content."""
    unknown = [arg for arg in argv if arg != "--fix"]
    if unknown:
        print(f"lint: unknown argument {unknown[0]}; the only one is --fix", file=sys.stderr)
        return 2
    folders = [name for name in FOLDERS if (TOP / name).is_dir()]
    addons = [str(manifest.parent.relative_to(TOP)) for manifest in sorted(TOP.glob("addons/*/__manifest__.py"))]
    if "--fix" in argv:
        _run("ruff", "check", "--quiet", "--fix-only", *folders)
        _run("ruff", "format", "--quiet", *folders)
    results = {
        "ruff": _run("ruff", "check", "--quiet", "--output-format=concise", *folders),
        "ruff format": _run("ruff", "format", "--quiet", "--check", *folders),
        "pylint-odoo": not addons or _run("pylint", "--rcfile=pyproject.toml", *PYLINT, *addons),
        "xml": _report(bad_xml(TOP, folders)),
        "csv": _report(bad_csv(TOP, folders)),
    }
    failed = [name for name, content in results.items() if not content]
    if failed:
        print(f"\nlint: {', '.join(failed)} not content. ./griddesk lint --fix mends what a machine can mend.")
        return 1
    print(f"lint: {', '.join(results)}: all content")
    return 0


def _run(tool: str, *arguments: str) -> bool:
    """Run a linter of this very environment in the project's folder; True when it found nothing."""
    return subprocess.run([str(BIN / tool), *arguments], cwd=TOP).returncode == 0


def _report(findings: Iterator[str]) -> bool:
    found = list(findings)
    for line in found:
        print(line)
    return not found


def bad_xml(top: Path, folders: list[str]) -> Iterator[str]:
    """Every XML file that a parser refuses, with the place and the reason."""
    for path in _files(top, folders, "*.xml"):
        try:
            etree.parse(path)
        except etree.XMLSyntaxError as error:
            yield f"{path.relative_to(top)}:{error.lineno}: {error.msg}"


def bad_csv(top: Path, folders: list[str]) -> Iterator[str]:
    """Every CSV file that a spreadsheet or Odoo would read wrongly: encoding, columns, repeated ids."""
    for path in _files(top, folders, "*.csv"):
        name = path.relative_to(top)
        try:
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            yield f"{name}: {error}"
            continue
        yield from (f"{name}:{problem}" for problem in _bad_rows(rows))


def _bad_rows(rows: list[list[str]]) -> Iterator[str]:
    if not rows or not all(rows[0]):
        yield "1: the first line must name every column"
        return
    width, seen = len(rows[0]), set()
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != width:
            yield f"{number}: {len(row)} columns, {width} expected"
        elif rows[0][0] == "id" and row[0] in seen:
            yield f"{number}: id {row[0]} stands twice"
        seen.add(row[0] if row else "")


def _files(top: Path, folders: list[str], pattern: str) -> list[Path]:
    return sorted(path for folder in folders for path in (top / folder).rglob(pattern))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
