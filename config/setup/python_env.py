"""The Python environment: a venv with the locked packages, and Odoo on its path."""

import os
import re
import shutil
import subprocess
import sys

from .odoo_source import odoo_path
from .places import LOCAL, LOCK, PYTHON, VENV, digest, set_stamp, stamp_is
from .say import Stop, step


def make_environment() -> None:
    """Make the venv from the lock file once, every package checked by its hash.

    :raises Stop: a package could not be fetched or built
    """
    value = digest(f"{LOCK.read_text()} {sys.version} {odoo_path()}")
    if stamp_is("python", value) and PYTHON.exists():
        return
    with step("Python packages (hashes checked)"):
        fresh = LOCAL / "venv"
        shutil.rmtree(fresh, ignore_errors=True)
        _run([sys.executable, "-m", "venv", fresh], "The Python environment could not be made")
        packages = next((VENV / "lib").glob("python3*")) / "site-packages"
        (packages / "odoo_source.pth").write_text(f"{odoo_path()}\n")
        builders = fresh / "builders.lock"
        builders.write_text("".join(_locked("setuptools", "wheel", "packaging")))
        for lock in (builders, LOCK):
            install = ["install", "-q", "--require-hashes", "--no-deps", "--no-build-isolation", "-r", lock]
            _run([PYTHON, "-m", "pip", *install], "The Python packages could not be installed")
        set_stamp("python", value)


def environment() -> dict[str, str]:
    """The variables of the environment for everything that runs in the venv.

    Two arenas of memory for all threads: with one for each, Odoo's limit of addresses refuses a crowd of threads.
    """
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**kept, "PATH": path, "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}


def _locked(*names: str) -> list[str]:
    """The lock file's entries of these packages, which build the few others that come as source."""
    entries = re.findall(r"^\S+==.*?(?=^\S|\Z)", LOCK.read_text(), re.M | re.S)
    return [entry for entry in entries if entry.split("==")[0] in names]


def _run(command: list, problem: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if "ERROR" in line or "error:" in line][-2:]
        raise Stop(f"{problem}: {' / '.join(last)[:400]}", "Check the network, then run the same command again.")
