"""A server killed while it registers what people send and clerks type: what was acknowledged is there, once."""

import json
import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from threading import Thread

import pytest

POINTS = {
    "in the middle of the registration": ("helpdesk_ticket", False, False),
    "numbered, not committed": ("mail_mail", False, False),
    "at the commit, which is lost": ("helpdesk_ticket", True, False),
    "at the commit, which nobody hears of": ("helpdesk_ticket", True, True),
}
HIDDEN = re.compile(r'name="(csrf_token|key)" value="([^"]+)"')


def typed(words):
    """What is told on each page of the reception."""
    return {
        "what": {"text": words},
        "about": {"theme": "transmission", "kind": "complaint"},
        "place": {"address": "г. Кемерово, ул. Обрывная, 5-12"},
        "person": {
            "name": "Обрывина Анна Сергеевна",
            "email": "obryvina@example.com",
            "phone": "8 (905) 000-11-22",
        },
    }


class Visitor:
    """A person with a browser who has told everything and not sent it yet."""

    def __init__(self, server, words):
        self.server = server
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.hidden = dict(HIDDEN.findall(self._open("")))
        for page, values in typed(words).items():
            self._open(f"/{page}", values)

    def _open(self, page, values=None):
        data = urllib.parse.urlencode({**self.hidden, **values}).encode() if values is not None else None
        with self.browser.open(f"{self.server.url}/appeal{page}", data, timeout=60) as answer:
            return answer.read().decode()

    def send(self):
        """Press the last button; give the page that comes."""
        return self._open("/check", {})


def _killed(act, plant, database, table, at_commit, commit):
    """Do an act, and kill the server in the middle of it."""

    def unanswered():
        with pytest.raises(OSError):
            act()

    with database.halt(table, at_commit=at_commit) as halt:
        acting = Thread(target=unanswered)
        acting.start()
        halt.kill(plant(), commit)
        acting.join(20)


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_taking_the_form_of_the_site(point, plant, database, numbers):
    table, at_commit, commit = POINTS[point]
    before = len(numbers())
    words = f"Нет света: {point}."
    visitor = Visitor(plant(), words)
    _killed(visitor.send, plant, database, table, at_commit, commit)
    plant()
    receipt = visitor.send()  # the browser offers to send the form again
    found = database.rows("SELECT number FROM helpdesk_ticket WHERE description LIKE %s", f"%{words}%")
    assert len(found) == 1
    assert found[0][0] in receipt
    assert len(numbers()) == before + 1


@pytest.mark.parametrize("point", ["numbered, not committed", "at the commit, which nobody hears of"])
def test_killed_while_a_clerk_registers(point, plant, house, database, numbers):
    table, at_commit, commit = POINTS[point]
    table = "mail_message" if table == "helpdesk_ticket" else table  # the appeal itself is there already
    before = len(numbers())
    values = {
        "name": point,
        "description": "<p>Вечером мигает свет.</p>",
        "channel_id": house.post,
        "partner_name": "Обрывин Пётр",
        "partner_email": "obryvin@example.com",
    }

    def register():
        plant().call(house.clerk, "helpdesk.ticket", "action_register", ids)

    ids = plant().call(house.clerk, "helpdesk.ticket", "create", vals_list=[values])
    _killed(register, plant, database, table, at_commit, commit)
    assert database.rows("SELECT state FROM helpdesk_ticket WHERE id = ANY(%s)", ids), "it was acknowledged"
    register()
    [(state, receipts)] = database.rows(
        """SELECT t.state, (SELECT count(*) FROM mail_mail m JOIN mail_message g ON g.id = m.mail_message_id
             WHERE g.model = 'helpdesk.ticket' AND g.res_id = t.id) FROM helpdesk_ticket t WHERE id = ANY(%s)""",
        ids,
    )
    assert (state, receipts) == ("registered", 1)
    assert len(numbers()) == before + 1


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_another_system_hands_an_appeal_over(point, plant, house, database, numbers):
    table, at_commit, commit = POINTS[point]
    before = len(numbers())
    values = {
        "source_number": f"P-{point}",
        "kind": "complaint",
        "theme": "power_quality",
        "text": "Вечером мигает свет, работать нельзя.",
        "address": "Кемерово, ул. Обрывная, 1",
        "name": "Обрывина Анна Сергеевна",
        "email": "obryvina@example.com",
    }
    headers = {"Authorization": f"Bearer {house.source}", "Content-Type": "application/json"}
    headers["Idempotency-Key"] = "key of " + point.replace(" ", "-")

    def send():
        request = urllib.request.Request(f"{plant().url}/api/v1/appeals", json.dumps(values).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["number"]

    _killed(send, plant, database, table, at_commit, commit)
    number = send()  # the system has no answer, so it asks again with the same key
    assert send() == number
    assert database.rows("SELECT count(*) FROM helpdesk_ticket WHERE number = %s", number) == [(1,)]
    assert len(numbers()) == before + 1
