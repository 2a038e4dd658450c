"""Exported terms are laid over the Russian that is there: nothing translated is lost, nothing old stays."""

from pathlib import Path

import polib
from setup.terms import merge

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def addon(folder: Path, pot: dict[str, str], russian: dict[str, str]) -> Path:
    """Make an addon with a .pot and a ru.po of these terms."""
    i18n = folder / "a" / "i18n"
    i18n.mkdir(parents=True)
    for name, terms in (("a.pot", pot), ("ru.po", russian)):
        text = "".join(f'msgid "{english}"\nmsgstr "{said}"\n\n' for english, said in terms.items())
        (i18n / name).write_text(HEAD + text, encoding="utf-8")
    return i18n.parent


def test_what_is_translated_stays_and_what_is_gone_goes(tmp_path: Path) -> None:
    made = addon(tmp_path, {"Answer": "", "New": ""}, {"Answer": "Ответ", "Gone": "Нет"})
    assert merge(made) == ["New"]
    merged = polib.pofile(str(made / "i18n" / "ru.po"))
    assert {entry.msgid: entry.msgstr for entry in merged} == {"Answer": "Ответ", "New": ""}


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    made = addon(tmp_path, {"Answer": ""}, {"Answer": "Ответ"})
    merge(made)
    once = (made / "i18n" / "ru.po").read_bytes()
    assert merge(made) == []
    assert (made / "i18n" / "ru.po").read_bytes() == once
