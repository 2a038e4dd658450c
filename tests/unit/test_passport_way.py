"""The shortest way through a passport, without Odoo."""

import doctest

from hypothesis import given
from hypothesis import strategies as st
from passports import shortest_way, way
from passports.graph import reached

CODES = "abcdef"
graphs = st.dictionaries(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), unique=True))


def test_examples() -> None:
    found = doctest.testmod(way)
    assert found.attempted
    assert not found.failed


def test_of_equal_ways_the_first_named_is_taken() -> None:
    ways = {"a": ["c", "b"], "b": ["d"], "c": ["d"]}
    assert shortest_way(ways, "a", {"d"}) == ["c", "d"]


@given(graphs, st.sampled_from(CODES), st.sets(st.sampled_from(CODES)))
def test_the_way_is_one_of_the_graph_and_found_whenever_there_is_one(ways, begin, ends) -> None:
    found = shortest_way(ways, begin, ends)
    arcs = [(source, target) for source, targets in ways.items() for target in targets]
    places = [begin, *found]
    assert all(arc in arcs for arc in zip(places, found, strict=False))
    assert not any(place in ends for place in places[:-1])
    assert (places[-1] in ends) == bool(reached([begin], arcs) & ends)
