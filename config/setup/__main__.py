"""The commands of `./griddesk`."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from . import bench, database, odoo_source, postgres, python_env, server, system, terms, test_run
from .places import CONFIG, DATABASE, HOST, LOCAL, LOGS, MAIL, PORT, PYTHON, ROOT
from .say import Stop, tell, warn

ROLES = (
    ("operator", "contact-centre operator", "оператор контакт-центра"),
    ("administrator", "reception administrator", "администратор приёма"),
    ("manager", "customer manager", "менеджер по обслуживанию"),
    ("specialist", "back-office specialist", "специалист"),
    ("supervisor", "supervisor", "супервизор"),
    ("head", "head of the unit", "руководитель подразделения"),
    ("methodologist", "methodologist", "методолог"),
    ("privacy", "personal-data officer", "ответственный за персональные данные"),
    ("customer", "customer (portal)", "клиент (личный кабинет)"),
    ("admin", "Odoo administrator", "администратор Odoo"),
)
PASSWORD = "griddesk"  # noqa: S105 - of the fictional people in the sample company


class Command(NamedTuple):
    """One word after `./griddesk`: what it does, the function that does it, whether servers stay after it."""

    summary: str
    act: Callable[[list[str]], int]
    leaves_running: bool = False


@contextmanager
def _alone() -> Iterator[None]:
    """Let one set-up work in the folder at a time."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("Another ./griddesk is at work in this folder.", "Wait until it is ready.") from None
        yield


def set_up(with_tests: bool = False) -> None:
    """Get everything the product needs; what is there already is left as it is.

    :raises Stop: something lacks that the set-up cannot get
    """
    system.check_machine()
    system.install_packages(with_tests, with_postgres=not postgres.is_named())
    odoo_source.get_odoo()
    python_env.make_environment()
    postgres.start()
    server.write_configuration()


def run(_arguments: list[str]) -> int:
    """Set up, start the server and stay with it until Ctrl-C."""
    process = _up()
    if process:
        tell("Ctrl-C stops it.")
        try:
            process.wait()
        finally:
            tell("Stopping.")
            server.stop()
    return 0


def up(_arguments: list[str]) -> int:
    """Set up, start the server behind and come back."""
    if _up():
        tell("./griddesk down stops it.")
    return 0


def _up():
    if server.running():
        tell("GridDesk runs already.")
        _greet()
        return None
    server.check_port()
    with _alone():
        set_up()
        database.make_database()
        process = server.start()
    _greet()
    return process


def _greet() -> None:
    tell(f"\nGridDesk answers at http://{HOST}:{PORT}  (staff: http://{HOST}:{PORT}/odoo)\n")
    tell(f"    {'login':<15}{'password':<12}who")
    for login, english, russian in ROLES:
        tell(f"    {login:<15}{PASSWORD:<12}{english} · {russian}")
    tell(f"\nLetters that leave by e-mail are kept in {MAIL / 'new'}; the server's log: {LOGS / 'server.log'}")


def down(_arguments: list[str]) -> int:
    """Stop the server and the private PostgreSQL."""
    stopped = server.stop()
    postgres.stop()
    tell("GridDesk is stopped." if stopped else "GridDesk did not run.")
    return 0


def shell(_arguments: list[str]) -> int:
    """An Odoo shell on the product's database; reads a script from standard input."""
    with _alone():
        set_up()
        database.make_database()
    return database.shell(DATABASE).returncode


def test(arguments: list[str]) -> int:
    """Run all tests, or the stages named: unit, addons, browser, fault."""
    with _alone():
        set_up(with_tests=True)
        return test_run.main(arguments)


def measure(arguments: list[str]) -> int:
    """Print how fast deadlines and appeals are, as ratios with a peer; `--rows 100000` for one volume."""
    with _alone():
        set_up()
        return bench.main(arguments)


def check_style(arguments: list[str]) -> int:
    """Run the linters; `--fix` mends what they can mend."""
    with _alone():
        system.check_machine()
        system.install_packages(with_tests=False, with_postgres=False)
        odoo_source.get_odoo()
        python_env.make_environment()
        command = [PYTHON, "-m", "setup.lint", *arguments]
        return subprocess.run(command, cwd=ROOT, env=python_env.environment() | {"PYTHONPATH": str(CONFIG)}).returncode


def export_terms(_arguments: list[str]) -> int:
    """Export the texts of the addons and merge them into ru.po."""
    with _alone():
        set_up(with_tests=True)
        return terms.export(test_run.TEMPLATE)


def clean(_arguments: list[str]) -> int:
    """Remove everything the set-up made, the databases with it."""
    down([])
    shutil.rmtree(LOCAL, ignore_errors=True)
    tell("Removed .local/ with its databases.")
    return 0


def show_help(_arguments: list[str]) -> int:
    """Print what there is."""
    tell("GridDesk: the customer-service CRM of an electricity grid operator.\n\n    ./griddesk COMMAND\n")
    for word, command in COMMANDS.items():
        tell(f"    {word:<8}{command.summary}")
    tell(
        "\nSettings in the environment: GRIDDESK_PORT (8069), GRIDDESK_DB (griddesk), PYTHON (python3),\n"
        "ODOO_DIR (an Odoo 19 of your own), PGHOST and the other PG* variables (a PostgreSQL of your own),\n"
        "DEBIAN_MIRROR (where Odoo's package comes from, when apt's sources name none)."
    )
    return 0


COMMANDS = {
    "run": Command("set up what lacks, serve the product with the sample company, stop by Ctrl-C", run),
    "test": Command("run every test; or some: ./griddesk test unit | addons | browser | fault", test),
    "up": Command("like run, in the background", up, leaves_running=True),
    "down": Command("stop the background server and the private PostgreSQL", down),
    "shell": Command("an Odoo shell on the database; reads a script from standard input", shell),
    "bench": Command("print how fast it is beside a peer; one volume: ./griddesk bench --rows 100000", measure),
    "lint": Command("check style; --fix mends what can be mended", check_style),
    "terms": Command("export the texts of the addons and lay the Russian over them (i18n/)", export_terms),
    "clean": Command("remove .local/, all that the set-up made, the databases with it", clean),
    "help": Command("this text", show_help),
}


def main(words: list[str]) -> int:
    """Run one command; a Stop becomes its sentence on the screen and the exit code 1."""
    word, *arguments = words or ["help"]
    command = COMMANDS.get({"--help": "help", "-h": "help"}.get(word, word))
    if not command:
        warn(f"./griddesk knows no command {word!r}; ./griddesk help lists them.")
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop as by Ctrl-C, so that the server stops too
    try:
        return command.act(arguments)
    except Stop as stop:
        warn(f"\nGridDesk stopped: {stop}")
        return 1
    except KeyboardInterrupt:
        warn("\nStopped by Ctrl-C. The same command goes on from here.")
        return 130
    except OSError as problem:
        warn(
            f"\nGridDesk stopped: {problem}\n    Mend it ({os.strerror(problem.errno or 0)}) and run the command again."
        )
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
