"""The README is true: its links lead somewhere, its words are in the code, both languages say the same."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from docutils.core import publish_doctree
from repository import TOP, files, nothing_found

READMES = ("README.md", "README.ru.md")
LINK = re.compile(r"\]\((?!https?:|#)([^)]+)\)")
CODE = re.compile(r"`([^`\s]+)`")


def broken_links(top: Path) -> Iterator[str]:
    """Links and pictures of the READMEs and of the addons' READMEs that lead to nothing."""
    for path in [*(top / name for name in READMES), *files(top / "addons", ".md"), *files(top / "data", ".md")]:
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                yield f"{path.relative_to(top)}: leads to {target}, which does not exist"


def nomenclature(text: str) -> list[list[str]]:
    """The rows of the last table of a README, its head left out."""
    rows = [line for line in text[text.rindex("\n## ") :].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


def unknown_words(top: Path) -> Iterator[str]:
    """Identifiers of the nomenclature that stand nowhere in the addons."""
    texts = [path.read_text(encoding="utf-8") for path in files(top / "addons", ".py", ".csv")]
    texts += [path.name for path in (top / "addons").iterdir()]
    for row in nomenclature((top / "README.md").read_text(encoding="utf-8")):
        for word in CODE.findall(row[-1]):
            if not any(word in text for text in texts):
                yield f"README.md: {row[1]} is said to be {word} in code, which names nothing so"


def unreadable(top: Path) -> Iterator[str]:
    """READMEs of addons that Odoo cannot show in the list of apps: it reads them as reStructuredText."""
    for path in (top / "addons").glob("*/README.md"):
        warnings = io.StringIO()
        settings = {"warning_stream": warnings, "file_insertion_enabled": False}
        publish_doctree(path.read_text(encoding="utf-8"), settings_overrides=settings)
        if warnings.getvalue():
            yield f"{path.relative_to(top)}: {warnings.getvalue().strip()}. Use plain lists, no tables."


def said(name: str) -> str:
    """The text of a README."""
    return (TOP / name).read_text(encoding="utf-8")


def test_links_lead_somewhere():
    nothing_found(broken_links(TOP))


def test_the_list_of_apps_shows_the_readmes():
    nothing_found(unreadable(TOP))


def test_a_table_in_the_readme_of_an_addon_is_seen(house):
    top = house({"addons/a/README.md": "# A\n\n| where | what |\n|---|---|\n| `a` | b |\n"})
    assert [fault.split(":")[0] for fault in unreadable(top)] == ["addons/a/README.md"]


def test_the_nomenclature_names_what_exists():
    nothing_found(unknown_words(TOP))


def test_both_languages_name_the_same_things():
    english, russian = (nomenclature(said(name)) for name in READMES)
    assert [CODE.findall(row[-1]) for row in english] == [CODE.findall(row[-1]) for row in russian]
    assert sorted(set(CODE.findall(said("README.md")))) == sorted(set(CODE.findall(said("README.ru.md"))))


def test_both_languages_show_the_same_commands():
    english, russian = (re.findall(r"(?:\./griddesk \w+|docker compose \w+)", said(name)) for name in READMES)
    assert english == russian


def test_a_broken_link_and_an_unknown_word_are_seen(house):
    table = (
        "\n## Words\n| Russian | English | code |\n|---|---|---|\n| да | yes | `grid.yes` |\n| нет | no | `grid.no` |\n"
    )
    top = house(
        {
            "README.md": f"[map](docs/map.md) [code](addons/a)\n{table}",
            "README.ru.md": "",
            "addons/a/models/a.py": "_name = 'grid.yes'",
        }
    )
    assert list(broken_links(top)) == ["README.md: leads to docs/map.md, which does not exist"]
    assert list(unknown_words(top)) == ["README.md: no is said to be grid.no in code, which names nothing so"]
