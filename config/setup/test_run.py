"""`./griddesk test`: every test, in stages that share one installed database.

unit     rules, data and the shape of the repository, without Odoo
addons   each addon's tests and the stories across addons, two at a time, each on a copy of the template
browser  real browsers, two at a time, each before a running server with the sample company of its own
fault    servers that are killed in the middle of their work, two at a time, and a crowd at two of them

The databases of a stage are made while the stages before it run: an installation and a load keep one processor busy.
"""

import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from . import database, postgres, server
from .places import FILES, HOST, LOCAL, LOGS, MAIL, PYTHON, ROOT
from .python_env import environment
from .say import Stop, step, tell

TESTS = ROOT / "tests"
PLUGINS = TESTS / "plugins"
ALLOWED = TESTS / "allowed_warnings.txt"
REPORTS = LOCAL / "reports"
TEMPLATE = "griddesk_template"
ADDONS_DATABASE = "griddesk_addons"
BROWSER_DATABASE = "griddesk_browser"
FAULT_DATABASE = "griddesk_fault"
BROWSER_PORT = int(os.environ.get("GRIDDESK_TEST_PORT", "8169"))
#: Processes that run tests at a time, by number.
NUMBERS = (1, 2)
AT_A_TIME = ["-n", str(len(NUMBERS))]
BY_FILE = [*AT_A_TIME, "--dist", "loadfile"]
#: Not the files and classes of the most tests first: one test may be the longest.
IN_ORDER = "--no-loadscope-reorder"
BY_CLASS = [*AT_A_TIME, "--dist", "loadscope", IN_ORDER]
#: No mark for each of thousands of good subtests.
BRIEF = ["-o", "verbosity_subtests=0"]


def main(arguments: list[str]) -> int:
    """Run the stages named, or all; what starts with a dash goes to pytest. Give 0 when every test passed."""
    names = [word for word in arguments if word in STAGES] or list(STAGES)
    extra = [word for word in arguments if word not in STAGES]
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    beside = ThreadPoolExecutor(1)
    try:
        ready = {name: beside.submit(STAGES[name].prepare) for name in names}
        failed = [name for name in names if not _timed(name, ready[name], extra)]
    finally:
        beside.shutdown(cancel_futures=True)
    passed, broken, skipped = _tally()
    for name in failed:
        tell(f"The stage {name} failed.")
    tell(f"{passed} passed, {broken} failed, {skipped} skipped")
    return 1 if failed or broken or skipped or not passed else 0


def _timed(name: str, ready: Future, extra: list[str]) -> bool:
    tell(f"\n== {name}")
    begun = time.monotonic()
    ready.result()
    good = STAGES[name].run(extra)
    tell(f"== {name}: {'passed' if good else 'FAILED'} in {time.monotonic() - begun:.0f} s")
    return good


def unit(extra: list[str]) -> bool:
    """Everything that needs no Odoo."""
    return _pytest("unit", ["-p", "no:odoo", *AT_A_TIME, str(TESTS / "unit"), str(TESTS / "shape"), *extra], quiet=True)


def _addons_databases() -> None:
    database.make_template(TEMPLATE)
    for name in _names(ADDONS_DATABASE):
        _copy(TEMPLATE, name)


def addons(extra: list[str]) -> bool:
    """The addons' own tests and the acceptance stories, class by class as one of the processes becomes free."""
    noise = unlisted_warnings(database.log_of(TEMPLATE))
    for line in noise:
        tell(f"   a warning while installing: {line}")
    # the last in the row are many and short, so that neither process waits for the other
    folders = [TESTS / "acceptance", *sorted((ROOT / "addons").glob("*/tests"), reverse=True)]
    odoo = [f"--odoo-config={server.CONFIGURATION}", f"--odoo-database={ADDONS_DATABASE}", "--odoo-http"]
    options = [*odoo, "--odoo-log-level=warn", "-p", "own_database", *BY_CLASS, *BRIEF]
    good = _pytest("addons", [*options, *map(str, folders), *extra], quiet=True)
    for name in _names(ADDONS_DATABASE):
        postgres.drop(name)
    return good and not noise


def _browser_ports() -> dict[str, int]:
    """The database of each browser and the port of its server; the port after it takes its mail."""
    return {name: BROWSER_PORT + 2 * place for place, name in enumerate(_names(BROWSER_DATABASE))}


def _browser_databases() -> None:
    database.make_template(TEMPLATE)
    with step("The sample company for the browsers"):
        (first, port), *others = _browser_ports().items()
        _copy(TEMPLATE, first)
        database.load_sample(first, port)
        for name, port in others:
            _copy(first, name)
            database.answer_at(name, port)


def browser(extra: list[str]) -> bool:
    """A person's way through the product, in Chromium, on the sample company: two browsers at a time."""
    ports = _browser_ports()
    calls = LOGS / "outside-calls.log"
    calls.unlink(missing_ok=True)
    with ExitStack() as servers:
        for name, port in ports.items():
            servers.enter_context(_browser_server(name, port, calls))
        told = {
            "GRIDDESK_URL": " ".join(f"http://{HOST}:{port}" for port in ports.values()),
            "GRIDDESK_MAIL": str(MAIL),
        }
        good = _pytest("browser", ["-p", "no:odoo", *BY_FILE, IN_ORDER, str(TESTS / "browser"), *extra], told)
    noise = [line for name in ports for line in unlisted_warnings(LOGS / f"{name}-server.log")]
    noise += calls.read_text().splitlines() if calls.exists() else []
    for line in noise:
        tell(f"   in a server's log: {line}")
    return good and not noise


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


def _fault_databases() -> None:
    database.make_template(TEMPLATE)
    for name in _names(FAULT_DATABASE):
        _copy(TEMPLATE, name)


def fault(extra: list[str]) -> bool:
    """Servers that the tests start, kill and start again: what was acknowledged is there, once."""
    log = LOGS / "fault-servers.log"
    log.unlink(missing_ok=True)
    told = {
        "GRIDDESK_TEST_DB": " ".join(_names(FAULT_DATABASE)),
        "GRIDDESK_CONF": str(server.CONFIGURATION),
        "GRIDDESK_LOG": str(log),
    }
    good = _pytest("fault", ["-p", "no:odoo", *BY_FILE, str(TESTS / "fault"), *extra], told)
    noise = unlisted_warnings(log)
    for line in noise:
        tell(f"   in a server's log: {line}")
    return good and not noise


class Stage(NamedTuple):
    """Tests of one kind: what makes the databases they run on, and what runs them and tells whether all was good."""

    prepare: Callable[[], None]
    run: Callable[[list[str]], bool]


STAGES = {
    "unit": Stage(lambda: None, unit),
    "addons": Stage(_addons_databases, addons),
    "browser": Stage(_browser_databases, browser),
    "fault": Stage(_fault_databases, fault),
}


def unlisted_warnings(log: Path) -> list[str]:
    """Lines of an Odoo log that warn, and that the short justified list does not name."""
    allowed = [re.compile(line.split("  #")[0].strip()) for line in _lines(ALLOWED)]
    warned = [line for line in _lines(log) if re.search(r" (WARNING|ERROR|CRITICAL) ", line)]
    return [line for line in warned if not any(pattern.search(line) for pattern in allowed)]


def _lines(file: Path) -> list[str]:
    text = file.read_text(errors="replace") if file.exists() else ""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _pytest(name: str, arguments: list[str], variables: dict[str, str] | None = None, quiet: bool = False) -> bool:
    """Run pytest with the strict plugin: a skip, or a warning in Odoo's log, fails the session.

    A quiet one is told at its end: others tell of their work meanwhile.
    """
    report, words = REPORTS / f"{name}.xml", REPORTS / f"{name}.txt"
    strict = {"PYTHONPATH": str(PLUGINS), "GRIDDESK_ALLOWED_WARNINGS": str(ALLOWED)}
    with words.open("w") as written:
        output = written if quiet else None
        done = subprocess.run(
            [PYTHON, "-m", "pytest", "-q", "-p", "strict_session", f"--junit-xml={report}", *arguments],
            env=environment() | postgres.connection() | strict | (variables or {}),
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    tell(words.read_text())
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


def _names(name: str) -> list[str]:
    """The databases of the processes that run tests at a time."""
    return [f"{name}_{number}" for number in NUMBERS]


def _copy(old: str, new: str) -> None:
    """Copy a database with its files."""
    postgres.clone(old, new)
    files = FILES / "filestore"
    shutil.rmtree(files / new, ignore_errors=True)
    if not (files / old).exists():
        raise Stop(f"The files of the database {old} lack.", "./griddesk clean, then ./griddesk test")
    shutil.copytree(files / old, files / new)
