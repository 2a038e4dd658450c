"""Which functions of our addons write a letter to somebody outside, and which of them a test has called."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

ADDONS = Path(__file__).parents[2]
WRITES = re.compile(r"\['mail\.mail'\](\.sudo\(\))?\.create$|\._queue_customer_mails$")
#: The one way of letters about an appeal: whoever calls it has written them.
QUEUE = "_queue_customer_mails"


@cache
def makers(addon: str) -> frozenset[tuple[str, str]]:
    """Return the (file, function) of an addon that write letters, as its source says."""
    found = set()
    for path in sorted((ADDONS / addon / "models").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name != QUEUE and _writes(function):
                found.add((f"{path.relative_to(ADDONS)}", function.name))
    return frozenset(found)


def _writes(function: ast.FunctionDef) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(WRITES.search(ast.unparse(call.func)) for call in calls)


def callers(frame) -> set[tuple[str, str]]:
    """Return the (file, function) of our addons that wait in a frame and around it."""
    found = set()
    while frame:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ADDONS):
            found.add((f"{path.relative_to(ADDONS)}", frame.f_code.co_name))
        frame = frame.f_back
    return found


def noted_callers(case) -> set[tuple[str, str]]:
    """Return a set that fills with those who write a letter from now on to the end of a test."""
    mails = type(case.env["mail.mail"])
    tried = set()

    def note(name):
        written = getattr(mails, name)

        def noted(records, letters):
            tried.update(callers(sys._getframe(1)))
            return written(records, letters)

        case.patch(mails, name, noted)

    for name in ("create", "_queue"):
        note(name)
    return tried
