"""Files of one model do not hide each other's methods: the file that an addon loads last is the one that is asked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import TOP, addons, nothing_found, syntax


def hidden_methods(addon: Path) -> Iterator[str]:
    """Each method of a model that a file loaded later defines anew without asking what was there before."""
    known = {}
    for path in _loaded(addon / "models"):
        for model, method in _methods(path):
            earlier = known.setdefault((model, method.name), path)
            if earlier != path and not _asks_before(method):
                yield f"{path.relative_to(addon.parent)}:{method.lineno}: {method.name} hides that of {earlier.name}"


def _loaded(folder: Path) -> list[Path]:
    """The files of a package in the order Python runs them: by its `__init__`, and before a file what it imports."""
    order = []

    def load(path: Path) -> None:
        if path in order or not path.exists():
            return
        siblings = []
        for statement in syntax(path).body:
            if isinstance(statement, ast.ImportFrom) and statement.level == 1:
                siblings += [statement.module] if statement.module else [alias.name for alias in statement.names]
        for name in siblings:
            load(folder / f"{name}.py")
        order.append(path)

    load(folder / "__init__.py")
    return order


def _methods(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in syntax(path).body:
        if isinstance(node, ast.ClassDef) and (model := _model(node)):
            yield from ((model, member) for member in node.body if isinstance(member, ast.FunctionDef))


def _model(node: ast.ClassDef) -> str | None:
    """The model a class makes or extends."""
    said = {}
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in ("_name", "_inherit") and isinstance(statement.value, ast.Constant):
                said[name] = statement.value.value
    return said.get("_name") or said.get("_inherit")


def _asks_before(method: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(method) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "super" for called in calls)


@pytest.mark.parametrize("addon", addons(TOP), ids=lambda addon: addon.name)
def test_no_method_is_hidden(addon):
    nothing_found(hidden_methods(addon))


def test_the_guard_sees(tmp_path):
    models = tmp_path / "addon" / "models"
    models.mkdir(parents=True)
    (models / "__init__.py").write_text("from . import (b, a, c)\n")
    (models / "b.py").write_text(
        'class B:\n    _name = "x"\n    def said(self): return 1\n    def kept(self): return 1\n'
    )
    (models / "a.py").write_text('class A:\n    _inherit = "x"\n    def said(self): return 2\n')
    (models / "c.py").write_text('class C:\n    _inherit = "x"\n    def kept(self): return super().kept()\n')
    assert list(hidden_methods(tmp_path / "addon")) == ["addon/models/a.py:3: said hides that of b.py"]
