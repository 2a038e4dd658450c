"""The databases: the product's own with the sample company, and the template that tests clone."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from . import postgres
from .places import ADDONS, DATABASE, FILES, HOST, LOGS, MODULE, PORT, SAMPLE, STAMPS, digest, set_stamp, stamp_is
from .say import Stop, step
from .server import CONFIGURATION, odoo

LANGUAGE = "ru_RU"
TEST_PROVIDER = "payment_demo"  # Odoo's provider of payments that takes no money
NOT_INSTALLED = {"tests", "__pycache__", "README.md"}  # a change there asks for no update of a database
INSTALL = (
    "--skip-auto-install",
    f"--load-language={LANGUAGE}",
    "--no-http",
    "--stop-after-init",
    "--max-cron-threads=0",
)


def addon_hashes() -> dict[str, str]:
    """What each addon is now, to know which ones a database must be updated for."""
    return {manifest.parent.name: _tree_hash(manifest.parent) for manifest in sorted(ADDONS.glob("*/__manifest__.py"))}


def _tree_hash(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        if file.is_file() and not NOT_INSTALLED.intersection(inner.parts):
            total.update(str(inner).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def make_database() -> None:
    """Make the product's database once, with the sample company; later only update what changed.

    A database is made under another name and gets its own when it is whole, so a broken set-up leaves none half done.
    """
    hashes = addon_hashes()
    if DATABASE not in postgres.databases():
        unfinished = f"{DATABASE}_unfinished"
        install(unfinished)
        with step("The sample company"):
            load_sample(unfinished)
        _rename(unfinished, DATABASE)
        _remember(hashes)
        return
    known = json.loads(_hashes_file().read_text()) if _hashes_file().exists() else {}
    changed = sorted(name for name, value in hashes.items() if known.get(name) != value)
    if changed:
        with step(f"Updating {', '.join(changed)}"):
            update(DATABASE, changed)
        _remember(hashes)


def make_template(database: str) -> None:
    """Have the database that tests clone: every addon of this moment, no sample."""
    value = digest(json.dumps(addon_hashes()))
    if stamp_is(database, value) and database in postgres.databases():
        return
    install(database)
    set_stamp(database, value)


def install(database: str, addon: str = MODULE) -> None:
    """Make a fresh database with an addon and all it needs, in Russian; `griddesk` needs every other.

    :raises Stop: an addon does not install
    """
    with step(f"The database {database} with {addon} (two minutes)"):
        shutil.rmtree(FILES / "filestore" / database, ignore_errors=True)
        postgres.create(database)
        _run(database, "-i", addon)


def update(database: str, addons: list[str]) -> None:
    """Update the addons of a database, keeping its data.

    :raises Stop: an addon does not update
    """
    _run(database, "-u", ",".join(addons))


def load_sample(database: str, port: int = PORT) -> None:
    """Load the sample company into a database that will answer at `port`; safe to do twice.

    It takes payments through Odoo's test provider, which no other database has: that one opens itself to customers.

    :raises Stop: a row of the sample is refused
    """
    _run(database, "-i", TEST_PROVIDER)
    script = (
        "from odoo.addons.griddesk.sample import load\n"
        f"env['ir.config_parameter'].set_param('web.base.url', 'http://{HOST}:{port}')\n"  # letters print it
        f"load(env, {str(SAMPLE)!r})\n"
        "from odoo.addons.griddesk.sample.people import PASSWORD\n"
        f"env.ref('base.user_admin').write({{'password': PASSWORD, 'lang': {LANGUAGE!r}}})\n"
        "env.cr.commit()\n"
        "print('sample', 'loaded')\n"
    )
    done = shell(database, script, capture_output=True)
    if "sample loaded" not in done.stdout:
        raise Stop(f"The sample company could not be loaded: {(done.stderr or done.stdout).strip()[-600:]}")


def answer_at(database: str, port: int) -> None:
    """Let letters of a copy lead to the server that answers at `port`."""
    address = f"http://{HOST}:{port}"
    postgres.query(database, f"UPDATE ir_config_parameter SET value = '{address}' WHERE key = 'web.base.url'")


def shell(database: str, script: str | None = None, **options):
    """An Odoo shell on a database; `script` is read instead of the keyboard."""
    arguments = ("shell", "-c", CONFIGURATION, "-d", database, "--no-http", "--log-level=error")
    return odoo(*arguments, input=script, text=True, **options)


def log_of(database: str) -> Path:
    """Where the last installation or update of a database wrote its log."""
    return LOGS / f"install-{database}.log"


def _run(database: str, *arguments: str) -> None:
    log = log_of(database)
    log.unlink(missing_ok=True)
    done = odoo("-c", CONFIGURATION, "-d", database, *INSTALL, *arguments, log=log)
    text = log.read_text(errors="replace")
    if done.returncode or re.search(r" (ERROR|CRITICAL) ", text):
        told = re.findall(r"^.* (?:ERROR|CRITICAL) .*$|^\S*(?:Error|Exception): .*$", text, re.M)
        raise Stop(f"The database {database} could not be made: {' / '.join(told[:2])[:500]}", f"Read {log}.")


def _rename(old: str, new: str) -> None:
    files = FILES / "filestore"
    shutil.rmtree(files / new, ignore_errors=True)
    if (files / old).exists():
        (files / old).rename(files / new)
    postgres.query("postgres", f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def _hashes_file() -> Path:
    return STAMPS / f"{DATABASE}-addons.json"


def _remember(hashes: dict[str, str]) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    _hashes_file().write_text(json.dumps(hashes, indent=1))
