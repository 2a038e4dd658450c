"""Who gets an appeal, without Odoo."""

import doctest
from collections import Counter

from appeals import assigning
from appeals.assigning import Work, assign
from hypothesis import given
from hypothesis import strategies as st

MEMBERS = (1, 2, 3, 4)


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(assigning).failed == 0


def test_an_absent_member_is_no_candidate_and_an_empty_team_gets_nothing():
    assert assign([Work(10, (2,)), Work(11, ())], {2: 9.0}) == {10: 2}


def test_the_person_complained_of_never_gets_it_even_alone():
    assert assign([Work(10, (1,), frozenset({1}))], {}) == {}


@given(
    st.dictionaries(st.sampled_from(MEMBERS), st.floats(0, 50)),
    st.lists(st.sets(st.sampled_from(MEMBERS)), max_size=30),
)
def test_whoever_gets_it_had_the_least_of_those_who_might(loads, barred):
    works = [Work(number, MEMBERS, frozenset(people)) for number, people in enumerate(barred)]
    carried = {member: loads.get(member, 0.0) for member in MEMBERS}
    given_to = assign(works, loads)
    for work in works:
        free = [member for member in MEMBERS if member not in work.barred]
        assert (work.appeal in given_to) == bool(free)
        if free:
            person = given_to[work.appeal]
            assert carried[person] == min(carried[member] for member in free)
            carried[person] += 1


def test_two_thousand_are_shared_evenly():
    given_to = assign([Work(number, MEMBERS) for number in range(2000)], {})
    assert set(Counter(given_to.values()).values()) == {500}
