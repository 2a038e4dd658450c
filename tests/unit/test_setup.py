"""The set-up's refusals: each is one sentence with the command that mends it, and nothing is half done."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def griddesk(*words: str, **variables: str) -> subprocess.CompletedProcess:
    """Run the one command as a person does, with these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG") and name != "PYTHONPATH"}
    return subprocess.run([ROOT / "griddesk", *words], env=kept | variables, capture_output=True, text=True, timeout=60)


@pytest.fixture
def setup_modules(monkeypatch):
    """The set-up's modules, imported as `./griddesk` imports them."""
    monkeypatch.syspath_prepend(str(ROOT / "config"))
    from setup import database, odoo_source, places, postgres, say, server, system  # noqa: PLC0415

    yield {
        "database": database,
        "odoo_source": odoo_source,
        "places": places,
        "postgres": postgres,
        "say": say,
        "server": server,
        "system": system,
    }
    for name in [name for name in sys.modules if name.split(".")[0] == "setup"]:
        del sys.modules[name]


def test_help_names_every_command_of_the_readme():
    told = griddesk("help").stdout
    for word in set(re.findall(r"\./griddesk (\w+)", (ROOT / "README.md").read_text())):
        assert re.search(rf"^    {word} ", told, re.M), f"help does not tell of {word}"


def test_an_unknown_command_is_refused_with_the_way_to_help():
    done = griddesk("runn")
    assert done.returncode == 2
    assert "'runn'" in done.stderr and "./griddesk help" in done.stderr


def test_a_missing_python_is_one_sentence():
    done = griddesk("help", PYTHON="python-that-is-not-there")
    assert done.returncode == 1
    assert "apt-get install python3" in done.stderr


def test_a_taken_port_is_told_before_anything_is_set_up():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        done = griddesk("up", GRIDDESK_PORT=port)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr and "GRIDDESK_PORT=" in done.stderr
    assert "--" not in done.stdout


def test_a_folder_without_odoo_is_refused(tmp_path, monkeypatch, setup_modules):
    monkeypatch.setenv("ODOO_DIR", str(tmp_path))
    with pytest.raises(setup_modules["say"].Stop, match="holds no Odoo 19"):
        setup_modules["odoo_source"].odoo_path()


def test_an_own_odoo_is_used_with_the_addons_beside_it(tmp_path, monkeypatch, setup_modules):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    (tmp_path / "addons" / "web").mkdir(parents=True)
    monkeypatch.setenv("ODOO_DIR", str(tmp_path))
    assert setup_modules["odoo_source"].odoo_path() == tmp_path
    assert setup_modules["odoo_source"].addons_paths() == [tmp_path / "addons"]


def test_an_ordinary_user_is_told_the_one_line(monkeypatch, setup_modules):
    system = setup_modules["system"]
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "_installed", lambda package: package != "wkhtmltopdf")
    with pytest.raises(setup_modules["say"].Stop) as stopped:
        system.install_packages(with_tests=False, with_postgres=True)
    assert stopped.value.mend == "sudo apt-get install --no-install-recommends -y wkhtmltopdf"


def test_a_full_disk_is_told(tmp_path, monkeypatch, setup_modules):
    system = setup_modules["system"]
    monkeypatch.setattr(system, "LOCAL", tmp_path / "local")
    monkeypatch.setattr(system.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1_000_000_000})())
    with pytest.raises(setup_modules["say"].Stop, match=r"needs 5 GB of disk; 1\.0 GB are free"):
        system.check_machine()


def test_a_named_postgres_that_does_not_answer_is_told(monkeypatch, setup_modules):
    postgres = setup_modules["postgres"]
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setattr(postgres.time, "sleep", lambda _seconds: None)
    with pytest.raises(setup_modules["say"].Stop, match="does not answer"):
        postgres.start()


@pytest.mark.parametrize(
    ("file", "text", "mirror"),
    [
        ("sources.list", "deb http://mirror.example/debian bookworm main\n", "http://mirror.example/debian"),
        (
            "sources.list",
            "# deb http://old.example/debian x\ndeb https://b.example/debian/ x main\n",
            "https://b.example/debian/",
        ),
        (
            "sources.list.d/debian.sources",
            "Types: deb\nURIs: http://c.example/debian\nSuites: x\n",
            "http://c.example/debian",
        ),
        ("sources.list.d/other.list", "deb https://apt.example/tool stable main\n", None),
    ],
)
def test_the_mirror_is_the_one_of_the_machine(file, text, mirror, tmp_path, monkeypatch, setup_modules):
    source = setup_modules["odoo_source"]
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / file).write_text(text)
    monkeypatch.setattr(source, "Path", lambda _etc: tmp_path)
    monkeypatch.delenv("DEBIAN_MIRROR", raising=False)
    if mirror:
        assert source._mirror() == mirror
    else:
        with pytest.raises(setup_modules["say"].Stop, match="DEBIAN_MIRROR"):
            source._mirror()


def test_a_change_of_an_addon_asks_for_its_update_and_a_change_of_its_tests_does_not(
    tmp_path, monkeypatch, setup_modules
):
    database = setup_modules["database"]
    (tmp_path / "one" / "tests").mkdir(parents=True)
    (tmp_path / "one" / "__manifest__.py").write_text("{}")
    monkeypatch.setattr(database, "ADDONS", tmp_path)
    first = database.addon_hashes()
    (tmp_path / "one" / "tests" / "test_one.py").write_text("")
    assert database.addon_hashes() == first
    (tmp_path / "one" / "model.py").write_text("")
    assert database.addon_hashes() != first


def test_a_long_folder_gets_its_socket_elsewhere(tmp_path, monkeypatch, setup_modules):
    places = setup_modules["places"]
    monkeypatch.setattr(places, "POSTGRES", tmp_path / ("long" * 30))
    assert len(os.fsencode(places.socket_folder())) <= places.SOCKET_FOLDER_MAX


def test_a_server_that_another_command_stops_too_is_stopped(tmp_path, monkeypatch, setup_modules):
    server, started = setup_modules["server"], tmp_path / "server.pid"
    monkeypatch.setattr(server, "PID", started)
    # ./griddesk run forgets its server as soon as it ends, while ./griddesk down still waits for that end
    last_act = f"trap 'rm {started}; exit' TERM; touch {started}.ready; while :; do sleep 0.01; done"
    with (
        subprocess.Popen(["sh", "-c", last_act, "odoo", str(server.CONFIGURATION)]) as odoo,
        subprocess.Popen(["sleep", "10"]) as post,
    ):
        started.write_text(f"{odoo.pid} {post.pid}")
        while not Path(f"{started}.ready").exists():
            time.sleep(0.01)
        assert server.running() == odoo.pid
        assert server.stop()
        assert odoo.wait(10) == 0 and post.wait(10)
    assert not server.stop()
