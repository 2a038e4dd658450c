"""`./griddesk test`: every test, in stages that share one installed database.

unit     rules, data and the shape of the repository, without Odoo
addons   each addon's tests and the stories across addons, in two halves at a time, each on a copy of the template
browser  a real browser against a running server with the sample company
fault    servers that are killed in the middle of their work, and a crowd at two of them
"""

import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import database, postgres, server
from .places import FILES, HOST, LOCAL, LOGS, MAIL, PYTHON, ROOT
from .python_env import environment
from .say import Stop, step, tell

TESTS = ROOT / "tests"
PLUGINS = TESTS / "plugins"
ALLOWED = TESTS / "allowed_warnings.txt"
REPORTS = LOCAL / "reports"
TEMPLATE = "griddesk_template"
BROWSER_DATABASE = "griddesk_browser"
FAULT_DATABASE = "griddesk_fault"
BROWSER_PORT = int(os.environ.get("GRIDDESK_TEST_PORT", "8169"))


def main(arguments: list[str]) -> int:
    """Run the stages named, or all; what starts with a dash goes to pytest. Give 0 when every test passed."""
    names = [word for word in arguments if word in STAGES] or list(STAGES)
    extra = [word for word in arguments if word not in STAGES]
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    failed = [name for name in names if not _timed(name, extra)]
    passed, broken, skipped = _tally()
    for name in failed:
        tell(f"The stage {name} failed.")
    tell(f"{passed} passed, {broken} failed, {skipped} skipped")
    return 1 if failed or broken or skipped or not passed else 0


def _timed(name: str, extra: list[str]) -> bool:
    tell(f"\n== {name}")
    begun = time.monotonic()
    good = STAGES[name](extra)
    tell(f"== {name}: {'passed' if good else 'FAILED'} in {time.monotonic() - begun:.0f} s")
    return good


def unit(extra: list[str]) -> bool:
    """Everything that needs no Odoo."""
    return _pytest("unit", ["-p", "no:odoo", "-n", "2", str(TESTS / "unit"), str(TESTS / "shape"), *extra])


def addons(extra: list[str]) -> bool:
    """The addons' own tests and the acceptance stories."""
    database.make_template(TEMPLATE)
    noise = unlisted_warnings(database.log_of(TEMPLATE))
    for line in noise:
        tell(f"   a warning while installing: {line}")
    with ThreadPoolExecutor(len(halves := _halves())) as pool:
        good = list(pool.map(lambda numbered: _addons_half(*numbered, extra), enumerate(halves, start=1)))
    return all(good) and not noise


def _addons_half(number: int, places: list[Path], extra: list[str]) -> bool:
    """Run the tests of some addons on a database and files of their own."""
    name = f"griddesk_addons_{number}"
    postgres.clone(TEMPLATE, name)
    _copy_files(TEMPLATE, name)
    options = [f"--odoo-config={server.CONFIGURATION}", f"--odoo-database={name}", "--odoo-http"]
    output = REPORTS / f"{name}.txt"
    with output.open("w") as written:
        good = _pytest(name, [*options, "--odoo-log-level=warn", *map(str, places), *extra], output=written)
    tell(output.read_text())
    postgres.drop(name)
    return good


def _halves() -> list[list[Path]]:
    """The folders of tests in two parts of about the same number of tests."""
    folders = [*sorted((ROOT / "addons").glob("*/tests")), TESTS / "acceptance"]
    weights = {folder: sum(file.read_text().count("def test_") for file in folder.glob("*.py")) for folder in folders}
    halves: list[list[Path]] = [[], []]
    for folder in sorted(folders, key=lambda folder: -weights[folder]):
        min(halves, key=lambda half: sum(weights[each] for each in half)).append(folder)
    return halves


def browser(extra: list[str]) -> bool:
    """A person's way through the product, in Chromium, on the sample company."""
    database.make_template(TEMPLATE)
    with step("A copy with the sample company for the browser"):
        postgres.clone(TEMPLATE, BROWSER_DATABASE)
        _copy_files(TEMPLATE, BROWSER_DATABASE)
        database.load_sample(BROWSER_DATABASE, BROWSER_PORT)
    server.check_port(BROWSER_PORT, "GRIDDESK_TEST_PORT=8269 ./griddesk test browser")
    log, calls = LOGS / "browser-server.log", LOGS / "outside-calls.log"
    for old in (log, calls):
        old.unlink(missing_ok=True)
    guard = {"PYTHONPATH": str(PLUGINS), "GRIDDESK_OUTSIDE_CALLS": str(calls)}
    with log.open("w") as output:
        process = subprocess.Popen(
            server.command(BROWSER_DATABASE, BROWSER_PORT),
            env=environment() | postgres.connection() | guard,
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    post = server.catch_mail(BROWSER_PORT)
    try:
        server.wait_for(process, BROWSER_PORT, log)
        told = {
            "GRIDDESK_URL": f"http://{HOST}:{BROWSER_PORT}",
            "GRIDDESK_TEST_DB": BROWSER_DATABASE,
            "GRIDDESK_MAIL": str(MAIL),
        }
        good = _pytest("browser", ["-p", "no:odoo", str(TESTS / "browser"), *extra], told)
    finally:
        for started in (process, post):
            started.terminate()
            started.wait(30)
    noise = unlisted_warnings(log) + (calls.read_text().splitlines() if calls.exists() else [])
    for line in noise:
        tell(f"   in the server's log: {line}")
    return good and not noise


def fault(extra: list[str]) -> bool:
    """Servers that the tests start, kill and start again: what was acknowledged is there, once."""
    database.make_template(TEMPLATE)
    postgres.clone(TEMPLATE, FAULT_DATABASE)
    _copy_files(TEMPLATE, FAULT_DATABASE)
    log = LOGS / "fault-servers.log"
    log.unlink(missing_ok=True)
    told = {"GRIDDESK_TEST_DB": FAULT_DATABASE, "GRIDDESK_CONF": str(server.CONFIGURATION), "GRIDDESK_LOG": str(log)}
    good = _pytest("fault", ["-p", "no:odoo", str(TESTS / "fault"), *extra], told)
    noise = unlisted_warnings(log)
    for line in noise:
        tell(f"   in a server's log: {line}")
    return good and not noise


STAGES: dict[str, Callable[[list[str]], bool]] = {"unit": unit, "addons": addons, "browser": browser, "fault": fault}


def unlisted_warnings(log: Path) -> list[str]:
    """Lines of an Odoo log that warn, and that the short justified list does not name."""
    allowed = [re.compile(line.split("  #")[0].strip()) for line in _lines(ALLOWED)]
    warned = [line for line in _lines(log) if re.search(r" (WARNING|ERROR|CRITICAL) ", line)]
    return [line for line in warned if not any(pattern.search(line) for pattern in allowed)]


def _lines(file: Path) -> list[str]:
    text = file.read_text(errors="replace") if file.exists() else ""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _pytest(name: str, arguments: list[str], variables: dict[str, str] | None = None, output=None) -> bool:
    """Run pytest with the strict plugin: a skip, or a warning in Odoo's log, fails the session."""
    report = REPORTS / f"{name}.xml"
    strict = {"PYTHONPATH": str(PLUGINS), "GRIDDESK_ALLOWED_WARNINGS": str(ALLOWED)}
    done = subprocess.run(
        [PYTHON, "-m", "pytest", "-q", "-p", "strict_session", f"--junit-xml={report}", *arguments],
        env=environment() | postgres.connection() | strict | (variables or {}),
        cwd=ROOT,
        stdout=output,
        stderr=output,
    )
    return done.returncode == 0


def _tally() -> tuple[int, int, int]:
    """Passed, failed and skipped tests over all reports."""
    total = failed = skipped = 0
    for report in REPORTS.glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def _copy_files(old: str, new: str) -> None:
    files = FILES / "filestore"
    shutil.rmtree(files / new, ignore_errors=True)
    if not (files / old).exists():
        raise Stop(f"The files of the database {old} lack.", "./griddesk clean, then ./griddesk test")
    shutil.copytree(files / old, files / new)
