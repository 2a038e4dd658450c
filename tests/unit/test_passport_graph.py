"""Whether a passport can be walked, and which conditions can hold together, without Odoo."""

import doctest
from decimal import Decimal

from deadlines import Condition
from hypothesis import given
from hypothesis import strategies as st
from passports import GraphFault, Place, can_meet, graph, graph_faults, implied, meeting

CODES = "abcde"
places = st.lists(
    st.builds(Place, st.sampled_from(CODES), st.booleans(), st.booleans()), unique_by=lambda place: place.code
)
ways = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)))


def test_examples() -> None:
    for module in (graph, meeting):
        found = doctest.testmod(module)
        assert found.attempted
        assert not found.failed


def faults(steps: list[Place], *ways: tuple[str, str]) -> list[str]:
    return [str(fault) for fault in graph_faults(steps, ways)]


START, END = Place("start", is_start=True), Place("end", is_end=True)


def test_a_passport_without_a_first_step_or_an_end() -> None:
    assert faults([Place("a"), END], ("a", "end")) == ["no_start"]
    assert faults([START], ("start", "start")) == ["no_end", "dead_end start"]
    assert faults([START, Place("other", is_start=True), END], ("start", "end"), ("other", "end")) == ["no_start"]


def test_a_step_that_nothing_leads_to_and_an_end_that_cannot_be_reached() -> None:
    lost = Place("lost", is_end=True)
    assert faults([START, END, lost], ("start", "end")) == ["unreachable lost"]
    assert faults([START, Place("aside"), END], ("start", "end"), ("aside", "end")) == ["unreachable aside"]


def test_a_step_that_repeats_itself_leads_nowhere_and_a_ring_never_ends() -> None:
    assert faults([START, Place("check"), END], ("start", "check"), ("check", "check")) == [
        "endless start",
        "dead_end check",
        "unreachable end",
    ]
    ring = [("start", "a"), ("a", "b"), ("b", "a"), ("start", "end")]
    assert faults([START, Place("a"), Place("b"), END], *ring) == ["endless a", "endless b"]


@given(places, ways)
def test_without_a_fault_every_walk_can_end_and_every_step_is_walked(steps, given_ways) -> None:
    known = {one.code for one in steps}
    edges = {(a, b) for a, b in given_ways if a in known and b in known}
    found = list(graph_faults(steps, edges))
    walks = _walks(steps, edges)
    sound = (
        sum(one.is_start for one in steps) == 1
        and walks.keys() == known
        and all(any(one.is_end for one in steps if one.code in onward) for onward in walks.values())
        and all(one.is_end or any(a == one.code != b for a, b in edges) for one in steps)
    )
    assert (found == []) is sound
    assert len(set(found)) == len(found)
    assert all(isinstance(fault, GraphFault) for fault in found)


def _walks(steps: list[Place], edges: set[tuple[str, str]]) -> dict[str, set[str]]:
    """Every step that a request comes to, with all it can come to from there: by trying edge after edge."""
    onward = {one.code: {one.code} for one in steps}
    for _round in steps:
        for source, target in edges:
            for codes in onward.values():
                if source in codes:
                    codes.add(target)
    entered = {code for one in steps if one.is_start for code in onward[one.code]}
    return {code: onward[code] for code in onward if code in entered}


conditions = st.lists(
    st.one_of(
        st.builds(Condition, st.just("power"), st.sampled_from(["<", "<=", ">", ">="]), st.sampled_from("123")),
        st.builds(Condition, st.just("power"), st.sampled_from(["in", "!="]), st.sampled_from(["1", "2|3", "1|3"])),
    ),
    max_size=3,
)
#: On every limit and on both sides of it: what can be fulfilled at all is fulfilled by one of these.
VALUES = [Decimal(half) / 2 for half in range(1, 8)]


def _together(conditions) -> list[Decimal]:
    return [value for value in VALUES if all(one.holds({"power": value}) for one in conditions)]


@given(conditions, conditions)
def test_conditions_meet_where_some_value_fulfils_both(one, other) -> None:
    assert can_meet(one, other) is bool(_together([*one, *other]))


@given(conditions, conditions)
def test_a_condition_is_implied_where_every_value_fulfils_it(by, of) -> None:
    for condition in of:
        if implied(condition, by):
            assert all(condition.holds({"power": value}) for value in _together(by))


def test_facts_that_differ_do_not_hinder_each_other() -> None:
    assert can_meet([Condition("track", "=", "paper")], [Condition("power", ">", "150")], [])
    assert not implied(Condition("track", "=", "paper"), [Condition("power", ">", "150")])
