"""The facts a person begins from who tries a rule: they fit it wherever its conditions name a value."""

from datetime import date

import pytest
from deadlines import (
    Rule,
    Rulebook,
    RuleNotFound,
    RulesTie,
    Term,
    asked_facts,
    fitting_facts,
    parse_facts,
    verdicts,
)

DAY = date(2026, 1, 15)


def edition(facts: str, since: date | None = None) -> Rule:
    return Rule("offer", Term(20, "working_days"), since, conditions=parse_facts(facts))


def test_facts_are_asked_once_in_the_order_of_the_rules() -> None:
    rules = [edition("track=paper;power<=150"), edition("power>150;group=1")]
    assert asked_facts(rules) == ("track", "power", "group")
    assert asked_facts([]) == ()


@pytest.mark.parametrize(
    ("facts", "tried"),
    [
        ("", {}),
        ("track=paper;group=2|3", {"track": "paper", "group": "2"}),
        ("power<=150", {"power": "150"}),
        ("power>=0.4", {"power": "0.4"}),
        ("power<150", {"power": "149"}),
        ("power>150;power<=670", {"power": "670"}),
        ("power<=670;power>150", {"power": "151"}),
    ],
)
def test_a_rule_fits_the_facts_it_is_tried_with(facts: str, tried: dict[str, str]) -> None:
    rule = edition(facts)
    assert fitting_facts(rule) == tried
    assert rule.fits(tried)


@pytest.mark.parametrize("facts", ["group!=1", "power>0.4;power<1"])
def test_a_value_that_no_condition_names_is_left_to_the_person(facts: str) -> None:
    assert fitting_facts(edition(facts)) == {}


def judged(*rules: Rule, **facts: object) -> list[tuple[str, int]]:
    """Return what is said of each rule, by its place."""
    said = verdicts(Rulebook.build(rules).examine("offer", DAY, facts))
    return [(verdict, rules.index(candidate.rule)) for verdict, candidate in said]


def test_each_edition_is_told_why_it_was_chosen_or_not() -> None:
    later, other, plain = edition("track=paper", date(2027, 1, 1)), edition("group=1"), edition("")
    exact = edition("track=paper;power<=150")
    said = judged(later, other, plain, exact, track="paper", power="100")
    assert said == [("chosen", 3), ("less_exact", 2), ("does_not_fit", 1), ("not_in_force", 0)]


def test_two_that_fit_equally_are_both_told_so() -> None:
    assert judged(edition(""), edition("track=paper"), edition("group=1"), track="paper", group="1") == [
        ("tie", 1),
        ("tie", 2),
        ("less_exact", 0),
    ]


@pytest.mark.parametrize("facts", [{}, {"track": "paper"}, {"track": "paper", "group": "1"}, {"group": "2"}])
@pytest.mark.parametrize("lawful", [True, False])
def test_what_is_told_is_what_is_chosen(facts: dict[str, str], lawful: bool) -> None:
    rules = [edition("track=paper"), edition("group=1"), *([edition("")] if lawful else [])]
    book = Rulebook.build(rules)
    told = [candidate.rule for verdict, candidate in verdicts(book.examine("offer", DAY, facts)) if verdict == "chosen"]
    try:
        assert told == [book.choose("offer", DAY, facts)]
    except (RuleNotFound, RulesTie):
        assert told == []
