"""A server of the product that can be killed like a pulled plug, and what its clients say to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from xmlrpc.client import Binary, ServerProxy

HOST = "127.0.0.1"
START_SECONDS = 60
LOG = Path(os.environ["GRIDDESK_LOG"])


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.create_server((HOST, 0)) as probe:
        return probe.getsockname()[1]


def told_by_shell(names: tuple[str, str], script: str) -> object:
    """Run a script in the product's shell; return what it printed as JSON behind the word `told`."""
    configuration, database = names
    options = ["-c", configuration, "-d", database, "--no-http", "--log-level=error"]
    done = subprocess.run(
        [sys.executable, "-m", "odoo", "shell", *options], input=script, text=True, capture_output=True
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("told ")]
    assert told, done.stderr
    return json.loads(told[0].removeprefix("told "))


class Server:
    """One process, all of the product in it, on the database of the test."""

    def __init__(self, configuration: str, database: str, runs_jobs: bool = False):
        self.configuration, self.database, self.runs_jobs = configuration, database, runs_jobs
        self.port, self.process = free_port(), None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start and wait until it answers; no scheduled action runs unasked, and jobs only where they are looked at."""
        jobs = {} if self.runs_jobs else {"ODOO_QUEUE_JOB_CHANNELS": "root:0"}
        options = [
            "-c",
            self.configuration,
            "-d",
            self.database,
            f"--db-filter=^{self.database}$",
            "-p",
            str(self.port),
        ]
        with LOG.open("a") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "odoo", *options, "--max-cron-threads=0", "--log-level=warn"],
                env={**os.environ, **jobs},
                stdout=output,
                stderr=output,
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                return urllib.request.urlopen(f"{self.url}/web/health", timeout=5).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start: read {LOG}")

    def kill(self) -> None:
        """End it as a power cut does: it has no say in it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """End it, however it is."""
        if self.alive:
            self.process.terminate()
            self.process.wait(30)

    def call(self, key: str, model: str, method: str, ids: tuple[int, ...] = (), **arguments):
        """Call a method as the owner of the key does; refused or unanswered, it raises."""
        body = json.dumps({"ids": list(ids), **arguments} if ids else arguments).encode()
        headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "X-Odoo-Database": self.database,
        }
        request = urllib.request.Request(f"{self.url}/json/2/{model}/{method}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(refusal.read().decode()) from refusal

    def hand_over(self, uid: int, password: str, raw: bytes) -> None:
        """Hand a letter over, as the delivery program of a mail server does."""
        with ServerProxy(f"{self.url}/xmlrpc/2/object") as odoo:
            arguments = [False, Binary(raw)]
            odoo.execute_kw(self.database, uid, password, "mail.thread", "message_process", arguments, {})
