"""Who is one person among many reports of an outage."""

import doctest

from hypothesis import given
from hypothesis import strategies as st
from outages import people, persons

REPORTS = st.dictionaries(st.integers(1, 60), st.sets(st.integers(1, 25), max_size=3), max_size=40)


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(persons).failed == 0


@given(REPORTS)
def test_every_report_is_of_one_person(marks):
    found = people(marks)
    assert sorted(report for person in found for report in person) == sorted(marks)


@given(REPORTS)
def test_two_persons_share_nothing(marks):
    known = [set().union(*(marks[report] for report in person)) for person in people(marks)]
    assert sum(map(len, known)) == len(set().union(*known))


@given(REPORTS)
def test_within_a_person_each_report_is_joined_to_another_by_what_they_share(marks):
    for person in people(marks):
        reached, left = {person[0]}, set(person[1:])
        while step := {one for one in left if any(marks[one] & marks[other] for other in reached)}:
            reached, left = reached | step, left - step
        assert not left


@given(REPORTS, st.randoms())
def test_the_order_of_reports_joins_nobody_else(marks, chance):
    mixed = list(marks)
    chance.shuffle(mixed)
    same = people({report: marks[report] for report in mixed})
    assert {frozenset(person) for person in same} == {frozenset(person) for person in people(marks)}
