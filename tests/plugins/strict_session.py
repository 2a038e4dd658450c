"""A pytest plugin for a strict session: a skipped test, a warning in Odoo's log or a call to the outside fails it."""

import logging
import os
import re

import loopback_only
import pytest

WATCHED = ("odoo", "py.warnings", "werkzeug")


class _Collector(logging.Handler):
    """Keeps what is logged as a warning or worse and is not on the list of justified ones."""

    def __init__(self, allowed: list[re.Pattern]) -> None:
        super().__init__(logging.WARNING)
        self.allowed = allowed
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        watched = record.name.split(".")[0] in WATCHED or record.name in WATCHED
        if watched and not any(pattern.search(line) for pattern in self.allowed):
            self.seen.append(f"{os.environ.get('PYTEST_CURRENT_TEST', 'outside a test')}: {line}"[:600])


def _allowed() -> list[re.Pattern]:
    with open(os.environ["GRIDDESK_ALLOWED_WARNINGS"], encoding="utf-8") as file:
        lines = [line.split("  #")[0].strip() for line in file if line.strip() and not line.startswith("#")]
    return [re.compile(line) for line in lines]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Watch the log from the start."""
    config.strict_log = _Collector(_allowed())
    config.strict_found = []
    logging.getLogger().addHandler(config.strict_log)


def pytest_testnodedown(node, error) -> None:  # pylint: disable=unused-argument
    """Take over what a worker process found."""
    node.config.strict_found += getattr(node, "workeroutput", {}).get("strict_found", [])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the session for what no single test fails for."""
    config = session.config
    config.strict_found += config.strict_log.seen + loopback_only.calls()
    if hasattr(config, "workeroutput"):
        config.workeroutput["strict_found"] = config.strict_found
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    for outcome in ("skipped", "xfailed", "xpassed"):
        for report in reporter.stats.get(outcome, []):
            config.strict_found.append(f"{outcome}: {report.nodeid}")
    if config.strict_found and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Say why the session fails."""
    for line in config.strict_found:
        terminalreporter.write_line(f"STRICT: {line}", red=True)
