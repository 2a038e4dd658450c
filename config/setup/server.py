"""The Odoo server of the project: its configuration, its start in front or behind, its stop."""

import configparser
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from . import postgres
from .odoo_source import addons_paths
from .places import ADDONS, DATABASE, FILES, HOST, LOCAL, LOGS, MAIL, PID, PORT, PYTHON, ROOT
from .python_env import environment
from .say import Stop

BASE_CONFIGURATION = ROOT / "config" / "odoo" / "odoo.conf"
CONFIGURATION = LOCAL / "odoo.conf"
START_SECONDS = 90


def write_configuration() -> None:
    """Lay this machine's values over the shared configuration."""
    conf = configparser.ConfigParser(interpolation=None)
    conf.read(BASE_CONFIGURATION)
    connection = postgres.connection()
    conf["options"].update(
        {
            "addons_path": ",".join(str(path) for path in [ADDONS, *addons_paths()]),
            "data_dir": str(FILES),
            "db_host": connection.get("PGHOST", ""),
            "db_port": connection.get("PGPORT", "5432"),
            "db_user": connection.get("PGUSER", ""),
            "http_interface": HOST,
            "http_port": str(PORT),
            "workers": "0",
            "max_cron_threads": "1",
            "proxy_mode": "False",
            "admin_passwd": "",
        }
    )
    if password := connection.get("PGPASSWORD"):
        conf["options"]["db_password"] = password
    for folder in (FILES, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    with CONFIGURATION.open("w") as file:
        conf.write(file)
    CONFIGURATION.chmod(0o600)


def odoo(*arguments: str | Path, log: Path | None = None, **options) -> subprocess.CompletedProcess:
    """Run an Odoo command line to its end; with `log`, its output goes there."""
    output = log.open("a") if log else None
    try:
        return subprocess.run(
            [PYTHON, "-m", "odoo", *arguments], env=environment(), stdout=output, stderr=output, cwd=ROOT, **options
        )
    finally:
        if output:
            output.close()


def command(database: str = DATABASE, port: int = PORT) -> list:
    """The command line of a server on `database`."""
    chosen = ["-d", database, f"--db-filter=^{database}$", "-p", str(port), "--smtp", HOST, f"--smtp-port={port + 1}"]
    return [PYTHON, "-m", "odoo", "-c", CONFIGURATION, *chosen]


def catch_mail(port: int = PORT) -> subprocess.Popen:
    """Stand for the mail server of the product at `port`: nothing leaves the machine, letters are kept in a folder."""
    keep = ["-c", "aiosmtpd.handlers.Mailbox", MAIL]
    return subprocess.Popen(
        [PYTHON, "-m", "aiosmtpd", "-n", "-l", f"{HOST}:{port + 1}", *keep],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def running() -> int | None:
    """The process number of the server that this folder started, if it runs."""
    return next(iter(_started()), None)


def _started() -> tuple[int, ...]:
    """The process numbers of the server that this folder started and of its mail server; none when it does not run."""
    try:
        pid, post = map(int, PID.read_text().split())
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return ()
    return (pid, post) if str(CONFIGURATION).encode() in words else ()


def check_port(port: int = PORT, mend: str = "GRIDDESK_PORT=8070 ./griddesk run") -> None:
    """Refuse a port that another program holds.

    :raises Stop: the port is taken
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Stop(f"Port {port} is taken by another program.", mend) from None


def start() -> subprocess.Popen:
    """Start the server behind, wait until it answers and give its process.

    :raises Stop: the port is taken, or the server does not come up
    """
    check_port()
    log = LOGS / "server.log"
    with log.open("a") as output:
        process = subprocess.Popen(
            command(), env=environment(), cwd=ROOT, stdout=output, stderr=output, start_new_session=True
        )
    PID.write_text(f"{process.pid} {catch_mail().pid}")
    wait_for(process, PORT, log)
    return process


def wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
    """Wait until the server answers on `port`.

    :raises Stop: it ended or does not answer in time
    """
    for _attempt in range(START_SECONDS * 4):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/web/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise Stop("The server did not start.", f"Read the end of {log}.")


@contextmanager
def serving(database: str, port: int, *options: str) -> Iterator[None]:
    """A server on a database, for as long as something is measured.

    :raises Stop: the port is taken, or the server does not come up
    """
    check_port(port, "GRIDDESK_BENCH_PORT=8369 ./griddesk bench")
    log = LOGS / "bench-server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command(database, port), *options], env=environment(), cwd=ROOT, stdout=output, stderr=output
        )
    try:
        wait_for(process, port, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def stop() -> bool:
    """Stop the server that this folder started; tell whether there was one."""
    started = _started()
    if started:
        pid, post = started
        _signal(pid, signal.SIGTERM)
        for _attempt in range(80):
            if not running():
                break
            time.sleep(0.25)
        else:
            _signal(pid, signal.SIGKILL)
        _signal(post, signal.SIGTERM)
    PID.unlink(missing_ok=True)
    return bool(started)


def _signal(pid: int, sent: signal.Signals) -> None:
    """Send a signal to a process that may have ended: another command may be stopping it too."""
    with suppress(ProcessLookupError):
        os.kill(pid, sent)
