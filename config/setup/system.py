"""The machine: which Debian it is, which system packages it lacks, whether there is room."""

import os
import platform
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from .places import LOCAL, ROOT
from .say import Stop, step, warn

TESTED = ("debian", "12")
DISK_NEEDED_GB = 5

# What running needs, and what only the tests need.
RUN_PACKAGES = (
    "ca-certificates",
    "fonts-dejavu-core",
    "fonts-liberation",
    "gcc",
    "libc6-dev",
    "libmagic1",
    "libpq-dev",
    "python3-dev",
    "python3-venv",
    "wkhtmltopdf",
)
POSTGRES_PACKAGES = ("postgresql", "postgresql-contrib")
CLIENT_PACKAGES = ("postgresql-client",)
TEST_PACKAGES = ("chromium", "nginx-light", "openssl")
POLICY = Path("/usr/sbin/policy-rc.d")


def check_machine() -> None:
    """Say what is untested here and refuse what cannot work.

    :raises Stop: not a Debian or Ubuntu, or too little disk
    """
    release = platform.freedesktop_os_release()
    family = {release.get("ID"), *release.get("ID_LIKE", "").split()}
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb") or "debian" not in family:
        raise Stop(
            f"GridDesk sets itself up on Debian and Ubuntu; this is {release.get('PRETTY_NAME', 'another system')}.",
            "Use docker-compose.yml here: docker compose up",
        )
    if (release.get("ID"), release.get("VERSION_ID")) != TESTED:
        warn(f"   {release.get('PRETTY_NAME')} is untested (Debian 12 is tested); going on.")
    LOCAL.mkdir(exist_ok=True)
    free = shutil.disk_usage(LOCAL).free / 1e9
    if free < DISK_NEEDED_GB and not (LOCAL / "venv").exists():
        raise Stop(
            f"The set-up needs {DISK_NEEDED_GB} GB of disk; {free:.1f} GB are free at {ROOT}.",
            "Make room, or clone the project on a larger disk, and run the command again.",
        )


def install_packages(with_tests: bool, with_postgres: bool) -> None:
    """Install the system packages that lack: as root at once, as an ordinary user by telling the line.

    :raises Stop: an ordinary user must have root run the line that is printed, or apt failed
    """
    postgres = POSTGRES_PACKAGES if with_postgres else CLIENT_PACKAGES
    wanted = RUN_PACKAGES + postgres + (TEST_PACKAGES if with_tests else ())
    lacking = [name for name in wanted if not _installed(name)]
    if not lacking:
        return
    line = "apt-get install --no-install-recommends -y " + " ".join(lacking)
    if os.geteuid() != 0:
        raise Stop("These system packages lack; have them installed once, then run the command again:", f"sudo {line}")
    with step(f"System packages: {' '.join(lacking)}"), _no_service_starts():
        _apt(["apt-get", "update", "-qq"], "the lists of packages could not be fetched")
        _apt([*line.split(), "-qq"], "the system packages could not be installed")


def _installed(package: str) -> bool:
    """Whether dpkg knows the package, or one that provides it, as installed."""
    found = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package} ${Provides}\n"], capture_output=True, text=True
    ).stdout
    names: set[str] = set()
    for line in found.splitlines():
        if line.startswith("ii"):
            names.update(word.strip(",") for word in line[3:].split())
    return package in names


def _apt(command: list[str], problem: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-3:]
        raise Stop(
            f"{problem.capitalize()}: {' / '.join(last)}",
            f"Check the network and apt's sources, then: {' '.join(command)}",
        )


@contextmanager
def _no_service_starts():
    """Let apt start no server: PostgreSQL and nginx are wanted as programs, the machine's ports stay free."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
