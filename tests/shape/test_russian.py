"""The product speaks complete Russian: every term of every addon is exported, translated and keeps its placeholders."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from lxml import etree
from repository import TOP, addons, files, nothing_found, syntax

CYRILLIC, LATIN_WORD = re.compile("[а-яёА-ЯЁ]"), re.compile("[A-Za-z]{3,}")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}|\$\{\w+\}")
NOT_WORDS = re.compile(
    r"%\(\w+\)[sdf]|\{\w*\}|<[^>]*>|https?://\S+|\S+@\S+|\w+_\w+|\w+[<>]?=[\w.|]+|[\w.]*\.(?:pdf|eml|csv|xlsx)\b|&\w+;"
)
# Names and codes that Russian writes in Latin letters too.
FILES = {"PDF", "EML", "CSV", "XLSX"}
PROTOCOLS = {"IMAP", "SMTP", "POP", "MIME", "API"}
TERM_ACTS = {"start", "done", "cancel", "pause", "resume", "keep"}  # what a passport does to a term
SAME_IN_RUSSIAN = {"GridDesk", "Odoo", "KEM", "III", "RUB"} | FILES | PROTOCOLS | TERM_ACTS
TRANSLATED_ATTRIBUTES = ("string", "placeholder", "help", "confirm")


def untranslated(addon: Path) -> Iterator[str]:
    """What keeps ru.po from being the .pot in Russian."""
    pot_path, po_path = addon / "i18n" / f"{addon.name}.pot", addon / "i18n" / "ru.po"
    if not (pot_path.is_file() and po_path.is_file()):
        yield f"{addon.name}: i18n/{addon.name}.pot and i18n/ru.po must both exist"
        return
    terms, russian = _terms(pot_path), polib.pofile(str(po_path))
    have = {(entry.msgctxt, entry.msgid) for entry in russian if not entry.obsolete}
    yield from (f"{addon.name}: ru.po lacks {msgid!r}" for _ctx, msgid in sorted(terms - have, key=str))
    yield from (
        f"{addon.name}: ru.po has {msgid!r}, which no term asks for" for _ctx, msgid in sorted(have - terms, key=str)
    )
    for entry in russian:
        if problem := _problem(entry):
            yield f"{addon.name}: {entry.msgid!r} {problem}"


def _terms(pot: Path) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(pot))}


def _problem(entry: polib.POEntry) -> str | None:
    """What is wrong with one translated term, if anything."""
    if entry.obsolete:
        return "is a leftover (#~)"
    if entry.fuzzy:
        return "is fuzzy"
    if not entry.msgstr:
        return "is not translated"
    if Counter(PLACEHOLDER.findall(entry.msgid)) != Counter(PLACEHOLDER.findall(entry.msgstr)):
        return f"has other placeholders in {entry.msgstr!r}"
    words = set(LATIN_WORD.findall(NOT_WORDS.sub(" ", entry.msgid))) - SAME_IN_RUSSIAN
    if words and not CYRILLIC.search(entry.msgstr):
        return "stayed English"
    return None


def unexported(addon: Path) -> Iterator[str]:
    """Texts of code and views that the .pot does not know: it was exported before they were written."""
    pot = addon / "i18n" / f"{addon.name}.pot"
    known = {_folded(msgid) for _ctx, msgid in _terms(pot)} if pot.is_file() else set()
    for place, text in [*_python_texts(addon), *_view_texts(addon), *_script_texts(addon)]:
        if LATIN_WORD.search(text) and _folded(text) not in known:
            yield f"{addon.name}/{place}: {text!r} is not in the .pot; export it anew"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _python_texts(addon: Path) -> Iterator[tuple[str, str]]:
    """Literals given to `_`, and the labels and helps of fields."""
    for path in files(addon, ".py"):
        if "tests" in path.parts or path.name == "__manifest__.py":
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call):
                for text in _literals_of_call(node):
                    yield f"{path.relative_to(addon)}:{node.lineno}", text


def _literals_of_call(call: ast.Call) -> Iterator[str]:
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name in ("_", "_lt") and call.args:
        candidates = call.args[:1]
    elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "fields":
        candidates = [keyword.value for keyword in call.keywords if keyword.arg in ("string", "help")]
    else:
        return
    for value in candidates:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def _view_texts(addon: Path) -> Iterator[tuple[str, str]]:
    """Attributes of views and pages that people read."""
    for path in files(addon, ".xml"):
        if "tests" in path.parts:
            continue
        for node in etree.parse(path).iter(etree.Element):
            place = f"{path.relative_to(addon)}:{node.sourceline}"
            if node.tag == "attribute" and node.get("name") in TRANSLATED_ATTRIBUTES and node.text:
                yield place, node.text
            elif node.tag != "attribute":
                yield from ((place, node.get(name)) for name in TRANSLATED_ATTRIBUTES if node.get(name))


def _script_texts(addon: Path) -> Iterator[tuple[str, str]]:
    for path in files(addon / "static", ".js"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for _quote, text in re.findall(r"\b_t\(\s*(['\"`])(.*?)\1", line):
                yield f"{path.relative_to(addon)}:{number}", text


ADDONS = addons(TOP)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_russian_is_complete(addon):
    nothing_found(untranslated(addon))


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_every_text_is_exported(addon):
    nothing_found(unexported(addon))


POT = 'msgid ""\nmsgstr ""\n\nmsgid "Appeal %(number)s"\nmsgstr ""\n\nmsgid "Answer"\nmsgstr ""\n'


@pytest.mark.parametrize(
    ("appeal", "answer", "problem"),
    [
        ("Обращение %(number)s", "", "is not translated"),
        ("Обращение %(nomer)s", "Ответ", "has other placeholders"),
        ("Обращение", "Ответ", "has other placeholders"),
        ("Обращение %(number)s", "Answer", "stayed English"),
        ("Обращение %(number)s", 'Ответ"\n\n#~ msgid "Old"\n#~ msgstr "Старое', "leftover"),
    ],
)
def test_bad_russian_is_seen(house, appeal, answer, problem):
    po = f'msgid ""\nmsgstr ""\n\nmsgid "Appeal %(number)s"\nmsgstr "{appeal}"\n\nmsgid "Answer"\nmsgstr "{answer}"\n'
    top = house({"addons/a/i18n/a.pot": POT, "addons/a/i18n/ru.po": po})
    found = list(untranslated(top / "addons/a"))
    assert len(found) == 1 and problem in found[0]


def test_a_fuzzy_a_missing_and_a_needless_term_are_seen(house):
    po = 'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgid "Answer"\nmsgstr "Ответ"\n\nmsgid "Gone"\nmsgstr "Нет"\n'
    found = list(untranslated(house({"addons/a/i18n/a.pot": POT, "addons/a/i18n/ru.po": po}) / "addons/a"))
    assert [line.split(": ", 1)[1] for line in found] == [
        "ru.po lacks 'Appeal %(number)s'",
        "ru.po has 'Gone', which no term asks for",
        "'Answer' is fuzzy",
    ]


def test_good_russian_is_left_alone(house):
    po = POT.replace('s"\nmsgstr ""', 's"\nmsgstr "Обращение %(number)s"').replace(
        'r"\nmsgstr ""', 'r"\nmsgstr "Ответ"'
    )
    assert list(untranslated(house({"addons/a/i18n/a.pot": POT, "addons/a/i18n/ru.po": po}) / "addons/a")) == []


def test_texts_that_were_not_exported_are_seen(house):
    top = house(
        {
            "addons/a/i18n/a.pot": POT,
            "addons/a/models/a.py": (
                "text = self.env._('Answer')\ntext = self.env._('New text')\nname = fields.Char(string='New label')\n"
            ),
            "addons/a/views/a.xml": (
                '<odoo><field name="number" string="Answer" placeholder="New hint"/>'
                '<attribute name="string">New title</attribute></odoo>'
            ),
            "addons/a/static/src/a.js": 'const text = _t("New script");',
        }
    )
    found = " ".join(unexported(top / "addons/a"))
    assert all(word in found for word in ("New text", "New label", "New hint", "New title", "New script"))
    assert "'Answer'" not in found
