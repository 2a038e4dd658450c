"""Files and functions stay small: a soft list to read, a hard bound that fails."""

import ast
from collections.abc import Iterator
from pathlib import Path

from repository import TOP, files, nothing_found, syntax

SOFT = {"file": 300, "function": 40}
HARD = {"file": 500, "function": 80}


def sizes(top: Path) -> Iterator[tuple[str, str, int]]:
    """(kind, place, lines) of every Python file and function of ours."""
    for path in files(top, ".py"):
        place = str(path.relative_to(top))
        yield "file", place, len(path.read_text(encoding="utf-8").splitlines())
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield "function", f"{place}: {node.name}", node.end_lineno - node.lineno + 1


def longer_than(bounds: dict[str, int], top: Path) -> list[str]:
    """What is longer than its bound, the longest first."""
    found = [(lines, kind, place) for kind, place, lines in sizes(top) if lines > bounds[kind]]
    return [
        f"{lines} lines: {place} ({kind}, {bounds[kind]} at most)" for lines, kind, place in sorted(found, reverse=True)
    ]


def long_ones(top: Path) -> list[str]:
    """The soft list: each asks to be split by meaning."""
    return longer_than(SOFT, top)


def test_nothing_is_too_long():
    nothing_found(longer_than(HARD, TOP))


def test_a_long_file_and_a_long_function_are_seen(house):
    top = house({"addons/a/models/a.py": "def much():\n" + "    a = 1\n" * 80 + "\n" * 421})
    assert longer_than(HARD, top) == [
        "502 lines: addons/a/models/a.py (file, 500 at most)",
        "81 lines: addons/a/models/a.py: much (function, 80 at most)",
    ]


def test_the_soft_list_says_what_to_split(house):
    top = house({"addons/a/models/a.py": "def much():\n" + "    a = 1\n" * 40})
    assert long_ones(top) == ["41 lines: addons/a/models/a.py: much (function, 40 at most)"]
