"""A house of its own in a copy of the template; `./griddesk test fault` makes the copies and names them."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from halt import Database
from killable import Server, told_by_shell

ADDONS = Path(__file__).parents[2] / "addons"
sys.path[:0] = [str(ADDONS / name / "tests") for name in ("grid_appeal", "grid_contact")]  # mail servers, SMS centre

HOUSE = """
import json
from datetime import timedelta
from odoo import fields
from odoo.tests import new_test_user

def key(user):
    until = fields.Datetime.now() + timedelta(days=1)
    return env["res.users.apikeys"].with_user(user)._generate("rpc", "fault", until)

branch = env["grid.branch"].create({"name": "Обрыв", "code": "FLT", "email": "priem@kuzbass-seti.example"})
gate = new_test_user(env, "gate", groups="base.group_user,grid_appeal.group_mail_gateway", password="gate of letters")
clerk = new_test_user(env, "clerk", groups="grid_customer.group_manager")
clerk.branch_ids = branch
channel = env.ref("grid_appeal.channel_feedback_platform")
source = env["grid.appeal.source"].create({"name": "Обрыв", "channel_id": channel.id, "branch_id": branch.id})
issued = env["grid.appeal.source.key"].create({"source_id": source.id}).action_issue()
env["ir.config_parameter"].set_param("grid_appeal.intake_hourly_limit", "1000")
house = {
    "branch": branch.id, "gate": gate.id, "clerk": key(clerk), "admin": key(env.ref("base.user_admin")),
    "post": env.ref("grid_appeal.channel_post").id, "appeal_model": env["ir.model"]._get_id("helpdesk.ticket"),
    "intake_cron": env.ref("grid_appeal.cron_intake").id, "address": branch.email,
    "source": issued["context"]["issued_key"],
}
env.cr.commit()
print("told", json.dumps(house))
"""


@pytest.fixture(scope="session")
def names(worker_id) -> tuple[str, str]:
    """The configuration of the server and the database it runs on: an own one of each process that runs tests."""
    databases = os.environ["GRIDDESK_TEST_DB"].split()
    return os.environ["GRIDDESK_CONF"], databases[0 if worker_id == "master" else int(worker_id.removeprefix("gw"))]


@pytest.fixture(scope="session")
def house(names) -> SimpleNamespace:
    """A branch, a clerk and a mail server's account, by their numbers and keys."""
    return SimpleNamespace(**told_by_shell(names, HOUSE))


@pytest.fixture(scope="session")
def database(names) -> Database:
    """The database, seen from beside the server."""
    return Database(names[1])


@pytest.fixture(scope="session")
def plant(names, house):
    """Servers by number, each started when asked for; one that was killed comes up again."""
    servers = {}

    def running(number: int = 0) -> Server:
        server = servers.setdefault(number, Server(*names))
        if not server.alive:
            server.start()
        return server

    yield running
    for server in servers.values():
        server.stop()


@pytest.fixture
def numbers(database, house):
    """The registration numbers of the branch; there is never a hole between them."""

    def given() -> list[int]:
        rows = database.rows("SELECT right(number, 6) FROM helpdesk_ticket WHERE number LIKE 'FLT-%%'")
        found = sorted(int(tail) for (tail,) in rows)
        assert found == list(range(1, len(found) + 1))
        return found

    return given
