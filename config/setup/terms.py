"""Terms: export the texts of every addon anew, lay the Russian that is there over them, and say what lacks it.

`./griddesk terms` does it on a database with every addon of this moment; the Russian itself is written by a person in
i18n/ru.po, where a new term stands empty.
"""

import subprocess
import sys
from pathlib import Path

from . import database
from .places import ADDONS, CONFIG, LOCAL, PYTHON
from .python_env import environment
from .say import Stop, tell
from .server import CONFIGURATION, odoo


def export(template: str) -> int:
    """Export the terms from a database with every addon, and merge them into the Russian.

    :raises Stop: the export fails
    """
    database.make_template(template)
    names = sorted(manifest.parent.name for manifest in ADDONS.glob("*/__manifest__.py"))
    log = LOCAL / "logs" / "terms.log"
    if odoo("i18n", "export", "-c", CONFIGURATION, "-d", template, *names, log=log).returncode:
        raise Stop("The terms could not be exported.", f"Read {log}.")
    # polib stands in the project's own environment
    variables = environment() | {"PYTHONPATH": str(CONFIG)}
    return subprocess.run([PYTHON, "-m", "setup.terms", *names], env=variables).returncode


def merge(addon: Path) -> list[str]:
    """Give ru.po the terms of the .pot: Russian that is there stays, a new term stands empty, an old one goes."""
    import polib

    folder = addon / "i18n"
    wanted, old = polib.pofile(str(folder / f"{addon.name}.pot"), wrapwidth=0), polib.POFile(wrapwidth=0)
    if (folder / "ru.po").exists():
        old = polib.pofile(str(folder / "ru.po"), wrapwidth=0)
    russian = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in old if not entry.obsolete}
    merged = polib.POFile(wrapwidth=0)
    merged.header, merged.metadata = wanted.header, old.metadata
    for entry in wanted:
        entry.msgstr = russian.get((entry.msgctxt, entry.msgid), "")
        merged.append(entry)
    merged.save(str(folder / "ru.po"))
    return [entry.msgid for entry in merged if not entry.msgstr]


def main(names: list[str]) -> int:
    """Merge the addons named and print every term that lacks Russian."""
    for name in names:
        lacking = merge(ADDONS / name)
        tell(f"{name}: {len(lacking)} terms lack Russian" if lacking else f"{name}: all terms have Russian")
        for msgid in lacking:
            tell(f"    {msgid!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
