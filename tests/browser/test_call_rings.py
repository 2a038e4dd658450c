"""A telephone rings: the card of its operator opens by itself with the caller, told by the bus alone."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from test_desk import KNOWN, Desk

TELEPHONES = {"operator": "101", "operator2": "102"}  # as the sample company has them
ASKED = "/web/dataset/call_kw/grid.appeal.desk/calls"
LONG_ENOUGH = 3000  # milliseconds: whoever polls would have asked by then
LISTENS = "odoo.__WOWL_DEBUG__.root.env.services.bus_service.workerState === 'CONNECTED'"
SUBSCRIBED = 1000  # milliseconds between the connection of the bus and its word to the server what it listens to


class Exchange:
    """A telephone exchange with a key of its own: tells of calls as any other system does."""

    def __init__(self, admin):
        self.request, self.url = admin.page.request, admin.url
        (channel,) = admin.call("helpdesk.ticket.channel", "search", [[["code", "=", "phone"]]])
        (branch,) = admin.call("grid.branch", "search", [[["code", "=", "KEM"]]])
        values = {"name": f"АТС {uuid4()}", "channel_id": channel, "branch_id": branch}
        source = admin.call("grid.appeal.source", "create", [values])
        wizard = admin.call("grid.appeal.source.key", "create", [{"source_id": source}])
        self.key = admin.call("grid.appeal.source.key", "action_issue", [[wizard]])["context"]["issued_key"]
        self.open_calls = set()

    def tell(self, call, kind, **said):
        event = {"call": call, "id": str(uuid4()), "event": kind, "at": datetime.now(UTC).isoformat(), **said}
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(uuid4())}
        answer = self.request.post(f"{self.url}/api/v1/calls/events", data={"events": [event]}, headers=headers)
        assert answer.status == 201, answer.text()

    def ring(self, telephone, caller=KNOWN["phone"]):
        """A customer calls, and a telephone rings; return the number of the call."""
        call = str(uuid4())
        self.open_calls.add(call)
        self.tell(call, "incoming", caller=caller, line="88000000000")
        self.tell(call, "ringing", operator=telephone)
        return call

    def hang_up(self, call):
        self.tell(call, "hung_up")
        self.open_calls.discard(call)


@pytest.fixture
def exchange(person):
    """No call rings on when a test has ended."""
    told = Exchange(person("admin"))
    yield told
    for call in sorted(told.open_calls):
        told.hang_up(call)


@pytest.fixture
def seat(person, exchange):
    """An operator at her screen, some other page open; the paths that her page asks are kept.

    What earlier calls left at her telephone has its result already.
    """

    def take(login, **screen):
        someone = person(login, **screen)
        (result,) = someone.call("grid.call.result", "search", [[["is_by_act", "=", False]]], {"limit": 1})
        for call in someone.call("grid.appeal.desk", "calls", []):
            someone.call("grid.appeal.desk", "wrap_up", [call["id"], result])
        someone.asked = []
        someone.page.on("request", lambda request: someone.asked.append(urlsplit(request.url).path))
        someone.open("/odoo/appeals")
        someone.page.locator(".o_view_controller").wait_for()
        someone.page.wait_for_function(LISTENS)
        someone.page.wait_for_timeout(SUBSCRIBED)
        return someone

    return take


def _shown(someone):
    return someone.page.locator(".o_desk_call")


def test_the_card_opens_by_itself_with_the_caller_and_she_registers(exchange, seat):
    operator = seat("operator")
    call = exchange.ring(TELEPHONES["operator"])
    _shown(operator).get_by_text("8 (905) 000-87-87").wait_for()
    operator.page.locator(".o_desk_customer", has_text=KNOWN["name"]).wait_for()
    card = Desk(operator, is_open=True)
    exchange.tell(call, "answered", operator=TELEPHONES["operator"])
    card.ask("Лампы горят вполнакала, звонок принят с открывшейся карточки.")
    card.page.wait_for_function("document.querySelector('#o_desk_category').value")
    card.press("Control+s")
    number = card.number()
    (kept,) = operator.call("grid.call", "search_read", [[["source_number", "=", call]], ["partner_id", "ticket_id"]])
    assert kept["partner_id"][1].startswith(KNOWN["name"])
    assert number in kept["ticket_id"][1]
    exchange.hang_up(call)
    _shown(operator).wait_for(state="detached")


def test_only_the_operator_whose_telephone_rings(exchange, seat):
    called, other = seat("operator"), seat("operator2")
    exchange.ring(TELEPHONES["operator"])
    called.page.locator(".o_desk_customer", has_text=KNOWN["name"]).wait_for()
    other.page.wait_for_timeout(LONG_ENOUGH)
    assert not other.page.locator(".o_desk").count()
    assert ASKED not in other.asked, "the other one is not even told"


def test_the_call_comes_by_the_bus_and_nothing_polls(exchange, seat):
    operator = seat("operator")
    operator.page.wait_for_timeout(LONG_ENOUGH)  # who has just come is told of the calls of the last minute
    operator.asked.clear()
    operator.page.wait_for_timeout(LONG_ENOUGH)
    assert ASKED not in operator.asked, "nobody has called"
    call = exchange.ring(TELEPHONES["operator"])
    _shown(operator).get_by_text("8 (905) 000-87-87").wait_for()
    operator.page.wait_for_timeout(LONG_ENOUGH)
    asked = operator.asked.count(ASKED)
    assert 1 <= asked <= 3, "asked for the call that the bus named, and by the card that opened"
    operator.page.wait_for_timeout(LONG_ENOUGH)
    assert operator.asked.count(ASKED) == asked
    exchange.hang_up(call)
    _shown(operator).wait_for(state="detached")


def test_a_card_that_is_begun_is_not_taken_away(exchange, seat):
    operator = seat("operator")
    card = Desk(operator)
    card.find("новикова евг")
    card.choose(KNOWN["name"])
    card.ask("Начато до звонка.")
    exchange.ring(TELEPHONES["operator"], caller="8 905 000-75-74")
    _shown(operator).get_by_text("8 (905) 000-75-74").wait_for()
    assert card.field("text").input_value() == "Начато до звонка."
    operator.press("Взять в карточку")
    operator.page.locator(".o_desk_customer", has_text="Попова Юлия Евгеньевна").wait_for()
