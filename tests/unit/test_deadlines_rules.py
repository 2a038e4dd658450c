"""Which edition binds an event: its day, then its facts, and never a guess."""

from datetime import date

import pytest
from deadlines import BadFact, BadFacts, Condition, Rule, Rulebook, RuleNotFound, RulesTie, Term, parse_facts

DAY = date(2026, 1, 15)


def edition(name: str, *conditions: str, since: str | None = "2010-01-01", until: str | None = None) -> Rule:
    parsed = tuple(Condition(*condition.split(" ")) for condition in conditions)
    begin, end = (date.fromisoformat(day) if day else None for day in (since, until))
    return Rule("answer", Term(30, "calendar_days"), begin, end, parsed, source=name)


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


@pytest.mark.parametrize("given", ["much", "670,5", "", "NaN", float("nan"), float("inf"), "-Infinity", [670]])
def test_a_size_that_is_no_number_is_refused(given: object) -> None:
    with pytest.raises(BadFact, match="“power” must be a number to be compared with 670") as raised:
        Condition("power", "<=", "670").holds({"power": given})
    assert raised.value.params["given"] is given


def test_a_fact_that_was_not_given_is_compared_with_nothing() -> None:
    assert not Condition("power", "<=", "670").holds({})


def test_the_edition_of_the_day_counts() -> None:
    old, new = edition("old", until="2015-12-31"), edition("new", since="2016-01-01")
    assert chosen(old, new, day=date(2015, 12, 31)) == "old"
    assert chosen(old, new, day=date(2016, 1, 1)) == "new"


def test_an_edition_without_a_first_or_a_last_day_is_open_on_that_side() -> None:
    old, new = edition("old", since=None, until="2015-12-31"), edition("new", since="2016-01-01")
    assert chosen(old, new, day=date.min) == "old"
    assert chosen(old, new, day=date(2015, 12, 31)) == "old"
    assert chosen(old, new, day=date.max) == "new"
    assert edition("always", since=None).in_force(date.min)


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


def test_a_refusal_names_the_facts_that_would_decide() -> None:
    book = Rulebook.build(
        [
            edition("by group", "group = 1", "kind = claim"),
            edition("by power", "power <= 150", "kind = claim"),
            edition("repealed", "district = 1", until="2015-12-31"),
        ]
    )
    with pytest.raises(RuleNotFound, match=r"facts: kind = claim\. Facts not given: group, power\.") as raised:
        book.choose("answer", DAY, {"kind": "claim", "group": None})
    assert raised.value.params["lacking"] == ("group", "power")
    with pytest.raises(RuleNotFound, match=r"group = 2, kind = claim, power = 670\. Facts not given: —\.") as raised:
        book.choose("answer", DAY, {"kind": "claim", "group": 2, "power": 670})
    assert raised.value.params["lacking"] == ()
    with pytest.raises(RuleNotFound, match="Facts not given: —"):
        book.choose("unknown", DAY, {})


def test_a_refusal_writes_facts_as_the_tables_do() -> None:
    with pytest.raises(RuleNotFound, match="facts: express = 0, procurement = 1"):
        Rulebook().choose("answer", DAY, {"procurement": True, "express": False})


def test_the_working_of_a_choice_says_of_each_edition_why_not() -> None:
    rules = [
        edition("chosen", "group = 1"),
        edition("other group", "group = 3", "power <= 150"),
        edition("repealed", "group = 1", until="2015-12-31"),
        edition("repealed and other", "group = 2", until="2015-12-31"),
        edition("to come", since="2026-01-16"),
    ]
    candidates = Rulebook.build(rules).examine("answer", DAY, {"group": 1, "power": 670})
    told = [(one.rule.source, one.in_force, [str(c.fact) for c in one.unmet], one.fits) for one in candidates]
    assert told == [
        ("chosen", True, [], True),
        ("other group", True, ["group", "power"], False),
        ("repealed", False, [], False),
        ("repealed and other", False, ["group"], False),
        ("to come", False, [], False),
    ]
    assert Rulebook.build(rules).examine("unknown", DAY, {}) == ()


@pytest.mark.parametrize(
    ("cell", "conditions"),
    [
        ("", ()),
        (" ; ", ()),
        ("group=1", (Condition("group", "=", "1"),)),
        ("group=2|3", (Condition("group", "in", "2|3"),)),
        ("kind != claim", (Condition("kind", "!=", "claim"),)),
        ("kind!=claim|complaint", (Condition("kind", "!=", "claim|complaint"),)),
        (
            " track=account ; power_total_kw<=150;distance_m > -0.5;",
            (
                Condition("track", "=", "account"),
                Condition("power_total_kw", "<=", "150"),
                Condition("distance_m", ">", "-0.5"),
            ),
        ),
        ("case=last_metres_0.4kV", (Condition("case", "=", "last_metres_0.4kV"),)),
        ("law_basis=59-FZ", (Condition("law_basis", "=", "59-FZ"),)),
    ],
)
def test_the_notation_of_conditions(cell: str, conditions: tuple[Condition, ...]) -> None:
    assert parse_facts(cell) == conditions


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("group", "group"),
        ("group=1;kind", "kind"),
        ("=1", "=1"),
        ("group=", "group="),
        ("Group=1", "Group=1"),
        ("group==1", "group==1"),
        ("power<=many", "power<=many"),
        ("power<=1|2", "power<=1|2"),
        ("power=<5", "power=<5"),
        ("0<power", "0<power"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_part_that_is_none(cell: str, part: str) -> None:
    with pytest.raises(BadFacts, match="is not a condition. Write fact=value") as raised:
        parse_facts(cell)
    assert raised.value.params == {"part": part}
