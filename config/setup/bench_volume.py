"""Databases of a volume: GridDesk and its peer with the same generated appeals. They are kept while nothing changes."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from . import database, postgres
from .odoo_source import odoo_path
from .places import LOCAL, LOCK, PYTHON, ROOT, digest, set_stamp, stamp_is
from .python_env import environment
from .say import Stop, step
from .test_run import TEMPLATE, TESTS

PEER = "helpdesk_mgmt,helpdesk_mgmt_sla"
PEER_DATABASE = "griddesk_bench_plain"  # it stays, since it takes a minute to make
GENERATOR = ROOT / "data" / "generate.py"
MADE_BY = (*sorted((ROOT / "data" / "generator").rglob("*.*")), *sorted((TESTS / "benchmark").glob("volume*.py")))
YEARS = 10  # of appeals that a company keeps
APPEALS_A_CUSTOMER = 10
BYTES_A_ROW = 9_000  # of disk, both databases and the files they are made of, indexes included


class Volume(NamedTuple):
    """The two databases that hold so many appeals."""

    rows: int

    @property
    def ours(self) -> str:
        """The database of GridDesk."""
        return f"griddesk_bench_{self.rows}"

    @property
    def peer(self) -> str:
        """The database of plain `helpdesk_mgmt`."""
        return f"{self.ours}_plain"


def make_peer() -> None:
    """Have an empty database of the peer.

    :raises Stop: it does not install
    """
    value = digest(f"{LOCK.read_text()} {odoo_path()} {PEER}")
    if not stamp_is(PEER_DATABASE, value) or PEER_DATABASE not in postgres.databases():
        database.install(PEER_DATABASE, PEER)
        set_stamp(PEER_DATABASE, value)


def make(rows: int, fill: Callable[[str, str, str], object]) -> Volume:
    """Have the databases of a volume; `fill(database, measurement, folder)` brings the rows of a folder into one.

    :raises Stop: the disk is too small, or the rows do not go in
    """
    volume = Volume(rows)
    if stamp_is(volume.ours, _stamp()) and {volume.ours, volume.peer} <= postgres.databases():
        return volume
    _check_disk(rows)
    folder = LOCAL / "bench" / str(rows)
    with step(f"{rows:,} appeals: generated"):
        generate(rows, folder)
    for name, template, filler in (
        (volume.ours, TEMPLATE, "volume_ours"),
        (volume.peer, PEER_DATABASE, "volume_peer"),
    ):
        with step(f"{rows:,} appeals: copied into {name}"):
            postgres.clone(template, name)
            fill(name, filler, str(folder))
    shutil.rmtree(folder)
    set_stamp(volume.ours, _stamp())
    return volume


def generate(rows: int, folder: Path) -> None:
    """Write the company, its customers and their appeals of ten years as CSV files; always the same ones."""
    customers = max(rows // APPEALS_A_CUSTOMER, 100)
    counts = {"appeals": rows, "customers": customers, "days": YEARS * 365}
    words = [word for name, count in counts.items() for word in (f"--{name}", str(count))]
    subprocess.run([PYTHON, GENERATOR, *words, "--out", folder], env=environment(), check=True)


def drop_stale() -> None:
    """Drop the databases of volumes that another state of the product made."""
    for name in postgres.databases():
        made = re.fullmatch(r"(griddesk_bench_\d+)(_plain)?", name)
        if made and not stamp_is(made[1], _stamp()):
            postgres.drop(name)


def megabytes(name: str) -> float:
    """How much of the disk a database takes."""
    return int(postgres.query("postgres", f"SELECT pg_database_size('{name}')")) / 1e6


def _stamp() -> str:
    """What the rows and the tables they lie in are made by."""
    texts = "".join(path.read_text() for path in MADE_BY if path.suffix in (".py", ".toml"))
    return digest(f"{json.dumps(database.addon_hashes())} {LOCK.read_text()} {texts}")


def _check_disk(rows: int) -> None:
    free, needed = shutil.disk_usage(LOCAL).free, rows * BYTES_A_ROW
    if free < needed:
        raise Stop(
            f"{rows:,} appeals need {needed / 1e9:.1f} GB of disk, and {free / 1e9:.1f} GB are free.",
            "./griddesk bench --rows 100000 takes a tenth of a million.",
        )
