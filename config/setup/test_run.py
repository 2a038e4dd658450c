"""`./griddesk test`: every test, in stages that share one installed database.

unit     rules, data and the shape of the repository, without Odoo
addons   each addon's tests and the stories across addons, in two halves at a time, each on a copy of the template
browser  real browsers, two at a time, each before a running server with the sample company of its own
fault    servers that are killed in the middle of their work, and a crowd at two of them
"""

import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
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
    """A person's way through the product, in Chromium, on the sample company: two browsers at a time."""
    database.make_template(TEMPLATE)
    with step("Copies with the sample company for the browsers"):
        ports = _browser_databases()
    calls = LOGS / "outside-calls.log"
    calls.unlink(missing_ok=True)
    with ExitStack() as servers:
        for name, port in ports.items():
            servers.enter_context(_browser_server(name, port, calls))
        told = {
            "GRIDDESK_URL": " ".join(f"http://{HOST}:{port}" for port in ports.values()),
            "GRIDDESK_MAIL": str(MAIL),
        }
        spread = ["-n", str(len(ports)), "--dist", "loadfile"]
        good = _pytest("browser", ["-p", "no:odoo", *spread, str(TESTS / "browser"), *extra], told)
    noise = [line for name in ports for line in unlisted_warnings(LOGS / f"{name}-server.log")]
    noise += calls.read_text().splitlines() if calls.exists() else []
    for line in noise:
        tell(f"   in a server's log: {line}")
    return good and not noise


def _browser_databases() -> dict[str, int]:
    """Make a database with the sample company for each browser, and give its port; the port after it takes its mail."""
    ports = {f"{BROWSER_DATABASE}_{number}": BROWSER_PORT + 2 * number - 2 for number in (1, 2)}
    (first, port), *others = ports.items()
    postgres.clone(TEMPLATE, first)
    _copy_files(TEMPLATE, first)
    database.load_sample(first, port)
    for name, port in others:
        postgres.clone(first, name)
        _copy_files(first, name)
        database.answer_at(name, port)
    return ports


@contextmanager
def _browser_server(name: str, port: int, calls: Path) -> Iterator[None]:
    """A server and the mail server beside it; what asks for an outer address is written to `calls`."""
    for taken in (port, port + 1):
        server.check_port(taken, "GRIDDESK_TEST_PORT=8269 ./griddesk test browser")
    log = LOGS / f"{name}-server.log"
    guard = {"PYTHONPATH": str(PLUGINS), "GRIDDESK_OUTSIDE_CALLS": str(calls)}
    with log.open("w") as output:
        process = subprocess.Popen(
            server.command(name, port),
            env=environment() | postgres.connection() | guard,
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    post = server.catch_mail(port)
    try:
        server.wait_for(process, port, log)
        yield
    finally:
        for started in (process, post):
            started.terminate()
            started.wait(30)


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
