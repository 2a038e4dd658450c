"""Which edition binds an event: its day, then its facts, and never a guess."""

from datetime import date

import pytest
from deadlines import BadFact, Condition, Rule, Rulebook, RuleNotFound, RulesTie, Term

DAY = date(2026, 1, 15)


def edition(name: str, *conditions: str, since: str = "2010-01-01", until: str | None = None) -> Rule:
    parsed = tuple(Condition(*condition.split(" ")) for condition in conditions)
    end = date.fromisoformat(until) if until else None
    return Rule(
        "answer",
        Term(30, "calendar_days"),
        date.fromisoformat(since),
        end,
        parsed,
        source=name,
    )


def chosen(*rules: Rule, day: date = DAY, **facts: object) -> str:
    return Rulebook.build(rules).choose("answer", day, facts).source


@pytest.mark.parametrize(
    ("condition", "fact", "holds"),
    [
        ("group = 1", "1", True),
        ("group = 1", 1, True),
        ("group = 1", "2", False),
        ("group != 1", "2", True),
        ("group != 1", "1", False),
        ("group in 2|3", "3", True),
        ("group in 2|3", 2, True),
        ("group in 2|3", "1", False),
        ("power <= 670", 670, True),
        ("power < 670", "670.0", False),
        ("power >= 670", 670.5, True),
        ("power > 670", 670, False),
        ("procurement = 1", True, True),
        ("procurement = 0", False, True),
        ("group = 1", None, False),
        ("group != 1", None, False),
    ],
)
def test_condition(condition: str, fact: object, holds: bool) -> None:
    name = condition.split(" ")[0]
    assert Condition(*condition.split(" ")).holds({name: fact}) is holds


def test_a_size_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadFact, match="“power” must be a number to be compared with 670.*“much”"):
        Condition("power", "<=", "670").holds({"power": "much"})


def test_the_edition_of_the_day_counts() -> None:
    old, new = edition("old", until="2015-12-31"), edition("new", since="2016-01-01")
    assert chosen(old, new, day=date(2015, 12, 31)) == "old"
    assert chosen(old, new, day=date(2016, 1, 1)) == "new"


def test_the_most_specific_rule_wins() -> None:
    plain = edition("plain", "law = 186")
    narrow = edition("narrow", "law = 186", "channel = internet", "kind = complaint")
    facts = {"law": "186", "channel": "internet"}
    assert chosen(plain, narrow, **facts, kind="complaint") == "narrow"
    assert chosen(plain, narrow, **facts, kind="claim") == "plain"


def test_no_rule_is_a_refusal_that_names_code_day_and_facts() -> None:
    book = Rulebook.build([edition("later", "law = 186", since="2026-02-01")])
    with pytest.raises(RuleNotFound, match=r"“answer”.*2026-01-15.*kind = claim, law = 186") as raised:
        book.choose("answer", DAY, {"law": "186", "kind": "claim"})
    assert raised.value.code == "rule_not_found"
    assert raised.value.params["date"] == DAY
    with pytest.raises(RuleNotFound, match="“unknown”.*facts: —"):
        book.choose("unknown", DAY, {})


def test_two_rules_that_fit_equally_are_refused_with_both_names() -> None:
    with pytest.raises(RulesTie, match=r"\(by group; by power\)"):
        chosen(edition("by group", "group = 1"), edition("by power", "power <= 15"), group=1, power=15)
