"""The state of a call from its events, and the figures of calls."""

from datetime import datetime, timedelta

import pytest
from calls import EMPTY, ENDED_STAGES, EXITS, KINDS, STAGES, Ended, Event, call, tally
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2026, 4, 10, 12, 0)


def event(kind, second, **said):
    return Event(f"{kind}-{second}", kind, NOON + timedelta(seconds=second), **said)


def story(*events):
    return [event(kind, second, **said) for kind, second, said in events]


ANSWERED = story(
    ("incoming", 0, {"caller": "+79050000001", "line": "8800"}),
    ("menu", 2, {"step": "1"}),
    ("menu", 5, {"step": "3", "exit": "operator"}),
    ("ringing", 8, {"operator": "101"}),
    ("ringing", 8.5, {"operator": "102"}),
    ("answered", 20, {"operator": "102"}),
    ("hung_up", 80, {}),
    ("recording", 83, {"recording": "https://pbx.example/1.ogg"}),
)


def test_a_call_that_was_answered():
    state = call(ANSWERED)
    assert (state.stage, state.caller, state.line) == ("answered", "+79050000001", "8800")
    assert (state.operator, state.path, state.exit) == ("102", ("1", "3"), "operator")
    assert (state.wait_seconds, state.talk_seconds) == (15, 60)
    assert state.recording == "https://pbx.example/1.ogg"
    assert state.ringing == ()


def test_the_stages_on_the_way():
    stages = [call(ANSWERED[:count]).stage for count in range(1, len(ANSWERED) + 1)]
    assert stages == ["waiting", "menu", "waiting", "ringing", "ringing", "talking", "answered", "answered"]
    assert call(ANSWERED[:5]).ringing == ("101", "102")
    assert call(ANSWERED[:6]).ringing == ()


def test_who_hung_up_before_anybody_answered_is_lost():
    lost = call(story(("incoming", 0, {}), ("ringing", 3, {"operator": "101"}), ("hung_up", 33, {})))
    assert (lost.stage, lost.wait_seconds, lost.talk_seconds) == ("lost", 33, None)


def test_who_found_it_in_the_menu_is_not_lost():
    for exit_ in ("solved", ""):
        ended = call(story(("incoming", 0, {}), ("menu", 3, {"step": "2", "exit": exit_}), ("hung_up", 33, {})))
        assert (ended.stage, ended.exit, ended.wait_seconds) == ("self_service", exit_, None)


def test_a_call_handed_over_rings_at_the_other_telephone():
    events = [*ANSWERED[:6], event("transferred", 40, operator="103")]
    assert (call(events).stage, call(events).ringing, call(events).transfers) == ("talking", ("103",), 1)
    taken = call([*events, event("answered", 45, operator="103")])
    assert (taken.operator, taken.ringing, taken.wait_seconds) == ("103", (), 15)


def test_what_is_told_to_be_after_the_end_did_not_happen():
    ended = call(story(("incoming", 0, {}), ("hung_up", 10, {}), ("answered", 11, {"operator": "101"})))
    assert (ended.stage, ended.operator) == ("lost", "")


def test_an_answer_without_any_event_of_the_menus_exit():
    state = call(story(("incoming", 0, {}), ("menu", 2, {"step": "1"}), ("answered", 9, {"operator": "101"})))
    assert (state.stage, state.exit, state.wait_seconds) == ("talking", "operator", 0)


def test_a_call_without_events_and_an_event_of_no_kind():
    with pytest.raises(ValueError):
        call([])
    with pytest.raises(ValueError):
        event("exploded", 1)
    with pytest.raises(ValueError):
        event("menu", 1, exit="window")


EVENTS = st.lists(
    st.builds(
        event,
        st.sampled_from(KINDS),
        st.integers(0, 60),
        operator=st.sampled_from(("", "101", "102", "103")),
        exit=st.sampled_from(("", *EXITS)),
        step=st.sampled_from(("", "1", "2")),
    ),
    min_size=1,
    max_size=12,
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_order_and_second_deliveries_change_nothing(events, chance):
    shuffled = [*events, *chance.choices(events, k=3)]
    chance.shuffle(shuffled)
    assert call(shuffled) == call(events)


@given(EVENTS)
def test_what_is_always_true_of_a_call(events):
    state = call(events)
    assert state.stage in STAGES
    assert (state.ended_at is not None) == (state.stage in ENDED_STAGES)
    assert (state.answered_at is not None) == (state.stage in ("talking", "answered"))
    assert (state.stage == "self_service") == bool(state.ended_at and not state.waited_from)
    for seconds in (state.wait_seconds, state.talk_seconds):
        assert seconds is None or seconds >= 0
    assert not (state.ended_at and state.ringing)


@given(EVENTS, EVENTS)
def test_an_ended_call_stays_ended(events, more):
    if call(events).ended_at:
        assert call([*events, *more]).ended_at


CALLS = st.lists(
    st.builds(
        Ended, st.sampled_from(ENDED_STAGES), st.integers(0, 500), st.integers(0, 900), st.booleans(), st.booleans()
    )
)


@given(CALLS, CALLS)
def test_tallies_add_up(some, others):
    assert tally(some) + tally(others) == tally(some + others)
    total = tally(some)
    assert total.asked + total.self_service == len(some)
    for share in (total.service_level, total.lost_share, total.solved_share):
        assert share is None or 0 <= share <= 100
    if total.asked:
        assert total.service_level + total.lost_share <= 100.1


def test_nothing_has_no_share():
    assert (EMPTY.service_level, EMPTY.lost_share, EMPTY.solved_share, EMPTY.mean_wait, EMPTY.mean_talk) == (None,) * 5


def test_the_figures_of_a_small_day():
    day = tally(
        [
            Ended("answered", 10, 100, True, True),
            Ended("answered", 50, 200, False, False),
            Ended("lost", 30),
            Ended("lost", 5),
            Ended("self_service"),
        ]
    )
    assert (day.service_level, day.lost_share, day.solved_share) == (25.0, 50.0, 50.0)
    assert (day.mean_wait, day.mean_talk) == (30.0, 150.0)
