"""The production shape, as far as it can be checked without an engine of containers."""

import ast
import configparser
import re
import subprocess
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((TOP / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
DOCKERFILE = (TOP / SERVICES["odoo"]["build"]["dockerfile"]).read_text(encoding="utf-8")


def mounts(service):
    """(source, target) of everything a service mounts."""
    return [tuple(volume.split(":")[:2]) for volume in service.get("volumes", ())]


def test_the_three_parts_are_there_and_each_says_whether_it_is_well():
    assert set(SERVICES) >= {"db", "odoo", "nginx"}
    assert [name for name, service in SERVICES.items() if not service.get("healthcheck")] == []


def test_every_mounted_path_exists():
    sources = [source for service in SERVICES.values() for source, _target in mounts(service)]
    folders = [source for source in sources if source.startswith(".")]
    assert len(folders) > 4
    assert [source for source in folders if not (TOP / source).exists()] == []
    assert {source for source in sources if not source.startswith(".")} == set(COMPOSE["volumes"])


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["nginx"]
    assert SERVICES["db"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_no_secret_has_a_default():
    for name, secret in COMPOSE["secrets"].items():
        assert re.fullmatch(r"\$\{\w+:\?[^}]+\}", secret["file"]), f"{name} must be named by the administrator"
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert "PASSWORD" not in name or value == "/run/secrets/db_password"


def test_secrets_that_are_used_are_declared():
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])


def test_the_image_copies_what_exists_and_what_is_not_ignored():
    sources = [line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]
    let_in = {line[1:] for line in (TOP / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert sources
    assert [source for source in sources if not (TOP / source).exists()] == []
    assert {source.rstrip("/").split("/")[0] for source in sources} <= let_in


def installed_packages():
    """The packages that the image adds to Odoo's own."""
    return re.search(r"for package in (.*?); do", DOCKERFILE, re.S)[1].replace("\\", " ").split()


def required_packages():
    """What requirements.txt names, as pip compares names."""
    lines = (TOP / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [re.match(r"[\w.-]+", line)[0] for line in lines if re.match(r"\w", line)]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def test_the_image_installs_only_what_the_requirements_name():
    assert set(installed_packages()) <= required_packages()


def test_the_image_installs_what_the_addons_need():
    manifests = [ast.literal_eval(path.read_text()) for path in TOP.glob("addons/*/__manifest__.py")]
    python = {name for said in manifests for name in said.get("external_dependencies", {}).get("python", ())}
    packages = required_packages()
    oca = {f"odoo-addon-{name.replace('_', '-')}" for said in manifests for name in said["depends"]} & packages
    assert oca
    assert python | oca <= set(installed_packages())


def test_the_image_finds_each_package_in_the_lock_with_its_hashes(tmp_path):
    loop = re.search(r"for package in .*?; done", DOCKERFILE, re.S)[0]
    (tmp_path / "requirements.lock").write_text((TOP / "requirements.lock").read_text())
    found = subprocess.run(["sh", "-c", loop], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^(\S+)==", found, re.M) == installed_packages()
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=\S+==)", found, flags=re.M)[1:])


@pytest.fixture(scope="module")
def odoo():
    """The settings of Odoo in production."""
    conf = configparser.ConfigParser(interpolation=None)
    conf.read(TOP / "config/odoo/odoo.conf", encoding="utf-8")
    return conf["options"]


def test_odoo_runs_workers_behind_a_proxy_and_shows_no_databases(odoo):
    assert odoo.getint("workers") > 0
    assert odoo.getboolean("proxy_mode")
    assert not odoo.getboolean("list_db")


def test_odoo_holds_no_password_in_its_file(odoo):
    assert "db_password" not in odoo
    assert odoo["admin_passwd"] == ""


def test_odoo_finds_the_database_and_the_addons_where_the_containers_put_them(odoo):
    assert odoo["db_host"] in SERVICES
    assert f"CREATE ROLE {odoo['db_user']} " in (TOP / "config/postgres/init.sql").read_text(encoding="utf-8")
    assert f"COPY addons {odoo['addons_path']}" in DOCKERFILE
    assert ("files", odoo["data_dir"]) in mounts(SERVICES["odoo"])


def test_nginx_speaks_to_the_ports_that_odoo_listens_on(odoo):
    conf = (TOP / "config/nginx/nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"server odoo:(\d+);", conf) == [odoo["http_port"], odoo["gevent_port"]]
