"""The life of an appeal and its way to a team, without Odoo."""

import doctest

import pytest
from appeals import life, routing
from appeals.routing import Route, best_team


@pytest.mark.parametrize("module", [life, routing])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def test_an_appeal_walks_from_receipt_to_closing():
    state = "new"
    for act in ("register", "take", "answer", "close"):
        state = life.target(act, state)
    assert state == "closed"


def test_every_act_leads_between_known_states():
    for act in life.ACTS:
        assert {*act.sources, act.target} <= set(life.STATES)


def test_no_act_leads_back_or_out_of_closed():
    order = {state: place for place, state in enumerate(life.STATES)}
    for act in life.ACTS:
        assert all(order[source] < order[act.target] for source in act.sources)
        assert "closed" not in act.sources


def test_every_state_is_reached_and_open_work_ends_with_the_answer():
    assert {act.target for act in life.ACTS} == set(life.STATES) - {"new"}
    assert set(life.OPEN_STATES) == set(life.STATES) - {"answered", "closed"}


@pytest.mark.parametrize("act", ["register", "take", "answer", "close"])
@pytest.mark.parametrize("state", life.STATES)
def test_an_act_is_legal_exactly_where_the_table_says(act, state):
    legal = {
        "register": {"new"},
        "take": {"registered"},
        "answer": {"registered", "in_work"},
        "close": {"answered"},
    }
    assert (life.target(act, state) is not None) == (state in legal[act])


def test_between_two_states_there_is_one_act_or_none():
    assert life.act_between("new", "registered") == "register"
    assert life.act_between("registered", "answered") == "answer"
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
