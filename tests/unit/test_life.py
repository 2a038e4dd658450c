"""The life of an appeal and its way to a team, without Odoo."""

import doctest

import pytest
from appeals import danger, life, routing
from appeals.routing import Route, best_team


@pytest.mark.parametrize("module", [danger, life, routing])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def test_an_appeal_walks_from_receipt_to_closing():
    state = "new"
    for act in ("register", "take", "answer", "close"):
        state = life.target(act, state)
    assert state == "closed"


def test_every_act_leads_between_known_states():
    for act in life.ACTS:
        assert {*act.sources, act.target or "new"} <= set(life.STATES)


def test_nothing_leads_out_of_an_end_but_a_new_linked_appeal():
    for act in life.ACTS:
        if set(life.ENDED_STATES) & set(act.sources):
            assert (act.name, act.target) == ("reopen", None)


def test_every_state_is_reached_and_open_work_ends_with_the_answer():
    assert {act.target for act in life.ACTS if act.target} == set(life.STATES) - {"new"}
    assert {*life.OPEN_STATES, "answered", *life.ENDED_STATES} == set(life.STATES)
    assert set(life.WORKED_STATES) == set(life.OPEN_STATES) - {"new"}


WORKED = {"registered", "in_work", "awaiting_info"}
LEGAL = {
    "register": {"new"},
    "take": {"registered"},
    "request_info": WORKED,
    "receive_info": {"awaiting_info"},
    "extend": WORKED,
    "redirect": WORKED,
    "refuse": WORKED,
    "withdraw": WORKED,
    "answer": WORKED,
    "answer_at_once": {"registered"},
    "close": {"answered"},
    "reopen": {"answered", "closed", "redirected", "refused", "withdrawn"},
}


@pytest.mark.parametrize("act", LEGAL)
@pytest.mark.parametrize("state", life.STATES)
def test_an_act_is_legal_exactly_where_the_table_says(act, state):
    assert (life.target(act, state) is not None) == (state in LEGAL[act])


def test_the_table_has_no_other_act():
    assert {act.name for act in life.ACTS} == set(LEGAL)


def test_between_two_states_there_is_one_act_or_none():
    assert life.act_between("new", "registered") == "register"
    assert life.act_between("registered", "answered") == "answer"
    assert life.act_between("awaiting_info", "in_work") == "receive_info"
    assert life.act_between("new", "closed") is None
    assert life.act_between("closed", "new") is None


@pytest.mark.parametrize(
    ("routes", "team"),
    [
        ([], None),
        ([Route(1, company=8)], None),
        ([Route(1, categories=frozenset({99}))], None),
        ([Route(1, branches=frozenset({99}))], None),
        ([Route(1), Route(2)], 1),
        ([Route(1), Route(2, branches=frozenset({5}))], 2),
        ([Route(1, branches=frozenset({5})), Route(2, categories=frozenset({10}))], 2),
        ([Route(1, categories=frozenset({10})), Route(2, categories=frozenset({10}), branches=frozenset({5}))], 2),
        ([Route(1), Route(2, categories=frozenset({10}), branches=frozenset({99}))], 1),
        ([Route(1, company=7), Route(2, company=8)], 1),
    ],
)
def test_the_most_particular_team_takes_the_appeal(routes, team):
    assert best_team(routes, company=7, categories={10, 11}, branches={5}) == team
