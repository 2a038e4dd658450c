"""Asterisk joined to GridDesk: real sockets, cut packets, broken lines, a GridDesk that is away."""

import logging
import time
from datetime import datetime
from threading import Thread

import pytest
from asterisk.listener import Listener, Settings
from asterisk.meaning import Exchange
from asterisk_simulator import GREETING, Asterisk, GridDesk, event
from calls import Event, call
from calls.packets import LONGEST, Packets, PacketTooLong, packet, quoted
from hypothesis import given
from hypothesis import strategies as st

FIRST, AGENT = "1764250000.17", "1764250000.18"
CALLER = "+79050000001"
BEGINS = event(
    "Newchannel", Uniqueid=FIRST, Linkedid=FIRST, Channel="PJSIP/trunk-0000000a", CallerIDNum=CALLER,
    Context="from-trunk", Exten="88000000000",
)  # fmt: skip
STORY = [
    BEGINS,
    event("VarSet", Uniqueid=FIRST, Linkedid=FIRST, Variable="GRIDDESK_STEP", Value="3"),
    event("VarSet", Uniqueid=FIRST, Linkedid=FIRST, Variable="MOH", Value="x"),
    event("QueueCallerJoin", Uniqueid=FIRST, Linkedid=FIRST, Queue="service"),
    event("Newchannel", Uniqueid=AGENT, Linkedid=FIRST, Channel="PJSIP/101-0000000b", Context="agents", Exten="s"),
    event("DialBegin", Uniqueid=FIRST, Linkedid=FIRST, DestUniqueid=AGENT, DestChannel="PJSIP/101-0000000b"),
    event("BridgeEnter", Uniqueid=AGENT, Linkedid=FIRST, Channel="PJSIP/101-0000000b"),
    event("BridgeEnter", Uniqueid=FIRST, Linkedid=FIRST, Channel="PJSIP/trunk-0000000a"),
    event("VarSet", Uniqueid=FIRST, Linkedid=FIRST, Variable="GRIDDESK_RECORDING", Value="https://pbx.example/1.ogg"),
    event("Hangup", Uniqueid=AGENT, Linkedid=FIRST, Channel="PJSIP/101-0000000b", Cause="16"),
    event("Hangup", Uniqueid=FIRST, Linkedid=FIRST, Channel="PJSIP/trunk-0000000a", Cause="16"),
]
LOST = [BEGINS, *STORY[3:6], event("QueueCallerAbandon", Uniqueid=FIRST, Linkedid=FIRST), STORY[-1]]


def cut(data, size):
    return [data[place : place + size] for place in range(0, len(data), size)]


def became(events):
    """What the delivered events make of the call, by the rules that GridDesk has for it."""
    named = {"event": "kind", "id": "key"}
    pure = [{named.get(name, name): value for name, value in one.items() if name != "call"} for one in events]
    return call(Event(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in pure)


@pytest.fixture
def join():
    """Join an Asterisk to a GridDesk; both and the listener end with the test."""
    running = []

    def start(asterisk, desk, secret="s3cret"):
        settings = Settings(
            "127.0.0.1", "griddesk", secret, desk.url, "key", frozenset({"from-trunk"}), asterisk.port, 0.05
        )
        listener = Listener(settings)
        thread = Thread(target=listener.run, daemon=True)
        thread.start()
        running.append((listener, thread, asterisk, desk))
        return listener

    yield start
    for listener, thread, asterisk, desk in running:
        listener.stopped.set()
        asterisk.close()
        desk.close()
        thread.join(10)
        assert not thread.is_alive()


def wait_for(condition):
    end = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_call_however_its_packets_are_cut(join, size):
    desk = GridDesk()
    join(Asterisk(cut(b"".join(STORY), size)), desk)
    wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    state = became(desk.events)
    assert (state.stage, state.caller, state.line, state.operator) == ("answered", CALLER, "88000000000", "101")
    assert (state.path, state.exit, state.recording) == (("3",), "operator", "https://pbx.example/1.ogg")
    assert {token for _key, token in desk.deliveries} == {"Bearer key"}


def test_a_line_that_breaks_in_the_middle_of_a_packet(join):
    desk, whole = GridDesk(), b"".join(STORY)
    broken = whole.index(b"BridgeEnter") + 4
    asterisk = Asterisk([whole[:broken]], [b"".join(STORY[6:])])
    asterisk.channels = [event("CoreShowChannel", Uniqueid=FIRST, Linkedid=FIRST, Context="from-trunk", Exten="s")]
    join(asterisk, desk)
    wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    assert asterisk.logins == [True, True]
    assert became(desk.events).stage == "answered"


def test_a_call_that_ended_while_the_line_was_broken(join):
    desk = GridDesk()
    join(Asterisk(STORY[:4], []), desk)
    wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    assert became(desk.events).stage == "lost"


def test_a_call_that_began_while_the_line_was_broken(join):
    desk = GridDesk()
    asterisk = Asterisk([])
    asterisk.channels = [BEGINS.replace(b"Event: Newchannel", b"Event: CoreShowChannel")]
    join(asterisk, desk)
    wait_for(lambda: desk.events)
    assert (desk.events[0]["event"], desk.events[0]["caller"]) == ("incoming", CALLER)


def test_events_that_come_twice_have_one_id(join):
    desk = GridDesk()
    join(Asterisk([one for one in LOST for _time in range(2)]), desk)
    wait_for(lambda: any(one["id"].startswith("Hangup") for one in desk.events))
    assert became(desk.events).stage == "lost"
    assert len({one["id"] for one in desk.events}) == len({(one["event"], one["id"]) for one in desk.events})


def test_a_griddesk_that_is_away_misses_nothing(join):
    desk = GridDesk(503, 500, 401)
    join(Asterisk(STORY), desk)
    wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    assert len(desk.deliveries) > 3
    ids = [(one["call"], one["id"]) for one in desk.events]
    assert len(ids) == len(set(ids))
    assert became(desk.events).stage == "answered"


@pytest.mark.parametrize("status", [400, 408, 429, 502])
def test_an_event_alone_whose_request_came_broken_is_delivered_again(join, status):
    """Under load a server may give up a request half read: that says nothing of the event."""
    desk = GridDesk(status)
    join(Asterisk([BEGINS]), desk)
    wait_for(lambda: desk.events)
    assert len(desk.deliveries) == 2
    assert desk.events[0]["caller"] == CALLER, "it goes as it was"


def test_a_number_that_is_none_stops_no_call(join):
    desk = GridDesk()
    join(Asterisk([b"".join(STORY).replace(CALLER.encode(), b"12")]), desk)
    wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    state = became(desk.events)
    assert (state.stage, state.caller) == ("answered", "")


def test_a_wrong_secret_is_tried_again_and_tells_nothing(join, caplog):
    desk = GridDesk()
    asterisk = Asterisk(STORY)
    with caplog.at_level(logging.DEBUG):
        join(asterisk, desk, secret="other")
        wait_for(lambda: len(asterisk.logins) >= 2)
    assert not any(asterisk.logins) and not desk.events
    assert "other" not in caplog.text


def test_the_log_holds_nothing_of_a_caller(join, caplog):
    desk = GridDesk(503)
    with caplog.at_level(logging.DEBUG):
        join(Asterisk(STORY, STORY), desk)
        wait_for(lambda: any(one["event"] == "hung_up" for one in desk.events))
    assert caplog.records
    assert "905" not in caplog.text


def test_channels_that_are_no_calls_of_customers_are_left_alone():
    exchange = Exchange(frozenset({"from-trunk"}))
    inner = {"Event": "Newchannel", "Uniqueid": "1.1", "Linkedid": "1.1", "Context": "agents", "CallerIDNum": "101"}
    assert not list(exchange.read(inner, "2026-04-10T12:00:00+00:00"))
    assert not list(exchange.read({**inner, "Event": "Hangup"}, "2026-04-10T12:00:00+00:00"))


def test_a_hidden_number():
    exchange = Exchange(frozenset({"from-trunk"}))
    begins = {"Event": "Newchannel", "Uniqueid": "1.1", "Context": "from-trunk", "CallerIDNum": "<unknown>"}
    (told,) = exchange.read(begins, "2026-04-10T12:00:00+00:00")
    assert "caller" not in told


def test_a_call_handed_over():
    exchange, at = Exchange(frozenset({"from-trunk"})), "2026-04-10T12:00:00+00:00"
    begins = {"Event": "Newchannel", "Uniqueid": "1.1", "Linkedid": "1.1", "Context": "from-trunk"}
    handed = {"Event": "BlindTransfer", "Linkedid": "1.1", "Uniqueid": "1.2", "Result": "Success", "Extension": "102"}
    assert list(exchange.read(begins, at))
    (told,) = exchange.read(handed, at)
    assert (told["event"], told["operator"]) == ("transferred", "102")


def test_what_never_ends_is_no_manager_interface():
    with pytest.raises(PacketTooLong):
        list(Packets().feed(GREETING + b"x" * (LONGEST + 1)))


def test_a_line_break_cannot_begin_an_action_of_its_own():
    with pytest.raises(ValueError):
        packet(Action="Login", Secret="a\r\nAction: Originate")


@pytest.mark.parametrize(
    ("value", "written"),
    [("a, b", '"a, b"'), ('«ПС "Южная"»\n10 ч', '"«ПС \\"Южная\\"» 10 ч"'), ("c:\\d", '"c:\\\\d"')],
)
def test_a_value_of_a_variable_is_one_value_and_one_line(value, written):
    assert quoted(value) == written


@given(st.lists(st.integers(1, 60), min_size=1))
def test_the_cut_of_the_stream_changes_nothing(sizes):
    whole, packets, found = GREETING + b"".join(STORY), Packets(), []
    place = 0
    while place < len(whole):
        size = sizes[len(found) % len(sizes)]
        found += packets.feed(whole[place : place + size])
        place += size
    assert found == list(Packets().feed(whole))
    assert len(found) == len(STORY)
