"""PostgreSQL: the server that the user names (PG*), or a private cluster in the project's folder."""

import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from .places import LOGS, POSTGRES, socket_folder
from .python_env import environment
from .say import Stop, step

ROLE = "griddesk"
OWNER = "postgres"  # PostgreSQL refuses to run as root: then Debian's own user of that name runs it
EXTENSIONS = ("pg_trgm", "unaccent")
# an index may only be built on a function that gives the same for ever; Odoo asks for it
UNACCENT = "ALTER FUNCTION unaccent(text) IMMUTABLE"
SETTINGS = Path(__file__).resolve().parents[1] / "postgres" / "local.conf"


def is_named() -> bool:
    """Whether the user named a server of his own by PGHOST."""
    return bool(os.environ.get("PGHOST"))


def connection() -> dict[str, str]:
    """The PG* variables that every program of ours connects with."""
    if is_named():
        return {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return {"PGHOST": str(socket_folder()), "PGUSER": ROLE, "PGPORT": "5432"}


_started_here: list[bool] = []


def start() -> None:
    """Have a PostgreSQL that answers.

    :raises Stop: no server program, a folder that PostgreSQL's user cannot enter, a named server that does not answer
    """
    if is_named():
        _check_named()
        return
    if not (POSTGRES / "data" / "PG_VERSION").exists():
        _make_cluster()
    if not _answers():
        _control("start")
        _started_here.append(True)


def stop() -> None:
    """Stop the private cluster, if it runs."""
    if not is_named() and (POSTGRES / "data" / "postmaster.pid").exists():
        _control("stop")


def stop_if_started() -> None:
    """Stop the private cluster when it was this command that started it: a command leaves nothing running."""
    if _started_here:
        stop()


def query(database: str, sql: str, user: str | None = None) -> str:
    """Run one statement and give its rows as lines; `user` is used on the private cluster only."""
    variables = connection() | ({"PGUSER": user} if user and not is_named() else {})
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
    done = subprocess.run(command, env=environment() | variables, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"PostgreSQL refused: {done.stderr.strip()}", "See whether it runs and what the role may do.")
    return done.stdout.strip()


def databases() -> set[str]:
    """The names of all databases there are."""
    return set(query("postgres", "SELECT datname FROM pg_database").splitlines())


def drop(database: str) -> None:
    """Drop a database with whoever is connected to it; nothing happens when there is none."""
    # by the server's owner: autovacuum, which looks at a database that was just filled, is no process of ours
    query("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', user=OWNER)


def create(database: str) -> None:
    """Make an empty database with the extensions that searches by a part of a word need.

    :raises Stop: the role of a named server may not make `unaccent` fit for an index
    """
    drop(database)
    query("postgres", f'CREATE DATABASE "{database}"')
    for extension in EXTENSIONS:
        query(database, f"CREATE EXTENSION IF NOT EXISTS {extension}")
    if query(database, "SELECT provolatile FROM pg_proc WHERE oid = 'unaccent(text)'::regprocedure") == "i":
        return
    try:
        query(database, UNACCENT, user=OWNER)
    except Stop as refused:
        raise Stop(
            "The PostgreSQL you named keeps `unaccent` as it cannot be indexed, and this role may not change it.",
            f"Once, as its superuser: psql -d template1 -c 'CREATE EXTENSION IF NOT EXISTS unaccent' -c '{UNACCENT}'",
        ) from refused


def clone(template: str, database: str) -> None:
    """Copy a database, file by file: seconds instead of the minutes of an installation."""
    drop(database)
    query("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def _make_cluster() -> None:
    with step("A private PostgreSQL cluster"):
        shutil.rmtree(POSTGRES, ignore_errors=True)
        folder = socket_folder()
        for made in (POSTGRES, folder):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
            _give(made)
        _check_reachable()
        fresh = POSTGRES / "data.new"
        options = ["-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject"]
        _as_owner([_program("initdb"), "-D", fresh, *options], "The PostgreSQL cluster could not be made")
        with (fresh / "postgresql.conf").open("a") as conf:
            conf.write(f"{SETTINGS.read_text()}\nunix_socket_directories = '{folder}'\n")
        fresh.rename(POSTGRES / "data")
        _control("start")
        _started_here.append(True)
        query("postgres", f"CREATE ROLE {ROLE} LOGIN CREATEDB", user=OWNER)


def _control(act: str) -> None:
    LOGS.mkdir(parents=True, exist_ok=True)
    log = POSTGRES / "log"
    extra = ["-l", log] if act == "start" else ["-m", "fast"]
    _as_owner([_program("pg_ctl"), "-D", POSTGRES / "data", "-w", *extra, act], f"PostgreSQL did not {act} (see {log})")


def _answers() -> bool:
    command = [_program("pg_isready"), "-q", "-h", socket_folder()]
    return subprocess.run(command, env=environment()).returncode == 0


def _check_named() -> None:
    for _attempt in range(20):
        if subprocess.run(["pg_isready", "-q"], env=environment() | connection()).returncode == 0:
            return
        time.sleep(0.5)
    raise Stop(
        f"The PostgreSQL that PGHOST={os.environ['PGHOST']} names does not answer.",
        "Start it or mend the PG* variables; without PGHOST a private one is made.",
    )


def _program(name: str) -> str:
    """A server program of PostgreSQL, the newest installed."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise Stop(f"PostgreSQL's program {name} lacks.", "apt-get install postgresql")
    return str(found[-1])


def _give(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, pwd.getpwnam(OWNER).pw_gid)


def _check_reachable() -> None:
    if os.geteuid() == 0 and _as_owner_code(["test", "-x", POSTGRES]) != 0:
        raise Stop(
            f"PostgreSQL runs as the user {OWNER}, who cannot enter {POSTGRES.parent.parent}.",
            "Clone the project where others may enter (/srv, say), or run it as an ordinary user.",
        )


def _as_owner_code(command: list) -> int:
    return subprocess.run(command, cwd="/", capture_output=True, **_owner()).returncode


def _as_owner(command: list, problem: str) -> None:
    # pg_ctl hands its output to the server it starts: a pipe would never end, a file does
    with open(os.devnull) as nothing, (LOGS_FILE := _log()).open("a") as log:
        done = subprocess.run(command, cwd="/", stdin=nothing, stdout=log, stderr=log, env=environment(), **_owner())
    if done.returncode:
        raise Stop(f"{problem}.", f"Read the end of {LOGS_FILE}.")


def _log() -> Path:
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / "postgres-setup.log"


def _owner() -> dict:
    if os.geteuid() != 0:
        return {}
    return {"user": OWNER, "group": pwd.getpwnam(OWNER).pw_gid, "extra_groups": []}
