"""A server killed while it sends the digest: nobody gets a letter twice, nobody is left without one."""

import json
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes, policy
from threading import Thread

import pytest
from mail_servers import smtp_server

READERS = 3
#: Where it is killed: the table it writes to, how, whether at the commit, whether the commit still goes through.
POINTS = {
    "before a letter is noted": ("grid_digest", "UPDATE", False, False),
    "noted, the letter being queued": ("mail_mail", "INSERT", False, False),
    "at the commit, which is lost": ("mail_mail", "INSERT", True, False),
    "at the commit, which nobody hears of": ("mail_mail", "INSERT", True, True),
}
READY = """
import json
from odoo.tests import new_test_user
branch, company = env["grid.branch"].search([("code", "=", "FLT")]), env.company
today = company._legal_today()
days = env["legal.calendar.day"]
if not days.search([("date", "=", today), ("company_id", "=", company.id)]):
    days.create({"date": today, "kind": "local_working", "is_working": True, "company_id": company.id})
company.email = company.email or "quality@kuzbass-seti.example"
env["grid.digest"].search([]).active = False
env["mail.mail"].search([]).unlink()
env["ir.mail_server"].search([]).active = False
env["ir.mail_server"].create({"name": "TURN", "smtp_host": "127.0.0.1", "smtp_port": PORT, "smtp_encryption": "none"})
readers = env["res.users"]
for number in range(READERS):
    login = f"reader{number}-TURN"
    readers |= new_test_user(env, login, groups="grid_customer.group_supervisor", email=f"{login}@seti.example")
readers.branch_ids = branch
digests = env["grid.digest"].create([{"user_id": one.id, "at_time": 0} for one in readers])
digests.told_until = "2026-01-01"
crons = [env.ref(name).id for name in ("grid_quality.cron_send_digests", "mail.ir_cron_mail_scheduler_action")]
env.cr.commit()
print("ready", json.dumps([crons, readers.mapped("email")]))
"""
TOLD = "SELECT id FROM grid_digest WHERE active AND told_until > '2026-01-01'"


class Post:
    """What the mail server has taken: to whom, and the number of the letter."""

    def __init__(self):
        self.letters = []

    def hand_over(self, content):
        letter = message_from_bytes(content, policy=policy.default)
        if letter["List-Unsubscribe"]:  # a digest; a new user is welcomed too
            self.letters.append((letter["To"], letter["Message-Id"]))

    def counted(self):
        """How many different letters each address has."""
        return Counter(address for address, _number in set(self.letters))


def _ready(names, port, turn):
    configuration, database = names
    script = READY.replace("READERS", str(READERS)).replace("PORT", str(port)).replace("TURN", str(turn))
    options = ["-c", configuration, "-d", database, "--no-http", "--log-level=error"]
    done = subprocess.run(
        [sys.executable, "-m", "odoo", "shell", *options], input=script, text=True, capture_output=True
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("ready ")]
    assert told, done.stderr
    return json.loads(told[0].removeprefix("ready "))


@pytest.fixture
def scene(names, house, plant):
    """A mail server, readers who are owed a digest of today, and the two scheduled actions."""
    post = Post()
    with smtp_server(post.hand_over) as port:
        (digests, queue), emails = _ready(names, port, time.monotonic_ns())
        plant()  # it runs before two threads ask for it

        def run(cron):
            plant().call(house.admin, "ir.cron", "method_direct_trigger", [cron])

        yield post, lambda: run(digests), lambda: run(queue), emails


def _unanswered(act):
    with pytest.raises(OSError):
        act()


def _one_letter_each(post, tell, deliver, emails):
    """Twice what the scheduled actions do later, and each reader has one letter."""
    for _run in range(2):
        tell()
        deliver()
    got = post.counted()
    assert len(got) == READERS, "somebody was left out"
    assert set(got.values()) == {1}, "somebody got it twice"
    assert all(any(email in address for address in got) for email in emails)


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_letters_are_queued(point, scene, plant, database):
    table, event, at_commit, commit = POINTS[point]
    post, tell, deliver, emails = scene
    with database.halt(table, event, at_commit) as halt:
        telling = Thread(target=_unanswered, args=[tell])
        telling.start()
        halt.kill(plant(), commit)
        telling.join(20)
    _one_letter_each(post, tell, deliver, emails)


def test_killed_in_the_middle_of_the_readers(scene, plant, database):
    post, tell, deliver, emails = scene
    telling = Thread(target=_unanswered, args=[tell])
    telling.start()
    database.until(TOLD)
    plant().kill()
    telling.join(20)
    assert len(database.rows(TOLD)) < READERS, "it was killed too late"
    _one_letter_each(post, tell, deliver, emails)


def test_killed_while_the_mail_server_takes_them(scene, plant, database):
    """What the mail server had taken and the database not yet noted goes once more under the same number.

    A mail server or a program of mail knows by it that it is the same letter.
    """
    post, tell, deliver, emails = scene
    tell()
    with database.halt("mail_mail", "DELETE") as halt:
        delivering = Thread(target=_unanswered, args=[deliver])
        delivering.start()
        halt.kill(plant())
        delivering.join(20)
    assert post.letters
    _one_letter_each(post, tell, deliver, emails)
