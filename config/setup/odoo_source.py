"""Odoo 19 itself: one the user names, or Debian's signed package unpacked into a folder of the project.

Odoo is not on PyPI. Debian carries it as the package `odoo-19`; it is fetched through an apt directory of our own
(own sources, lists and cache), so that the machine's apt and dpkg know nothing of it.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .places import APT, LOCAL, ODOO, digest, set_stamp, stamp_is
from .say import Stop, step

SUITE = "sid"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
)
# Debian leaves this file out of the package, and every page of the web client would log an error for it.
LEFT_OUT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def odoo_path() -> Path:
    """The folder to put on Python's path so that `import odoo` works.

    :raises Stop: ODOO_DIR names a folder that holds no Odoo 19
    """
    named = os.environ.get("ODOO_DIR")
    if not named:
        return ODOO / "usr/lib/python3/dist-packages"
    folder = Path(named).expanduser().resolve()
    release = folder / "odoo" / "release.py"
    if not release.exists() or "19, 0" not in release.read_text():
        raise Stop(
            f"ODOO_DIR={named} holds no Odoo 19 (looked for {release}).",
            "Name the folder that holds `odoo/release.py` of version 19.0, or leave ODOO_DIR out.",
        )
    return folder


def addons_paths() -> list[Path]:
    """Folders of addons that lie beside the package rather than in it (a checkout from git has `addons/`)."""
    beside = odoo_path() / "addons"
    return [beside] if (beside / "web").is_dir() else []


def get_odoo() -> None:
    """Download and unpack Odoo once; an own one is only looked at.

    :raises Stop: no Debian mirror is known, no network, a signature does not fit
    """
    odoo_path()
    value = digest(f"{SUITE} {PACKAGES}")
    if os.environ.get("ODOO_DIR") or (stamp_is("odoo", value) and ODOO.is_dir()):
        return
    with step("Odoo 19 (Debian's package odoo-19, signatures checked by apt)"):
        fresh = LOCAL / "odoo.new"
        shutil.rmtree(fresh, ignore_errors=True)
        for package in _download():
            subprocess.run(["dpkg-deb", "-x", package, fresh], check=True)
        left_out = fresh / "usr/lib/python3/dist-packages" / LEFT_OUT
        left_out.parent.mkdir(parents=True, exist_ok=True)
        left_out.touch()
        shutil.rmtree(ODOO, ignore_errors=True)
        fresh.rename(ODOO)
        shutil.rmtree(APT, ignore_errors=True)
        set_stamp("odoo", value)


def _download() -> list[Path]:
    if not KEYRING.exists():
        raise Stop(f"Debian's keys lack ({KEYRING}).", "apt-get install debian-archive-keyring")
    shutil.rmtree(APT, ignore_errors=True)
    packages = APT / "packages"
    for folder in (packages, APT / "lists/partial", APT / "cache/archives/partial"):
        folder.mkdir(parents=True)
    (APT / "status").touch()
    sources = APT / "sources.list"
    sources.write_text(f"deb [signed-by={KEYRING}] {_mirror()} {SUITE} main\n")
    options = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": APT / "lists",
        "Dir::State::status": APT / "status",
        "Dir::Cache": APT / "cache",
        "Acquire::Check-Valid-Until": "false",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items())]
    for arguments in (["update"], ["download", *PACKAGES]):
        done = subprocess.run([*apt, *arguments], cwd=packages, capture_output=True, text=True)
        failed = [line for line in done.stderr.splitlines() if line.startswith(("E:", "W: Failed", "W: GPG"))]
        if done.returncode or failed:
            raise Stop(
                f"Odoo could not be fetched from Debian's mirror: {' / '.join(failed[-2:])}",
                "Check the network, or name an Odoo 19 of your own: ODOO_DIR=/path ./griddesk run",
            )
    return sorted(packages.glob("*.deb"))


def _mirror() -> str:
    """The Debian mirror this machine already uses, unless the user names one."""
    if named := os.environ.get("DEBIAN_MIRROR"):
        return named
    etc = Path("/etc/apt")
    for file in [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*"))]:
        if file.is_file() and (found := re.search(r"^[^#\n]*?(https?://\S+/debian/?)(?=\s|$)", file.read_text(), re.M)):
            return found.group(1)
    raise Stop(
        "No Debian mirror stands in this machine's apt sources, so Odoo's package cannot be fetched.",
        "Name one (DEBIAN_MIRROR=http://…/debian), or an Odoo 19 of your own (ODOO_DIR=/path).",
    )
