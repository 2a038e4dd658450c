"""A button of a view passes the records it stands by, which a method of the model alone cannot take."""

import ast
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from repository import TOP, addons, files, nothing_found, syntax


def deaf_buttons(top: Path) -> Iterator[str]:
    """Buttons whose method is `@api.model`: pressed, they answer by a TypeError."""
    of_model = {(model, name) for addon in addons(top) for model, name in _methods_of_models(addon)}
    for addon in addons(top):
        for path in files(addon, ".xml"):
            for record in etree.parse(path).iterfind(".//record[@model='ir.ui.view']"):
                model = record.findtext("field[@name='model']")
                for button in record.iterfind(".//button[@type='object']"):
                    if (model, button.get("name")) in of_model:
                        yield f"{path.relative_to(top)}:{button.sourceline}: {model}.{button.get('name')}"


def _methods_of_models(addon: Path) -> Iterator[tuple[str, str]]:
    for path in files(addon, ".py"):
        for model in (node for node in syntax(path).body if isinstance(node, ast.ClassDef)):
            name = _model_name(model)
            for method in (node for node in model.body if isinstance(node, ast.FunctionDef)):
                if any(ast.unparse(decorator) == "api.model" for decorator in method.decorator_list):
                    yield name, method.name


def _model_name(model: ast.ClassDef) -> str:
    """What a class is the model of: its `_name`, else what it extends."""
    named = {
        target.id: node.value.value
        for node in model.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return named.get("_name") or named.get("_inherit") or ""


def test_no_button_calls_what_takes_no_records():
    nothing_found(deaf_buttons(TOP))


def test_a_button_that_calls_what_takes_no_records_is_seen(house):
    model = "class A(Model):\n    _name = 'a'\n\n    @api.model\n    def action_next(self):\n        pass\n"
    view = (
        '<field name="arch" type="xml"><list><header><button name="action_next" type="object"/></header></list></field>'
    )
    record = f'<odoo><record id="v" model="ir.ui.view"><field name="model">a</field>{view}</record></odoo>'
    top = house({"addons/a/__manifest__.py": "{}", "addons/a/models/a.py": model, "addons/a/views/a.xml": record})
    assert len(list(deaf_buttons(top))) == 1
